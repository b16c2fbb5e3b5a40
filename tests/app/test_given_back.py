"""What somebody typed comes back with whatever page refuses it; a secret and a stranger's words do not."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask, url_for
from sqlalchemy.exc import IntegrityError
from werkzeug.routing import AnyConverter, BaseConverter, UnicodeConverter, UUIDConverter

from app.permissions import public
from tests.app.conftest import SignIn, new_actor
from tests.app.trust import Trust

TEXT = "She listened to <b>me</b>,\nand then we agreed."
PLACE = "/typed"


def answering(app: Flask, error: Callable[[], Exception]) -> None:
    """Let an address of the app refuse what is sent to it."""

    def refuse() -> str:
        raise error()

    app.add_url_rule(PLACE, "typed", public(refuse), methods=["POST"])


@pytest.fixture
def refusing(app: Flask) -> Flask:
    """Give an app with an address at which the database refuses a row."""
    answering(app, lambda: IntegrityError("INSERT", {}, Exception("UNIQUE")))
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def test_two_at_once_are_told_so_and_keep_their_text(refusing: Flask) -> None:
    sent = {"text": TEXT, "password": "three quiet herons", "old": "two old herons", "level": "1"}
    answer = new_actor(refusing).post(PLACE, data=sent)
    assert answer.status_code == 409
    assert answer.headers["Cache-Control"] == "no-store"
    assert "She listened to &lt;b&gt;me&lt;/b&gt;,\nand then we agreed.</textarea>" in answer.text
    assert "herons" not in answer.text
    assert answer.text.count("<textarea") == 1


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}]
)
def test_words_that_another_site_sent_stand_on_no_page(
    refusing: Flask, headers: dict[str, str]
) -> None:
    answer = new_actor(refusing).post(PLACE, data={"text": TEXT}, headers=headers)
    assert answer.status_code == 409
    assert "She listened" not in answer.text


def test_a_text_for_what_is_not_there_comes_back(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    answer = new_actor(app).post("/nowhere", data={"text": TEXT})
    assert answer.status_code == 404
    assert "and then we agreed." in answer.text


def something(kind: BaseConverter) -> object:
    """Return a part of an address that fits, and names nothing that there is."""
    if isinstance(kind, AnyConverter):
        return min(kind.items)
    fitting: dict[type, object] = {UUIDConverter: uuid.uuid4(), UnicodeConverter: "x1"}
    return fitting.get(type(kind), 3)


@pytest.mark.parametrize("who", ["learner", "lead"])
def test_a_text_for_any_object_that_has_gone_comes_back(
    app: Flask, sign_in: SignIn, trust: Trust, who: str
) -> None:
    actor = sign_in(trust.email(who))
    token, asked = actor.token(), 0
    for rule in app.url_map.iter_rules():
        kinds = rule._converters
        if "POST" not in (rule.methods or ()) or UUIDConverter not in map(type, kinds.values()):
            continue
        with app.test_request_context():
            values: dict[str, Any] = {name: something(kind) for name, kind in kinds.items()}
            place = url_for(rule.endpoint, **values)
        answer = actor.post(place, data={"csrf_token": token, "text": TEXT, "topics": TEXT})
        if answer.status_code >= 400 and answer.mimetype == "text/html":
            asked += 1
            assert "and then we agreed." in answer.text, (rule.rule, answer.status_code)
    assert asked > 60
