"""The two great tables may be parted by organisation in PostgreSQL: their keys begin with it."""

import json
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text

from lrs import LRS, Authority, StatementQuery
from lrs.store.layout import COLUMN
from tests.lrs.samples import encoded, statement

PARTS = 4
TRUSTS = [f"trust-{number}" for number in range(6)]


@pytest.fixture
def parted(postgres_url: str) -> Iterator[LRS]:
    """Give a store that an operator has parted, as docs/scaling.md says."""
    store = LRS.open(postgres_url, home_page="https://lrs.example")
    store.migrate()
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        for name in ("lrs_statement", "lrs_entry"):
            for line in (
                f"ALTER TABLE {name} RENAME TO {name}_whole",
                f"CREATE TABLE {name} (LIKE {name}_whole INCLUDING ALL) PARTITION BY HASH ({COLUMN})",
                *(
                    f"CREATE TABLE {name}_{part} PARTITION OF {name}"
                    f" FOR VALUES WITH (MODULUS {PARTS}, REMAINDER {part})"
                    for part in range(PARTS)
                ),
                f"INSERT INTO {name} SELECT * FROM {name}_whole",
                f"DROP TABLE {name}_whole",
            ):
                connection.execute(text(line))
    engine.dispose()
    yield store
    store.close()


@pytest.mark.postgres
def test_a_parted_store_keeps_and_finds_as_a_whole_one(parted: LRS, postgres_url: str) -> None:
    for trust in TRUSTS:
        authority = Authority.internal(trust, "https://lrs.example")
        parted.store(encoded([statement() for _ in range(60)]), authority)
        parted.store(encoded(statement()), authority)
    for trust in TRUSTS:
        actor = json.loads(parted.since(trust, 0)[0].body)["actor"]
        page = parted.find(StatementQuery(organisation=trust, agent=actor, limit=10))
        assert len(page.statements) == 10 and page.more
    assert len(parted.since(None, 0)) == 61 * len(TRUSTS)
    parted.erase(TRUSTS[0])
    assert parted.since(TRUSTS[0], 0) == ()
    assert len(parted.since(TRUSTS[1], 0)) == 61
    engine = create_engine(postgres_url)
    with engine.connect() as connection:
        places = connection.scalars(text("SELECT DISTINCT tableoid FROM lrs_statement")).all()
    engine.dispose()
    assert len(places) > 1
