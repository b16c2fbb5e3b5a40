"""What a distributed PostgreSQL needs of the schema and of the statements that are sent to it."""

import re
import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import UniqueConstraint, event

from lrs import LRS, Authority, Document, Owner, StatementQuery, View
from lrs.index import VERB, key
from lrs.store.layout import COLUMN, DISTRIBUTED, LOCAL, REFERENCE
from lrs.store.schema import metadata
from lrs.upkeep.purging import Purge
from tests.lrs.samples import attachment, encoded, part, statement

NOT_A_TENANTS = {"lrs_organisation", "lrs_credential"}
TENANTS = list(DISTRIBUTED)
NAMED = re.compile(r"\b(" + "|".join(table.name for table in TENANTS) + r")\b")


def test_each_table_is_a_tenants_or_known_not_to_be() -> None:
    assert {table.name for table in (*REFERENCE, *LOCAL)} == NOT_A_TENANTS
    assert {table.name for table in TENANTS} == metadata.tables.keys() - NOT_A_TENANTS
    for table in TENANTS:
        assert COLUMN in table.c, table.name


def test_every_key_of_a_tenants_table_begins_with_the_organisation() -> None:
    for table in TENANTS:
        assert next(iter(table.primary_key.columns)).name == "organisation", table.name
        for index in table.indexes:
            if index.unique:
                assert next(iter(index.columns)).name == "organisation", index.name


@pytest.mark.parametrize("table", TENANTS, ids=lambda table: str(table.name))
def test_whatever_is_unique_is_so_within_an_organisation(table: object) -> None:
    for constraint in table.constraints:  # type: ignore[attr-defined]
        if isinstance(constraint, UniqueConstraint):
            assert next(iter(constraint.columns)).name == "organisation", constraint.name


def test_no_foreign_key_leaves_an_organisation() -> None:
    for table in metadata.tables.values():
        for constraint in table.foreign_key_constraints:
            assert "organisation" in constraint.column_keys, table.name


def test_one_sequence_numbers_statements_and_nothing_else_counts_over_all() -> None:
    assert list(metadata._sequences) == ["lrs_statement_seq"]
    for table in TENANTS:
        assert all(column.autoincrement is not True for column in table.primary_key), table.name


@pytest.fixture
def said(lrs: LRS) -> Iterator[list[tuple[str, object]]]:
    """Give the SQL that the store sends, with its parameters."""
    found: list[tuple[str, object]] = []

    def note(*call: object) -> None:
        found.append((str(call[2]), call[3]))

    event.listen(lrs.database.engine, "before_cursor_execute", note)
    yield found
    event.remove(lrs.database.engine, "before_cursor_execute", note)


def everything(lrs: LRS, organisation: str) -> None:
    """Ask for what requests and those who look after one organisation ask for."""
    authority = Authority.internal(organisation, "https://lrs.example")
    one = str(uuid.uuid4())
    ref = {"objectType": "StatementRef", "id": one}
    void = statement(verb={"id": "http://adlnet.gov/expapi/verbs/voided"}, object=ref)
    registration = str(uuid.uuid4())
    said = statement(id=one, context={"registration": registration}, attachments=[attachment(b"x")])
    lrs.store(encoded(said), authority, parts=[part(b"x")])
    lrs.store(encoded([statement(), void]), authority)
    actor = statement()["actor"]
    for filters in (
        {"agent": actor, "related_agents": True},
        {"activity": "https://a.example", "verb": "https://v.example"},
        {"registration": registration, "since": "2020-01-01T00:00:00Z"},
        {"until": "2999-01-01T00:00:00Z", "format": "canonical", "written_by": "x"},
        {"limit": 1, "ascending": True, "attachments": True},
    ):
        page = lrs.find(StatementQuery(organisation=organisation, **filters))
        if page.more:
            lrs.more(page.more, View(organisation=organisation))
    lrs.statement(View(organisation=organisation), one, voided=True, attachments=True)
    lrs.since(organisation, 0)
    lrs.activity(organisation, "https://a.example")
    lrs.person(organisation, actor)
    lrs.consistent_through(organisation)
    owner = Owner(activity="https://a.example", agent=actor)
    for documents in (lrs.state, lrs.activity_profile, lrs.agent_profile):
        documents.put(organisation, owner, "x", Document(b"{}", "application/json"))
        documents.post(organisation, owner, "x", Document(b"{}", "application/json"))
        documents.list(organisation, owner)
        documents.delete(organisation, owner, "x")
    lrs.state.clear(organisation, owner)
    lrs.upkeep.plan_person(organisation, (actor,))
    lrs.upkeep.forget_person(organisation, (actor,))
    lrs.upkeep.purge(organisation, Purge(1, frozenset({key(VERB, "x")}), documents=True))


def test_every_statement_of_sql_names_its_organisation(
    lrs: LRS, said: list[tuple[str, object]]
) -> None:
    everything(lrs, "some trust")
    of_tenants = [sql for sql, _ in said if NAMED.search(sql)]
    assert {name for sql in of_tenants for name in NAMED.findall(sql)} >= {
        "lrs_statement",
        "lrs_entry",
        "lrs_reference",
        "lrs_voided",
        "lrs_attachment",
        "lrs_document",
        "lrs_agent_name",
    }
    for sql in of_tenants:
        named = re.search(r"organisation\s*=|INSERT INTO \w+ \(organisation\b", sql)
        assert named, sql


def test_no_lock_holds_all_organisations(lrs: LRS, said: list[tuple[str, object]]) -> None:
    """Whoever stores shares the harvesters' lock; only who reads over all of them takes it alone."""
    everything(lrs, "some trust")
    for sql, parameters in said:
        assert "LOCK TABLE" not in sql
        alone = "pg_advisory_xact_lock(" in sql.replace("pg_advisory_xact_lock_shared(", "")
        assert not (alone and "harvest" in str(parameters)), sql
        assert not (alone and "pg_advisory_xact_lock(%(kind)s, %(lock)s)" in sql), sql
