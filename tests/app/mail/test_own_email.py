"""A person changes their e-mail address, and is told of new kinds of device."""

import datetime as dt
import re

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, update

from app.accounts.models import EmailChange, KnownDevice, Person
from app.accounts.sweeping import sweep
from app.database import Database, now
from app.elsewhere.models import FormerAddress
from app.mail.models import LetterWaiting
from app.mail.postman import send_letters
from tests.app.actors import PASSWORD, Actor
from tests.app.conftest import SignIn, new_actor
from tests.app.databases import BOTH
from tests.app.learning.walking import parts_of
from tests.app.mail.conftest import Mailbox
from tests.app.trust import Trust

NEW = "ngozi@post.example"
FIREFOX = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


def sent_to(app: Flask, mailbox: Mailbox, address: str) -> str:
    """Send what waits; return the latest letter to an address, as its text."""
    send_letters(parts_of(app), now)
    found = [each for each in mailbox.letters if each["To"] == address]
    text: str = found[-1].get_content() if found else ""
    return text


def link_in(text: str) -> str:
    found = re.search(r"https?://[^/\s]+(/account/email/[\w-]{43})", text)
    assert found, text
    return found[1]


def addresses(database: Database, email: str) -> int:
    with database.read() as session:
        wanted = select(func.count()).select_from(Person).where(Person.email == email)
        return session.scalar(wanted) or 0


@BOTH
def test_it_changes_once_the_new_address_has_confirmed_and_the_old_one_is_told(
    app: Flask, as_learner: Actor, trust: Trust, mailbox: Mailbox, database: Database
) -> None:
    assert as_learner.send("/account/email", email=NEW, password="wrong").status_code == 400
    assert (
        as_learner.send("/account/email", email=NEW.upper(), password=PASSWORD).status_code == 200
    )
    link = link_in(sent_to(app, mailbox, NEW))
    assert "another e-mail address" not in sent_to(app, mailbox, NEW)
    told = sent_to(app, mailbox, trust.email("learner"))
    assert "Nothing changes before" in told and NEW not in told
    assert NEW in as_learner.get(link).text
    assert addresses(database, NEW) == 0
    assert as_learner.send(link).status_code == 303
    assert addresses(database, NEW) == 1
    with database.read() as session:  # what other systems tell of the old one stays theirs
        (former,) = session.scalars(select(FormerAddress))
        assert (former.email, former.membership_id) == (
            trust.email("learner"),
            trust.members["learner"],
        )
    assert "was changed" in sent_to(app, mailbox, trust.email("learner"))
    assert as_learner.send(link).status_code == 404
    assert new_actor(app).sign_in(NEW).status_code == 302


def test_the_link_serves_nobody_but_who_asked(
    app: Flask, as_learner: Actor, as_supervisor: Actor, mailbox: Mailbox, database: Database
) -> None:
    as_learner.send("/account/email", email=NEW, password=PASSWORD)
    link = link_in(sent_to(app, mailbox, NEW))
    assert as_supervisor.get(link).status_code == 404
    assert as_supervisor.send(link).status_code == 404
    assert new_actor(app).get(link).headers["Location"].startswith("/sign-in")
    assert addresses(database, NEW) == 0


@pytest.mark.parametrize("ends", ["too old", "asked again", "password changed", "taken meanwhile"])
def test_a_link_that_is_over_changes_nothing(
    app: Flask, as_learner: Actor, trust: Trust, mailbox: Mailbox, database: Database, ends: str
) -> None:
    as_learner.send("/account/email", email=NEW, password=PASSWORD)
    link = link_in(sent_to(app, mailbox, NEW))
    match ends:
        case "too old":
            with database.write() as session:
                session.execute(update(EmailChange).values(expires=now()))
        case "asked again":
            as_learner.send("/account/email", email="other@post.example", password=PASSWORD)
        case "password changed":
            as_learner.send("/account/password", old=PASSWORD, password="nine green lanterns")
        case "taken meanwhile":
            with database.write() as session:
                session.add(Person(email=NEW, name="Somebody"))
    assert as_learner.send(link).status_code == 404
    with database.read() as session:
        wanted = select(Person.email).where(Person.name == "Dr Ngozi Eze")
        assert session.scalars(wanted).one() == trust.email("learner")


def test_an_address_that_somebody_has_gets_the_same_answer_and_a_letter_without_a_link(
    app: Flask, as_learner: Actor, trust: Trust, mailbox: Mailbox, database: Database
) -> None:
    answers, letters = [], []
    for email in (trust.email("supervisor"), NEW):
        page = as_learner.send("/account/email", email=email, password=PASSWORD)
        answers.append(re.sub(r'[\w.-]{43,}|nonce="[^"]+"', "…", page.text).replace(email, "…"))
        letters.append(sent_to(app, mailbox, email))
    assert answers[0] == answers[1]
    assert "has an account already" in " ".join(letters[0].split())
    assert "/account/email" not in letters[0] and "/account/email" in letters[1]
    assert "Ngozi" not in letters[0]


def test_it_is_asked_for_five_times_a_day_at_most(as_learner: Actor) -> None:
    asked = [
        as_learner.send("/account/email", email=f"{n}@post.example", password=PASSWORD).status_code
        for n in range(6)
    ]
    assert asked == [200] * 5 + [429]


def test_what_nobody_confirms_is_forgotten(
    app: Flask, as_learner: Actor, database: Database
) -> None:
    as_learner.send("/account/email", email=NEW, password=PASSWORD)
    sweep(parts_of(app), now())
    with database.read() as session:
        assert session.scalars(select(EmailChange)).first() is not None
    sweep(parts_of(app), now() + dt.timedelta(hours=25))
    with database.read() as session:
        assert session.scalars(select(EmailChange)).first() is None


def waiting(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(LetterWaiting)) or 0


@BOTH
def test_a_kind_of_device_that_is_new_is_told_once(
    app: Flask, sign_in: SignIn, trust: Trust, mailbox: Mailbox, database: Database
) -> None:
    email = trust.email("learner")
    sign_in(email)  # the first of the account is no news
    sign_in(email)
    assert waiting(database) == 0
    for _ in range(2):
        actor = new_actor(app)
        token = actor.token()
        fields = {"csrf_token": token, "email": email, "password": PASSWORD}
        assert actor.post("/sign-in", data=fields, headers=FIREFOX).status_code == 302
    send_letters(parts_of(app), now)
    text = mailbox.text()
    assert "Firefox on Linux" in text and "End this one" in text
    assert "127.0.0.1" not in text
    with database.read() as session:
        assert len(session.scalars(select(KnownDevice)).all()) == 2


def test_sign_ins_from_before_anything_was_remembered_count_as_known(
    app: Flask, sign_in: SignIn, trust: Trust, database: Database
) -> None:
    email = trust.email("learner")
    actor = sign_in(email)
    assert actor.get("/account").status_code == 200
    with database.write() as session:
        session.execute(delete(KnownDevice))
    sign_in(email)
    assert waiting(database) == 0
