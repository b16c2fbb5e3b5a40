"""Going out: here, at the provider, and by the provider's own message from server to server."""

import math
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.app.actors import Actor
from tests.app.conftest import SignIn, new_actor
from tests.app.providers.conftest import NAME, Work
from tests.app.trust import Trust

EVENTS: dict[str, Any] = {"http://schemas.openid.net/event/backchannel-logout": {}}


def tell(app: Flask, work: Work, **changed: Any) -> TestResponse:
    """Send the provider's message that somebody has signed out there."""
    claims = {"nonce": None, "events": EVENTS, "jti": "message-1", "email": None, **changed}
    text = work.fake.signed(**claims)
    return app.test_client().post(f"{work.begin}/ended", data={"logout_token": text})


@pytest.fixture
def browser(app: Flask, work: Work, trust: Trust) -> Actor:
    """Give the browser of a doctor who came by their work account."""
    made = new_actor(app)
    work.fake.person("sub-1", trust.email("learner"), sid="session-1")
    work.come(made)
    return made


def test_going_out_here_offers_the_way_out_there(browser: Actor, work: Work, trust: Trust) -> None:
    out = browser.sign_out()
    assert out.location == "/signed-out"
    page = browser.get("/signed-out").text
    assert f"Sign out of {NAME} too" in page
    assert (
        "https://login.alder.example/end?client_id=first-shift&amp;post_logout_redirect_uri="
        in page
    )
    assert trust.email("learner") not in page
    assert browser.get("/signed-out").location == "/sign-in"


def test_going_out_without_a_work_account_is_as_ever(
    sign_in: SignIn, trust: Trust, work: Work
) -> None:
    assert sign_in(trust.email("learner")).sign_out().location == "/sign-in"


def test_the_providers_message_ends_the_sign_in_of_that_session(
    app: Flask, browser: Actor, work: Work, sign_in: SignIn, trust: Trust
) -> None:
    by_password = sign_in(trust.email("learner"))
    assert tell(app, work, sid="another-session", jti="m0").status_code == 200
    assert browser.get("/learn").status_code == 200
    answer = tell(app, work)
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    assert browser.get("/learn").status_code == 302
    assert by_password.get("/learn").status_code == 200


def test_a_message_about_a_person_ends_all_that_came_by_the_provider(
    app: Flask, browser: Actor, work: Work
) -> None:
    second = new_actor(app)
    work.fake.claims["sid"] = "session-2"
    work.come(second)
    assert tell(app, work, sid=None).status_code == 200
    assert browser.get("/learn").status_code == second.get("/learn").status_code == 302


def test_a_message_counts_once(app: Flask, browser: Actor, work: Work) -> None:
    text = work.fake.signed(nonce=None, events=EVENTS, jti="m", sid=None)
    path, data = f"{work.begin}/ended", {"logout_token": text}
    assert app.test_client().post(path, data=data).status_code == 200
    again = new_actor(app)
    work.come(again)
    assert app.test_client().post(path, data=data).status_code == 200
    assert again.get("/learn").status_code == 200


@pytest.mark.parametrize(
    "changed",
    [
        {"events": None},
        {"events": {"something": {}}},
        {"events": {next(iter(EVENTS)): "yes"}},
        {"nonce": "n"},
        {"jti": None},
        {"aud": "another-program"},
        {"iss": "https://login.birch.example"},
        {"exp": 1},
        {"exp": None},
        {"sub": None, "sid": None},
    ],
    ids=str,
)
def test_a_message_that_is_none_ends_nothing(
    changed: dict[str, Any], app: Flask, browser: Actor, work: Work
) -> None:
    assert tell(app, work, **changed).status_code == 400
    assert browser.get("/learn").status_code == 200


def test_an_id_token_is_no_such_message(app: Flask, browser: Actor, work: Work) -> None:
    text = work.fake.signed()
    answer = app.test_client().post(f"{work.begin}/ended", data={"logout_token": text})
    assert answer.status_code == 400
    assert browser.get("/learn").status_code == 200


def test_a_strangers_messages_do_not_make_this_server_ask_again_and_again(
    app: Flask, browser: Actor, work: Work
) -> None:
    work.fake.asked.clear()
    listed = work.fake.listed
    work.fake.rotate()
    work.fake.listed = listed
    for number in range(3):
        assert tell(app, work, jti=f"m{number}").status_code == 400
    assert work.fake.asked == []


@pytest.mark.parametrize("exp", [math.nan, math.inf, 253_402_300_799, 10**400])
def test_a_message_that_holds_for_ever_ends_nothing(
    app: Flask, browser: Actor, work: Work, exp: float
) -> None:
    assert tell(app, work, exp=exp).status_code == 400
    assert browser.get("/learn").status_code == 200
