"""Deep linking: a teacher chooses a module in a frame, where nobody is signed in."""

import re
from html import unescape
from typing import Any

import pytest
from flask import Flask
from joserfc import jwt
from joserfc.jwk import KeySet
from werkzeug.test import TestResponse

from app.lti import claims
from tests.app.actors import Actor
from tests.app.conftest import new_actor
from tests.app.lti.launching import FRAME, Lms
from tests.support.lti_platform import CLIENT, DEPLOYMENT, Platform

pytestmark = pytest.mark.enable_socket

TARGET = "http://localhost/lti/deep-link"
TICKET = re.compile(r'name="ticket" value="([^"]+)"')
JWT = re.compile(r'name="JWT" value="([^"]+)"')


def picker(lms: Lms, who: Actor, **settings: object) -> TestResponse:
    asked = lms.begun(who, TARGET, headers=FRAME)
    return lms.post(who, asked, lms.platform.deep(asked["nonce"], TARGET, **settings))


def choose(who: Actor, page: TestResponse, *modules: str) -> TestResponse:
    ticket = TICKET.search(page.text)
    assert ticket, page.text
    return who.post("/lti/deep-link", data={"ticket": unescape(ticket[1]), "module": list(modules)})


def answered(page: TestResponse, platform: Platform) -> dict[str, Any]:
    found = JWT.search(page.text)
    assert found, page.text
    keys = KeySet.import_key_set(platform.tool_keys())  # type: ignore[arg-type]
    return jwt.decode(found[1], keys, algorithms=["RS256"]).claims


def test_a_module_is_chosen_without_a_cookie(lms: Lms, client: Actor, platform: Platform) -> None:
    page = picker(lms, client)
    assert page.status_code == 200 and 'type="radio"' in page.text
    assert "Set-Cookie" not in page.headers
    policy = page.headers["Content-Security-Policy"]
    assert f"frame-ancestors {platform.address}" in policy
    assert f"form-action 'self' {platform.address}" in policy
    chosen = choose(client, page, "culture")
    assert f'action="{platform.address}/chosen"' in chosen.text
    said = answered(chosen, platform)
    assert (said["iss"], said["aud"]) == (CLIENT, platform.address)
    assert said[claims.MESSAGE_TYPE] == claims.DEEP_RESPONSE
    assert said[claims.DEPLOYMENT] == DEPLOYMENT
    assert said[claims.DATA] == "kept by the platform"
    [item] = said[claims.CONTENT_ITEMS]
    assert item["url"] == "http://localhost/lti/modules/culture"
    assert item["lineItem"]["scoreMaximum"] == 100


def test_several_where_the_lms_takes_several_and_no_grades_where_it_takes_none(
    lms: Lms, client: Actor, platform: Platform
) -> None:
    page = picker(lms, client, accept_multiple=True, accept_lineitem=False)
    assert 'type="checkbox"' in page.text
    [item] = answered(choose(client, page, "culture"), platform)[claims.CONTENT_ITEMS]
    assert "lineItem" not in item


def test_nothing_chosen_is_said_at_the_field(lms: Lms, client: Actor) -> None:
    page = picker(lms, client)
    for wrong in (choose(client, page), choose(client, page, "absent")):
        assert wrong.status_code == 400 and "Choose a module." in wrong.text
        assert 'href="#module"' in wrong.text


@pytest.mark.parametrize(
    ("asks", "words"),
    [
        ({"deep_link_return_url": "https://elsewhere.example/return"}, "not of Moodle"),
        ({"deep_link_return_url": "javascript:alert(1)"}, "not of Moodle"),
        ({"deep_link_return_url": None}, "not of Moodle"),
        ({"accept_types": ["file"]}, "something else than a link"),
    ],
)
def test_a_choice_that_cannot_be_answered_is_none(
    lms: Lms, client: Actor, asks: dict[str, object], words: str
) -> None:
    answer = picker(lms, client, **asks)
    assert answer.status_code == 400 and words in answer.text


def test_a_ticket_that_is_made_up_or_old_chooses_nothing(
    lms: Lms, app: Flask, client: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = picker(lms, client)
    made_up = client.post("/lti/deep-link", data={"ticket": "made up", "module": "culture"})
    assert made_up.status_code == 400 and "too old" in made_up.text
    monkeypatch.setattr("app.lti.deep_linking.SECONDS", -1)
    assert "too old" in choose(new_actor(app), page, "culture").text


def test_a_choice_opens_no_session(lms: Lms, client: Actor) -> None:
    choose(client, picker(lms, client), "culture")
    assert client.get("/learn").status_code == 302
