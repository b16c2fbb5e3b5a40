"""What an organisation's administrator says of the organisation."""

import pytest
from sqlalchemy import select

from app.database import Database, now
from app.organisations.models import Organisation
from app.wording import day
from tests.app.actors import Actor
from tests.app.conftest import SignIn
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


def test_words_of_welcome_stand_on_the_learners_first_page_as_plain_text(
    as_administrator: Actor, as_learner: Actor, sign_in: SignIn, trust: Trust, other_trust: Trust
) -> None:
    words = "Good that <b>you</b> are here.\r\n\r\n\r\n\r\n  Postgraduate Centre,\r\nlevel 2"
    as_administrator.send("/organisation", nation="ALL", welcome=words)
    page = as_learner.get("/learn").text
    assert f"Welcome to {trust.name}" in page
    assert "<p>Good that &lt;b&gt;you&lt;/b&gt; are here.</p>" in page
    assert "<p>Postgraduate Centre,<br>level 2</p>" in page
    assert "Good that" not in sign_in(other_trust.email("learner")).get("/learn").text
    as_administrator.send("/organisation", nation="ALL", welcome=" ")
    assert "Welcome to" not in as_learner.get("/learn").text.replace("Welcome: UK", "")


def test_a_welcome_that_is_too_long_is_told_and_kept_in_the_form(
    as_administrator: Actor, as_learner: Actor
) -> None:
    answer = as_administrator.send("/organisation", nation="ALL", welcome="hello " * 101)
    assert answer.status_code == 400
    assert "use 600 characters at most" in answer.text and "hello hello" in answer.text
    assert "hello" not in as_learner.get("/learn").text


def test_contacts_that_were_given_stand_with_their_day(
    as_administrator: Actor, as_learner: Actor
) -> None:
    assert "Whom to turn to" not in as_learner.get("/learn").text
    as_administrator.send("/organisation/overlay/answers/people", img_lead="Dr A. Bell")
    page = as_learner.get("/learn").text
    assert "People who support doctors" in page and "Dr A. Bell" in page
    assert f"As of {day(now())}." in page
    as_administrator.send("/organisation/overlay/answers/systems", it_helpdesk="x 4444")
    assert "4444" not in as_learner.get("/learn").text
