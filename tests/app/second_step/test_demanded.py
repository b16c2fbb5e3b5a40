"""Where the operator demands a second step: nothing but its page is there until it is set up."""

import re

import pytest
from flask import Flask
from sqlalchemy import update

from app.accounts.models import Person
from app.database import Database
from app.organisations.models import Organisation
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.second_step.test_second_step import set_up
from tests.app.trust import Trust

PAGE = "/account/second-step"


@pytest.fixture
def environment(environment: dict[str, str], request: pytest.FixtureRequest) -> dict[str, str]:
    environment["FIRSTSHIFT_SECOND_STEP"] = getattr(request, "param", "administrators")
    return environment


everybody = pytest.mark.parametrize("environment", ["everybody"], indirect=True)


def test_an_administrator_without_one_reaches_its_page_alone(as_administrator: Actor) -> None:
    for path in ("/", "/people", "/account", "/account/password"):
        answer = as_administrator.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)
    page = as_administrator.get(PAGE)
    assert "Set up a second step to go on" in page.text
    for path in ("/privacy", "/accessibility", "/healthz", "/display"):
        assert as_administrator.get(path).status_code == 200
    assert as_administrator.post("/people/add").status_code in {303, 400}
    set_up(as_administrator)
    assert as_administrator.get("/people").status_code == 200
    assert "Set up a second step to go on" not in as_administrator.get(PAGE).text


def test_nothing_is_changed_by_who_has_none(as_administrator: Actor) -> None:
    token = as_administrator.get(PAGE).text.partition('name="csrf_token" value="')[2].split('"')[0]
    answer = as_administrator.post("/people/add", data={"csrf_token": token, "name": "X"})
    assert answer.headers["Location"] == PAGE


def test_they_can_sign_out(as_administrator: Actor) -> None:
    token = as_administrator.get(PAGE).text.partition('name="csrf_token" value="')[2].split('"')[0]
    answer = as_administrator.post("/sign-out", data={"csrf_token": token})
    assert answer.headers["Location"] == "/sign-in"


def test_a_doctor_is_not_asked_where_administrators_are(as_learner: Actor) -> None:
    assert as_learner.get("/learn").status_code == 200


@everybody
def test_where_everybody_is_asked_a_doctor_is_too(as_learner: Actor) -> None:
    assert as_learner.get("/learn").headers["Location"] == PAGE
    set_up(as_learner)
    assert as_learner.get("/learn").status_code == 200


@everybody
def test_who_has_no_password_here_is_not_asked(
    as_learner: Actor, sign_in: SignIn, trust: Trust, database: Database, app: Flask
) -> None:
    with database.write() as session:
        session.execute(update(Person).values(password_hash=""))
    assert as_learner.get("/learn").status_code == 200


def test_the_page_wears_the_look_of_its_trust(
    as_administrator: Actor, trust: Trust, database: Database
) -> None:
    with database.write() as session:
        session.get_one(Organisation, trust.organisation).accent = "#14324a"
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', as_administrator.get(PAGE).text)
    own = [href for href in sheets if not href.startswith("/assets/")]
    assert own
    assert as_administrator.get(own[0]).mimetype == "text/css"
