"""What a PostgreSQL that is spread over several machines asks of the app's tables."""

import pytest
from sqlalchemy import Table, UniqueConstraint

from app.distribution.layout import APP
from app.models import METADATA
from app.settings import ROOT
from app.tenancy import COLUMN

SPREAD, COPIED, AT_HOME = (
    {table.name for table in tables} for tables in (APP.distributed, APP.reference, APP.local)
)


def test_each_table_is_of_one_kind() -> None:
    kinds = [*SPREAD, *COPIED, *AT_HOME]
    assert sorted(kinds) == sorted(METADATA.tables), (
        "a table's class has one of the parents Distributed, Reference and Local of app/tenancy.py"
    )


def test_only_what_every_organisation_is_asked_about_is_copied() -> None:
    """Each change of such a row has to be made on every machine, and waits while one of them is away.

    Rows of every organisation refer to the first four; the others say whose an account elsewhere is.
    """
    assert {
        *("organisation", "person", "membership", "membership_role"),
        *("deployment", "lti_platform", "lti_user", "sign_in_provider", "provider_identity"),
    } == COPIED


@pytest.mark.parametrize("table", APP.distributed, ids=lambda table: str(table.name))
def test_the_keys_of_a_spread_table_begin_with_the_organisation(table: Table) -> None:
    assert next(iter(table.primary_key.columns)).name == COLUMN
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            assert COLUMN in constraint.columns, constraint.name
    assert not any(index.unique for index in table.indexes)


@pytest.mark.parametrize("table", APP.distributed, ids=lambda table: str(table.name))
def test_a_spread_table_refers_to_its_own_organisation_only(table: Table) -> None:
    for key in table.foreign_key_constraints:
        to = key.referred_table.name
        assert to in SPREAD | COPIED, f"{key.name}: {to} is not on the machine on which the row is"
        if to in SPREAD | {"membership"}:
            pairs = {each.parent.name: each.column.name for each in key.elements}
            assert pairs.get(COLUMN) == COLUMN, f"{key.name}: use of_same (app/tenancy.py)"


@pytest.mark.parametrize("table", [*APP.reference, *APP.local], ids=lambda table: str(table.name))
def test_nothing_else_refers_to_a_spread_table(table: Table) -> None:
    for key in table.foreign_key_constraints:
        assert key.referred_table.name not in SPREAD, key.name
        if table in APP.reference:
            assert key.referred_table.name in COPIED, key.name


def test_only_one_room_knows_citus() -> None:
    """All else works with tables, wherever they lie."""
    naming = [
        str(file.relative_to(ROOT))
        for folder in ("app", "lrs")
        for file in (ROOT / folder).rglob("*.py")
        if "citus" in file.read_text() and file.parent != ROOT / "app" / "distribution"
    ]
    assert naming == []
