"""Choosing and changing passwords."""

import datetime as dt
import re

import pytest
from sqlalchemy import select, update

from app import error_pages
from app.accounts import links
from app.accounts.models import OneTimeLink, Person
from app.accounts.passwords import fault_of
from app.database import Database, now
from app.organisations.models import Membership
from tests.app.actors import PASSWORD, Actor
from tests.app.conftest import SignIn
from tests.app.trust import Trust

NEW = "seven slow tortoises"


def link_of(database: Database, trust: Trust, who: str = "learner") -> str:
    with database.write() as session:
        membership = session.get_one(Membership, trust.members[who])
        return links.make(session, membership.person_id, now(), 72)


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "aaaaaaaaaaaaaaaa",
        "password1234!",
        "P@ssw0rd2026!!",
        "Qwerty-12345678",
        "WelcomeWelcome1",
        "summerhospital",
        "Liverpool.Doctor.99",
        "abcdefghijkl",
        "qwertyuiopasdf",
        "1qaz2wsx3edc",
        "p" * 201,
    ],
)
def test_an_easily_guessed_password_is_refused(password: str) -> None:
    assert fault_of(password, "Ngozi Eze", "learner@alder.example") != ""


def test_a_password_that_holds_the_name_or_address_is_refused() -> None:
    assert fault_of("Ngozi likes mangoes", "Ngozi Eze", "n.e@alder.example") != ""
    assert fault_of("learner forever 99", "Ngozi Eze", "learner@alder.example") != ""


@pytest.mark.parametrize(
    "password",
    ["three quiet herons", "alder tree 2026 §", "192837465012", "doctor orange cricket heron"],
)
def test_a_long_password_needs_no_kinds_of_characters(password: str) -> None:
    assert fault_of(password, "Ngozi Eze", "learner@alder.example") == ""


def test_a_link_lets_its_person_choose_a_password_once(
    client: Actor, database: Database, trust: Trust
) -> None:
    path = f"/welcome/{link_of(database, trust)}"
    assert "Dr Ngozi Eze" in client.get(path).text
    assert client.send(path, password=NEW).headers["Location"] == "/"
    assert client.get("/account").status_code == 200
    assert client.get(path).status_code == 404
    assert client.send(path, password=NEW).status_code == 404


def test_a_refused_password_leaves_the_link_and_the_old_password(
    client: Actor, database: Database, trust: Trust, sign_in: SignIn
) -> None:
    path = f"/welcome/{link_of(database, trust)}"
    answer = client.send(path, password="short")
    assert answer.status_code == 400
    assert "at least 12 characters" in answer.text
    assert client.get(path).status_code == 200
    sign_in(trust.email("learner"))


@pytest.mark.parametrize("mail", [True, False])
def test_an_old_link_is_refused_and_says_how_to_go_on(
    client: Actor,
    database: Database,
    trust: Trust,
    monkeypatch: pytest.MonkeyPatch,
    mail: bool,
) -> None:
    monkeypatch.setattr(error_pages, "is_set_up", lambda _parts: mail)
    path = f"/welcome/{link_of(database, trust)}"
    with database.write() as session:
        session.execute(update(OneTimeLink).values(expires=now() - dt.timedelta(seconds=1)))
    for ended in (path, "/welcome/x"):
        answer = client.get(ended)
        assert answer.status_code == 404
        assert ">This link has been used or is too old</h1>" in answer.text
        assert 'href="/sign-in"' in answer.text
        assert ('href="/sign-in/forgotten"' in answer.text) is mail


def test_a_newer_link_ends_the_one_before(client: Actor, database: Database, trust: Trust) -> None:
    first, second = link_of(database, trust), link_of(database, trust)
    assert client.get(f"/welcome/{first}").status_code == 404
    assert client.get(f"/welcome/{second}").status_code == 200


def test_a_new_password_ends_every_other_sign_in(
    sign_in: SignIn, trust: Trust, client: Actor
) -> None:
    elsewhere, here = sign_in(trust.email("learner")), sign_in(trust.email("learner"))
    wrong = here.send("/account/password", old="wrong", password=NEW)
    assert wrong.status_code == 400
    assert elsewhere.get("/account").status_code == 200
    assert here.send("/account/password", old=PASSWORD, password=NEW).status_code == 302
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302
    assert client.sign_in(trust.email("learner")).status_code == 400
    assert client.sign_in(trust.email("learner"), NEW).status_code == 302


def test_a_person_without_a_password_cannot_sign_in(
    client: Actor, database: Database, trust: Trust
) -> None:
    with database.write() as session:
        session.execute(update(Person).values(password_hash=""))
    for password in (" ", "nobody", PASSWORD):
        assert client.sign_in(trust.email("learner"), password).status_code == 400


def test_passwords_are_kept_as_argon2_hashes(database: Database, trust: Trust) -> None:
    with database.read() as session:
        hashes = session.scalars(select(Person.password_hash)).all()
    assert hashes
    assert all(text.startswith("$argon2id$") for text in hashes)


def test_mistakes_stand_in_the_order_of_the_fields(as_learner: Actor) -> None:
    page = as_learner.send("/account/password", old="", password="short").text
    summary = page.partition("There is a problem")[2].partition("</ul>")[0]
    assert re.findall(r'href="#(\w+)"', summary) == ["old", "password"]
    assert "Current password" in page
