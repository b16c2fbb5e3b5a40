"""Which nation a person is shown first, from the choice to the topic."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Person
from app.database import Database
from app.learning.content import KEY
from app.learning.renderers import Renderers
from app.nations import NationChoice, nation_first
from app.organisations.models import Organisation
from app.services import KEY as SERVICES
from app.services import Services
from course.model import Course
from course.nations import HOME_NATIONS, HomeNation
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.databases import BOTH
from tests.app.learning.walking import SLUG, statements
from tests.app.trust import Trust

TOPIC = f"/learn/{SLUG}/how-the-nhs-is-made"


def own_nation(page: str) -> str:
    """Return whose part stands open in a topic; empty where all are shown alike."""
    _, found, after = page.partition('fs-nations__own">In ')
    return after.partition(", where you work")[0] if found else ""


def say(database: Database, trust: Trust, nation: HomeNation | None) -> None:
    """Let an organisation say where it works."""
    with database.write() as session:
        session.get_one(Organisation, trust.organisation).nation = nation


@pytest.mark.parametrize(
    ("own", "organisation", "first"),
    [
        (None, None, None),
        (None, "SCO", "SCO"),
        ("WAL", None, "WAL"),
        ("WAL", "SCO", "WAL"),
        ("ALL", "SCO", None),
        ("ALL", None, None),
    ],
)
def test_the_persons_choice_wins(
    own: NationChoice | None, organisation: HomeNation | None, first: HomeNation | None
) -> None:
    assert nation_first(own, organisation) == first


@BOTH
def test_a_topic_follows_the_organisation_until_the_person_chooses(
    as_learner: Actor, database: Database, trust: Trust
) -> None:
    page = as_learner.get(TOPIC).text
    assert own_nation(page) == "" and "fs-nations__others" not in page
    say(database, trust, "SCO")
    page = as_learner.get(TOPIC).text
    assert own_nation(page) == "Scotland" and "fs-nations__others" in page
    assert as_learner.send("/account/nation", nation="NI").status_code == 302
    assert own_nation(as_learner.get(TOPIC).text) == "Northern Ireland"
    as_learner.send("/account/nation", nation="ALL")
    assert own_nation(as_learner.get(TOPIC).text) == ""
    as_learner.send("/account/nation", nation="ORGANISATION")
    assert own_nation(as_learner.get(TOPIC).text) == "Scotland"


def test_one_persons_choice_is_nobody_elses(
    as_learner: Actor, sign_in: SignIn, trust: Trust
) -> None:
    as_learner.send("/account/nation", nation="WAL")
    assert own_nation(as_learner.get(TOPIC).text) == "Wales"
    assert own_nation(sign_in(trust.email("other-learner")).get(TOPIC).text) == ""


def test_a_choice_enters_no_statement(app: Flask, as_learner: Actor) -> None:
    as_learner.send("/account/nation", nation="WAL")
    as_learner.get(TOPIC)
    assert all(b"WAL" not in each.body for each in statements(app))


def test_the_account_says_what_is_shown_first_and_why(
    as_learner: Actor, database: Database, trust: Trust
) -> None:
    assert "All four nations alike" in as_learner.get("/account").text
    say(database, trust, "SCO")
    assert "Scotland, as your organisation says" in as_learner.get("/account").text
    form = as_learner.get("/account/nation").text
    assert "What my organisation says (Scotland)" in form
    as_learner.send("/account/nation", nation="ALL")
    assert "All four nations alike, as you chose" in as_learner.get("/account").text


def test_the_form_shows_the_choice_that_holds(as_learner: Actor) -> None:
    assert 'value="ORGANISATION" checked' in as_learner.get("/account/nation").text
    as_learner.send("/account/nation", nation="WAL")
    assert 'value="WAL" checked' in as_learner.get("/account/nation").text


@pytest.mark.parametrize("wrong", [{}, {"nation": "FRA"}, {"nation": ""}])
def test_a_nation_that_does_not_exist_is_refused_and_nothing_changes(
    as_learner: Actor, database: Database, trust: Trust, wrong: dict[str, str]
) -> None:
    as_learner.send("/account/nation", nation="WAL")
    answer = as_learner.send("/account/nation", **wrong)
    assert answer.status_code == 400
    assert "There is a problem" in answer.text
    with database.read() as session:
        learner = select(Person.nation).where(Person.email == trust.email("learner"))
        assert session.scalars(learner).one() == "WAL"


def test_somebody_without_an_organisation_can_choose(as_platform_administrator: Actor) -> None:
    assert "(all four alike)" in as_platform_administrator.get("/account/nation").text
    answer = as_platform_administrator.send("/account/nation", nation="SCO")
    assert answer.status_code == 302
    assert "Scotland, as you chose" in as_platform_administrator.get("/account").text


def test_a_topic_is_rendered_once_for_each_nation_and_no_more(
    app: Flask, as_learner: Actor
) -> None:
    for _ in range(2):
        for nation in (*HOME_NATIONS, "ALL"):
            as_learner.send("/account/nation", nation=nation)
            as_learner.get(TOPIC)
    kept: Renderers = app.extensions[KEY]
    assert {reading.nation for reading in kept.readings} == {*HOME_NATIONS, None}
    course = kept_course(app)
    before = {reading: kept.find(course, reading) for reading in kept.readings}
    as_learner.get(TOPIC)
    assert all(kept.find(course, reading) is each for reading, each in before.items())


def kept_course(app: Flask) -> Course:
    """Return the course as the app has read it."""
    parts: Services = app.extensions[SERVICES]
    return parts.shelf.course
