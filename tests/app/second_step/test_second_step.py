"""A second step at the sign-in: codes of an app, recovery codes, and the way back when both are lost."""

import datetime as dt
import html
import re

import pyotp
import pytest
from flask import Flask
from sqlalchemy import func, select, update

from app.accounts import links
from app.accounts.models import Person, SignIn
from app.database import Database, now
from app.second_step import totp
from app.second_step.checking import clock_sentence
from app.second_step.models import Authenticator, HalfSignIn, RecoveryCode
from app.tries import CountedTry
from tests.app.actors import PASSWORD, Actor
from tests.app.conftest import SignIn as SignInFixture
from tests.app.conftest import new_actor
from tests.app.databases import BOTH
from tests.app.trust import Trust

KEY = re.compile(r'id="app-key">([A-Z2-7 ]+)<')
CODES = re.compile(r"<li><code>([a-z0-9-]{19})</code>")


def set_up(actor: Actor) -> tuple[str, list[str]]:
    """Set an app up as a person does; return its secret and the recovery codes."""
    assert actor.send("/account/second-step/app", password=PASSWORD).status_code == 303
    page = actor.get("/account/second-step/app/confirm").text
    found = KEY.search(page)
    assert found
    assert "data:image/svg+xml" in page
    secret = found[1].replace(" ", "")
    done = actor.send("/account/second-step/app/confirm", code=code(secret))
    assert done.status_code == 200, done.text
    codes = CODES.findall(done.text)
    assert len(codes) == len(set(codes)) == 10
    return secret, codes


def code(secret: str, steps: int = 0) -> str:
    return pyotp.TOTP(secret).at(now() + dt.timedelta(seconds=30 * steps))


def half_way(app: Flask, trust: Trust) -> Actor:
    """Return a visitor who knows the learner's password."""
    actor = new_actor(app)
    answer = actor.sign_in(trust.email("learner"))
    assert answer.headers["Location"] == "/sign-in/second-step"
    assert actor.get("/account").status_code == 302
    return actor


def forget_last_step(database: Database) -> None:
    with database.write() as session:
        session.execute(update(Authenticator).values(last_step=0))


@BOTH
def test_with_an_app_the_password_alone_lets_nobody_in(
    app: Flask, as_learner: Actor, trust: Trust, database: Database
) -> None:
    secret, _ = set_up(as_learner)
    actor = half_way(app, trust)
    wrong = actor.send("/sign-in/second-step", code="000000")
    assert wrong.status_code == 400
    assert 'href="#code"' in wrong.text
    used = actor.send("/sign-in/second-step", code=code(secret))
    assert used.status_code == 400
    assert "This code has been used" in used.text
    forget_last_step(database)
    typed = code(secret)
    right = actor.send("/sign-in/second-step", code=f"{typed[:3]} {typed[3:]}", next="/glossary")
    assert right.headers["Location"] == "/glossary"
    assert actor.get("/account").status_code == 200


def test_a_code_is_good_once_and_a_step_of_delay_is_forgiven(
    app: Flask, as_learner: Actor, trust: Trust, database: Database
) -> None:
    secret, _ = set_up(as_learner)
    forget_last_step(database)
    early = code(secret, 1)
    assert half_way(app, trust).send("/sign-in/second-step", code=early).status_code == 302
    again = half_way(app, trust).send("/sign-in/second-step", code=early)
    assert "This code has been used" in again.text
    older = half_way(app, trust).send("/sign-in/second-step", code=code(secret))
    assert "This code has been used" in older.text


@pytest.mark.parametrize(("steps", "words"), [(12, "6 minutes ahead"), (-3, "2 minutes behind")])
def test_a_wrong_clock_is_told(
    app: Flask, as_learner: Actor, trust: Trust, database: Database, steps: int, words: str
) -> None:
    secret, _ = set_up(as_learner)
    forget_last_step(database)
    answer = half_way(app, trust).send("/sign-in/second-step", code=code(secret, steps))
    assert answer.status_code == 400
    assert words in answer.text
    assert "1 minute behind" in clock_sentence(-1)


@BOTH
def test_a_recovery_code_is_good_once_however_it_is_typed(
    app: Flask, as_learner: Actor, trust: Trust
) -> None:
    _, codes = set_up(as_learner)
    actor = half_way(app, trust)
    typed = codes[3].upper().replace("-", " ")
    assert actor.send("/sign-in/second-step", code=typed).status_code == 302
    assert "9 codes left" in actor.get("/account").text
    again = half_way(app, trust).send("/sign-in/second-step", code=codes[3])
    assert "none of your recovery codes" in again.text


def test_new_recovery_codes_end_the_old_ones(app: Flask, as_learner: Actor, trust: Trust) -> None:
    _, old = set_up(as_learner)
    assert as_learner.send("/account/second-step/codes", password="wrong").status_code == 400
    page = as_learner.send("/account/second-step/codes", password=PASSWORD)
    new = CODES.findall(page.text)
    assert len(new) == 10
    assert half_way(app, trust).send("/sign-in/second-step", code=old[0]).status_code == 400
    assert half_way(app, trust).send("/sign-in/second-step", code=new[0]).status_code == 302


def test_a_recovery_code_of_somebody_else_opens_nothing(
    app: Flask, as_learner: Actor, sign_in: SignInFixture, trust: Trust
) -> None:
    set_up(as_learner)
    _, codes = set_up(sign_in(trust.email("supervisor")))
    assert half_way(app, trust).send("/sign-in/second-step", code=codes[0]).status_code == 400


def test_wrong_codes_are_limited(
    app: Flask, as_learner: Actor, trust: Trust, database: Database
) -> None:
    secret, _ = set_up(as_learner)
    forget_last_step(database)
    actor = half_way(app, trust)
    for _ in range(8):
        assert actor.send("/sign-in/second-step", code="000000").status_code == 400
    stopped = actor.send("/sign-in/second-step", code=code(secret))
    assert stopped.status_code == 429
    assert "Too many wrong codes" in stopped.text
    with database.write() as session:
        session.execute(update(CountedTry).values(until=now()))
    assert actor.send("/sign-in/second-step", code=code(secret)).status_code == 302


def test_a_sign_in_does_not_wait_for_ever(
    app: Flask, as_learner: Actor, trust: Trust, database: Database
) -> None:
    secret, _ = set_up(as_learner)
    actor = half_way(app, trust)
    with database.write() as session:
        session.execute(update(HalfSignIn).values(expires=now()))
    answer = actor.send("/sign-in/second-step", code=code(secret))
    assert answer.headers["Location"] == "/sign-in"
    assert "waited too long" in actor.get("/sign-in").text
    assert new_actor(app).get("/sign-in/second-step").headers["Location"] == "/sign-in"


def test_a_secret_that_was_not_confirmed_asks_for_nothing(
    app: Flask, as_learner: Actor, trust: Trust
) -> None:
    as_learner.send("/account/second-step/app", password=PASSWORD)
    wrong = as_learner.send("/account/second-step/app/confirm", code="000000")
    assert wrong.status_code == 400
    assert "This code is not right" in wrong.text
    assert new_actor(app).sign_in(trust.email("learner")).headers["Location"] == "/"


def test_the_secret_is_shown_until_it_is_confirmed_and_never_after(as_learner: Actor) -> None:
    assert as_learner.get("/account/second-step/app/confirm").status_code == 302
    set_up(as_learner)
    assert as_learner.get("/account/second-step/app/confirm").status_code == 302
    as_learner.send("/account/second-step/app", password=PASSWORD)  # a second time changes nothing
    assert as_learner.get("/account/second-step/app/confirm").status_code == 302


def test_the_database_holds_neither_secret_nor_codes(as_learner: Actor, database: Database) -> None:
    secret, codes = set_up(as_learner)
    with database.read() as session:
        assert secret.encode() not in session.scalars(select(Authenticator.secret)).one()
        for kept in session.scalars(select(RecoveryCode.digest)):
            assert kept not in {each.encode() for each in codes}
            assert len(kept) == 32


def test_removing_the_app_asks_for_the_password_and_takes_the_codes_along(
    app: Flask, as_learner: Actor, trust: Trust, database: Database
) -> None:
    set_up(as_learner)
    assert as_learner.send("/account/second-step/app/remove", password="no").status_code == 400
    gone = as_learner.send("/account/second-step/app/remove", password=PASSWORD)
    assert gone.status_code == 303
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(RecoveryCode)) == 0
    assert new_actor(app).sign_in(trust.email("learner")).headers["Location"] == "/"
    assert as_learner.get("/account/second-step/codes").status_code == 409


def test_a_one_time_link_does_not_go_round_the_second_step(
    app: Flask, as_learner: Actor, as_administrator: Actor, trust: Trust
) -> None:
    set_up(as_learner)
    page = as_administrator.send(f"/people/{trust.members['learner']}/link").text
    link = re.search(r"/welcome/[\w-]+", html.unescape(page))
    assert link
    visitor = new_actor(app)
    answer = visitor.send(link[0], password="four quiet cormorants")
    assert answer.headers["Location"] == "/sign-in/second-step"
    assert visitor.get("/account").status_code == 302


def test_an_administrator_removes_it_and_the_person_is_told(
    app: Flask,
    as_learner: Actor,
    as_administrator: Actor,
    sign_in: SignInFixture,
    trust: Trust,
    other_trust: Trust,
) -> None:
    set_up(as_learner)
    member = trust.members["learner"]
    elsewhere = sign_in(other_trust.email("administrator"))
    assert elsewhere.send(f"/people/{member}/second-step").status_code == 404
    assert "Remove the second step" in as_administrator.get(f"/people/{member}").text
    assert as_administrator.send(f"/people/{member}/second-step").status_code == 302
    assert as_learner.get("/account").status_code == 302
    again = sign_in(trust.email("learner"))
    assert "an administrator removed your second step" in again.get("/account").text
    later = sign_in(trust.email("learner"))
    assert "an administrator removed your second step" not in later.get("/account").text


def test_who_works_elsewhere_too_keeps_it(
    as_learner: Actor, as_administrator: Actor, trust: Trust, database: Database
) -> None:
    set_up(as_learner)
    with database.write() as session:
        person = session.scalars(select(Person).where(Person.email == trust.email("learner"))).one()
        person.platform_administrator = True
    answer = as_administrator.send(f"/people/{trust.members['learner']}/second-step")
    assert answer.status_code == 403


def test_a_half_sign_in_is_no_sign_in(
    app: Flask, as_learner: Actor, trust: Trust, database: Database
) -> None:
    set_up(as_learner)
    half_way(app, trust)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(SignIn)) == 1
        assert session.scalar(select(func.count()).select_from(HalfSignIn)) == 1
    assert totp.WINDOW == 1


@pytest.mark.parametrize("how", ["by a link", "by the old one"])
def test_a_new_password_ends_what_was_begun_with_the_old_one(
    app: Flask, as_learner: Actor, trust: Trust, database: Database, how: str
) -> None:
    secret, _ = set_up(as_learner)
    forget_last_step(database)
    begun = half_way(app, trust)
    with database.write() as session:
        person = session.scalars(select(Person).where(Person.email == trust.email("learner"))).one()
        link = links.make(session, person.id, now(), 1)
    new = "four patient cormorants"
    if how == "by a link":
        assert new_actor(app).send(f"/welcome/{link}", password=new).status_code == 302
    else:
        as_learner.send("/account/password", old=PASSWORD, password=new)
        assert new_actor(app).get(f"/welcome/{link}").status_code == 404, "the link still works"
    begun.send("/sign-in/second-step", code=code(secret))
    assert begun.get("/account").status_code == 302
