"""What an organisation's administrator says of the organisation."""

import pytest
from sqlalchemy import select

from app.database import Database
from app.organisations.models import Organisation
from tests.app.actors import Actor
from tests.app.trust import Trust


def nation_of(database: Database, name: str) -> str | None:
    with database.read() as session:
        return session.scalars(select(Organisation.nation).where(Organisation.name == name)).one()


def test_an_administrator_says_where_the_organisation_works_and_no_other_changes(
    as_administrator: Actor, database: Database, trust: Trust, other_trust: Trust
) -> None:
    assert 'value="ALL" checked' in as_administrator.get("/organisation").text
    answer = as_administrator.send("/organisation", nation="SCO")
    assert answer.headers["Location"] == "/organisation"
    page = as_administrator.get("/organisation").text
    assert 'value="SCO" checked' in page and "The settings are saved." in page
    assert nation_of(database, trust.name) == "SCO"
    assert nation_of(database, other_trust.name) is None


def test_an_organisation_may_be_in_no_single_nation(
    as_administrator: Actor, database: Database, trust: Trust
) -> None:
    as_administrator.send("/organisation", nation="SCO")
    as_administrator.send("/organisation", nation="ALL")
    assert nation_of(database, trust.name) is None


def test_a_nation_that_does_not_exist_changes_nothing(
    as_administrator: Actor, database: Database, trust: Trust
) -> None:
    as_administrator.send("/organisation", nation="SCO")
    answer = as_administrator.send("/organisation", nation="GB")
    assert answer.status_code == 400
    assert "There is a problem" in answer.text
    assert nation_of(database, trust.name) == "SCO"


@pytest.mark.parametrize(("given", "kept"), [({"nation": "WAL"}, "WAL"), ({}, None)])
def test_a_new_organisation_may_say_where_it_works_at_once(
    as_platform_administrator: Actor, database: Database, given: dict[str, str], kept: str | None
) -> None:
    as_platform_administrator.send(
        "/organisations/add",
        organisation="Bwrdd Iechyd y Bryn",
        name="Mair Pugh",
        email="mair@bryn.example",
        **given,
    )
    assert nation_of(database, "Bwrdd Iechyd y Bryn") == kept
