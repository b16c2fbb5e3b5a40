"""A store that an earlier version has filled is brought up to date, and nothing of it is lost."""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import create_engine, text

from lrs import LRS, Authority, Owner, StatementQuery, View
from lrs.index import pairs
from lrs.model import decode
from lrs.store.engine import Database
from lrs.store.migrate import VERSION_TABLE, migrate
from tests.lrs.databases import ONE_MACHINE
from tests.lrs.samples import encoded, ids_of, statement

VERSIONS = "lrs.store.migrations.versions"
STORES = Path(__file__).parent / "stores"
ACTOR = {"mbox": "mailto:ada@example.com"}
REGISTRATION = "123e4567-e89b-42d3-a456-426614174000"
ONE = "https://example.com/activities/one"


@pytest.fixture
def has_schema(request: pytest.FixtureRequest) -> bool:
    """Let a database begin empty where an older version's schema is to be made in it."""
    return "filled" not in request.fixturenames


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


def test_two_filters_at_once_find_what_each_found(upgraded: LRS) -> None:
    def found(**filters: Any) -> list[str]:
        query = StatementQuery(organisation="trust-a", ascending=True, **filters)
        return ids_of(upgraded.find(query).statements)

    tried = "https://example.com/verbs/tried"
    shown = [numbered(n) for n in (2, 3, 4)]
    assert found(agent=ACTOR, activity=ONE) == shown
    assert found(verb=tried, activity=ONE) == shown
    assert found(agent=ACTOR, verb=tried) == shown
    assert found(agent=ACTOR, verb=tried, activity=ONE) == shown
    assert found(agent=ACTOR, verb=tried, registration=REGISTRATION) == shown[:2]
    assert found(agent=ACTOR, verb="https://example.com/verbs/left") == []


# A store that is spread is never as old as that: it is spread by a version that has these keys already.
@ONE_MACHINE
def test_the_keys_of_two_filters_are_those_of_a_new_store(lrs: LRS, database_url: str) -> None:
    authority = Authority.internal("trust-a", "https://lrs.example")
    first = statement(id=numbered(1))
    later = statement(id=numbered(2), object={"objectType": "StatementRef", "id": numbered(1)})
    lrs.store(encoded([first, later]), authority)  # has its index rows at once
    lrs.store(encoded(statement(id=numbered(3))), authority)  # waits for them
    engine = create_engine(database_url)

    def kept(table: str) -> set[Any]:
        with engine.connect() as connection:
            return {tuple(row) for row in connection.execute(text(f"SELECT * FROM {table}"))}

    entries, waiting = kept("lrs_entry"), kept("lrs_pending")
    of_two = {key for one in lrs.since("trust-a", 0) for key in pairs(decode.stored(one.body))}
    with engine.begin() as connection:
        for key in of_two:
            connection.execute(text("DELETE FROM lrs_entry WHERE key = :key"), {"key": key})
        for organisation, seq, keys in waiting:
            parts = {keys[at : at + 16] for at in range(0, len(keys), 16)}
            connection.execute(
                text("UPDATE lrs_pending SET keys = :keys WHERE organisation = :o AND seq = :s"),
                {"keys": b"".join(parts - of_two), "o": organisation, "s": seq},
            )
        with Operations.context(MigrationContext.configure(connection)):
            import_module(f"{VERSIONS}.0010_last_beside_the_statements").downgrade()
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '0008'"))
    assert len(kept("lrs_entry")) < len(entries) and waiting
    lrs.migrate()

    def parted(rows: set[Any]) -> set[Any]:
        return {
            (organisation, seq, keys[at : at + 16])
            for organisation, seq, keys in rows
            for at in range(0, len(keys), 16)
        }

    assert kept("lrs_entry") == entries
    assert parted(kept("lrs_pending")) == parted(waiting)
    engine.dispose()


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
