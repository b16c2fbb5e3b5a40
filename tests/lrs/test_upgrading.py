"""A store that an earlier version has filled is brought up to date, and nothing of it is lost."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from lrs import LRS, Authority, Owner, StatementQuery, View
from lrs.store.engine import Database
from lrs.store.migrate import migrate
from tests.lrs.samples import encoded, ids_of, statement

STORES = Path(__file__).parent / "stores"
ACTOR = {"mbox": "mailto:ada@example.com"}
REGISTRATION = "123e4567-e89b-42d3-a456-426614174000"
ONE = "https://example.com/activities/one"


@pytest.fixture
def filled(database_url: str) -> dict[str, list[dict[str, Any]]]:
    """Fill a database as version 0001 wrote it; return its rows by table."""
    database = Database(database_url)
    migrate(database, "0001")
    database.close()
    tables: dict[str, list[dict[str, Any]]] = json.loads((STORES / "0001.json").read_text())
    engine = create_engine(database_url)
    booleans = {"voiding"}
    with engine.begin() as connection:
        for name, rows in tables.items():
            for row in rows:
                values = {
                    column: bytes.fromhex(value["hex"])
                    if isinstance(value, dict)
                    else bool(value)
                    if column in booleans
                    else value
                    for column, value in row.items()
                }
                columns, marks = ", ".join(values), ", ".join(f":{column}" for column in values)
                connection.execute(text(f"INSERT INTO {name} ({columns}) VALUES ({marks})"), values)
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT setval('lrs_statement_seq', 5)"))
            connection.execute(text("SELECT setval('lrs_organisation_number_seq', 2)"))
    engine.dispose()
    return tables


@pytest.fixture
def upgraded(filled: dict[str, list[dict[str, Any]]], lrs: LRS) -> LRS:
    return lrs


def numbered(n: int) -> str:
    return f"0000000{n}-0000-4000-8000-000000000000"


def test_every_statement_is_there_to_the_last_byte(
    filled: dict[str, list[dict[str, Any]]], lrs: LRS
) -> None:
    found = [one.body for name in ("trust-a", "trust-b") for one in lrs.since(name, 0)]
    assert found == [bytes.fromhex(row["body"]["hex"]) for row in filled["lrs_statement"]]
    assert b"1.5" in found[0]


def test_every_filter_finds_what_it_found(upgraded: LRS) -> None:
    def found(**filters: Any) -> list[str]:
        query = StatementQuery(organisation="trust-a", ascending=True, **filters)
        return ids_of(upgraded.find(query).statements)

    shown = [numbered(n) for n in (2, 3, 4)]
    assert found() == shown
    assert found(agent=ACTOR) == shown
    # By what they refer to as well, although the first target is hidden.
    assert found(activity=ONE) == shown
    assert found(registration=REGISTRATION) == shown[:2]
    assert found(verb="https://example.com/verbs/tried") == shown
    hidden = upgraded.statement(View(organisation="trust-a"), numbered(1), voided=True)
    assert hidden is not None


def test_what_is_known_beside_statements_is_kept(upgraded: LRS) -> None:
    owner = Owner(activity=ONE, agent=ACTOR, registration=REGISTRATION)
    document = upgraded.state.get("trust-a", owner, "bookmark")
    assert document is not None
    assert (document.content, document.content_type) == (b"page-3", "text/plain")
    assert upgraded.state.list("trust-a", owner) == ("bookmark",)
    definition: Any = upgraded.activity("trust-a", ONE).definition
    assert definition.name == {"en-GB": "One"}
    assert upgraded.person("trust-a", ACTOR).name == ("Ada",)
    credential = upgraded.credentials.verify("old-key", "an old secret")
    assert (credential.organisation, credential.expires) == ("trust-a", None)


def test_work_goes_on_where_it_was(upgraded: LRS) -> None:
    authority = Authority.internal("trust-a", "https://lrs.example")
    again = encoded(statement(id=numbered(5)))
    (one,) = upgraded.store(again, authority)
    assert one == numbered(5)  # the other organisation's, of the same id, is not in the way
    last = upgraded.since("trust-a", 0)[-1]
    assert last.seq > 5
    assert upgraded.since("trust-b", 0)[-1].seq == 5
