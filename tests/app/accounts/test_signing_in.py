"""Signing in and out."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from app.accounts import login
from app.accounts.models import SignIn
from app.accounts.signals import signed_out
from app.database import Database, now
from app.factory import create_app
from app.services import KEY
from app.settings import Settings
from app.tries import CountedTry
from tests.app.actors import Actor
from tests.app.conftest import SignIn as SignInFixture
from tests.app.databases import BOTH
from tests.app.trust import Trust


def count(database: Database, model: type[SignIn] | type[CountedTry]) -> int:
    with database.read() as session:
        return session.execute(select(func.count()).select_from(model)).scalar_one()


@BOTH
def test_a_right_pair_leads_to_where_the_role_works(client: Actor, trust: Trust) -> None:
    assert client.sign_in(trust.email("administrator").upper()).headers["Location"] == "/"
    assert client.get("/").headers["Location"] == "/people"


@pytest.mark.parametrize("email", ["learner@alder.example", "nobody@alder.example"])
def test_a_wrong_pair_gets_one_answer_whoever_it_is(
    client: Actor, trust: Trust, email: str
) -> None:
    answer = client.sign_in(email, "not the password")
    assert answer.status_code == 400
    assert "E-mail address or password is wrong." in answer.text
    assert f'value="{email}"' in answer.text
    assert "not the password" not in answer.text


def test_a_forged_csrf_token_is_refused_and_nobody_is_signed_in(
    client: Actor, trust: Trust, database: Database
) -> None:
    fields = {"email": trust.email("learner"), "password": "three quiet herons"}
    for forged in ({}, {"csrf_token": ""}, {"csrf_token": "forged"}):
        answer = client.post("/sign-in", data={**fields, **forged})
        assert answer.status_code == 400
        assert "Nothing was recorded" in answer.text
    assert count(database, SignIn) == 0


def test_the_cookie_changes_at_the_sign_in(client: Actor, trust: Trust) -> None:
    client.get("/sign-in")
    before = client.get_cookie("firstshift")
    client.sign_in(trust.email("learner"))
    after = client.get_cookie("firstshift")
    assert before
    assert after
    assert before.value != after.value
    assert after.http_only
    assert after.same_site == "Lax"


@BOTH
def test_the_limit_on_wrong_passwords_holds_across_two_servers(
    app: Flask, settings: Settings, client: Actor, trust: Trust
) -> None:
    second = create_app(settings)
    second.test_client_class = Actor
    there = second.test_client()
    assert isinstance(there, Actor)
    for turn in range(settings.sign_in_tries):
        actor = client if turn % 2 else there
        assert actor.sign_in(trust.email("learner"), "wrong").status_code == 400
    for actor in (client, there):
        answer = actor.sign_in(trust.email("learner"))
        assert answer.status_code == 429
        assert 0 < int(answer.headers["Retry-After"]) <= 900
        assert "You can try again in" in answer.text
        assert 'href="/sign-in/forgotten"' in answer.text
    assert client.sign_in(trust.email("supervisor")).status_code == 302
    second.extensions[KEY].database.close()
    second.extensions[KEY].embedded_lrs.close()


def test_the_limit_ends_after_its_time(
    client: Actor, trust: Trust, settings: Settings, database: Database
) -> None:
    for _ in range(settings.sign_in_tries):
        client.sign_in(trust.email("learner"), "wrong")
    with database.write() as session:
        for counted in session.scalars(select(CountedTry)):
            counted.until -= dt.timedelta(minutes=15)
    assert client.sign_in(trust.email("learner")).status_code == 302


def test_right_passwords_are_not_counted_against_an_address(
    sign_in: SignInFixture, trust: Trust, database: Database
) -> None:
    for _ in range(3):
        sign_in(trust.email("learner"))
    assert count(database, CountedTry) == 0


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "evil.example",
    ],
)
def test_no_address_elsewhere_is_followed_after_the_sign_in(
    client: Actor, trust: Trust, elsewhere: str
) -> None:
    assert login.safe_path(elsewhere) == ""
    answer = client.sign_in(trust.email("administrator"), next=elsewhere)
    assert answer.headers["Location"] == "/"


def test_an_own_address_is_followed_after_the_sign_in(client: Actor, trust: Trust) -> None:
    asked = client.get("/people/add?x=1")
    assert asked.headers["Location"] == "/sign-in?next=/people/add?x%3D1"
    answer = client.sign_in(trust.email("administrator"), next="/people/add?x=1")
    assert answer.headers["Location"] == "/people/add?x=1"


@BOTH
def test_a_sign_in_that_is_ended_elsewhere_is_out_at_once(
    sign_in: SignInFixture, trust: Trust
) -> None:
    lost, here = sign_in(trust.email("learner")), sign_in(trust.email("learner"))
    assert lost.get("/account").status_code == 200
    assert here.send("/account/sign-ins/end-others").status_code == 302
    assert lost.get("/account").headers["Location"].startswith("/sign-in")
    assert here.get("/account").status_code == 200


def test_one_sign_in_can_be_ended_but_nobody_elses(
    sign_in: SignInFixture, trust: Trust, database: Database
) -> None:
    learner, other = sign_in(trust.email("learner")), sign_in(trust.email("other-learner"))
    with database.read() as session:
        ids = list(session.scalars(select(SignIn.id).order_by(SignIn.made)))
    assert learner.send(f"/account/sign-ins/{ids[1]}/end").status_code == 404
    assert other.get("/account").status_code == 200
    assert other.send(f"/account/sign-ins/{ids[1]}/end").status_code == 302
    assert other.get("/account").status_code == 302


def test_signing_out_ends_the_sign_in_and_says_so_to_who_listens(
    as_learner: Actor, database: Database
) -> None:
    heard: list[object] = []

    def listen(_session: object, sign_in_id: object) -> None:
        heard.append(sign_in_id)

    cookie = as_learner.get_cookie("firstshift")
    with database.read() as session:
        known = session.scalars(select(SignIn.id)).one()
    with signed_out.connected_to(listen):
        assert as_learner.sign_out().headers["Location"] == "/sign-in"
    assert heard == [known]
    assert cookie is not None
    as_learner.set_cookie("firstshift", cookie.value)
    assert as_learner.get("/account").status_code == 302


def test_an_unused_sign_in_ends(as_learner: Actor, database: Database, settings: Settings) -> None:
    long_ago = now() - dt.timedelta(hours=settings.sign_in_hours, seconds=1)
    with database.write() as session:
        session.execute(update(SignIn).values(last_used=long_ago))
    assert as_learner.get("/account").status_code == 302


def test_the_last_use_is_written_down_once_a_minute(as_learner: Actor, database: Database) -> None:
    def last_used() -> dt.datetime:
        with database.read() as session:
            return session.scalars(select(SignIn.last_used)).one()

    first = last_used()
    as_learner.get("/account")
    assert last_used() == first
    with database.write() as session:
        session.execute(update(SignIn).values(last_used=first - dt.timedelta(minutes=2)))
    as_learner.get("/account")
    assert last_used() > first


def test_the_database_holds_no_token_that_opens_anything(
    as_learner: Actor, database: Database
) -> None:
    with as_learner.session_transaction() as session:
        token = session["_user_id"]
    with database.read() as reading:
        assert reading.scalars(select(SignIn.token_digest)).one() != token.encode()
        assert len(reading.scalars(select(SignIn.token_digest)).one()) == 32


def test_a_referrer_that_is_no_address_leads_to_the_sign_in(client: Actor) -> None:
    answer = client.post(
        "/account/password",
        data={"csrf_token": client.token()},
        headers={"Referer": "http://[/"},
    )
    assert answer.status_code in (302, 400)


def test_a_sign_in_that_is_used_every_day_ends_too(
    as_learner: Actor, database: Database, settings: Settings
) -> None:
    long_ago = now() - dt.timedelta(days=settings.sign_in_days, seconds=1)
    with database.write() as session:
        session.execute(update(SignIn).values(made=long_ago, last_used=now()))
    assert as_learner.get("/account").status_code == 302
