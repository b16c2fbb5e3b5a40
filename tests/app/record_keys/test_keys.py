"""The keys to an organisation's records: made, shown once, listed, revoked."""

import re
from html import unescape

import pytest
from flask import Flask

from app.record_keys.scopes import SCOPE_WORDS
from lrs import LRS, Confinement, timestamps
from lrs.errors import Unavailable
from lrs.scopes import SCOPES
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.learning.walking import parts_of
from tests.app.statements.asking import run_curl
from tests.app.supervision.telling import statement, store
from tests.app.trust import Trust
from tests.support.html import words_of

PAGE = "/records/keys"
SECRET = re.compile(r'id="record-secret">([^<]+)<')
KEY = re.compile(r'id="record-key">([^<]+)<')


def lrs_of(app: Flask) -> LRS:
    found = parts_of(app).embedded_lrs
    assert found is not None
    return found


def made(actor: Actor, label: str = "Totara", *scopes: str) -> tuple[str, str, str]:
    """Make a key by the form; return it, its secret and the page."""
    answer = actor.send(f"{PAGE}/new", label=label, scopes=list(scopes or ("all/read",)))
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    key, secret = KEY.search(answer.text), SECRET.search(answer.text)
    assert key and secret
    return key[1], secret[1], answer.text


def test_every_scope_has_its_words() -> None:
    assert {each.name for each in SCOPE_WORDS} == SCOPES


def test_a_key_is_shown_once_and_listed_without_its_secret(
    app: Flask, as_administrator: Actor, trust: Trust
) -> None:
    assert "No key has been made yet." in as_administrator.get(PAGE).text
    key, secret, page = made(as_administrator, "Totara <b>", "statements/write", "state")
    assert "http://localhost/xapi<" in page and "http://localhost/xapi/2.0<" in page
    credential = lrs_of(app).credentials.verify(key, secret)
    assert credential.organisation == str(trust.organisation)
    assert credential.scopes == {"statements/write", "state"}
    listed = as_administrator.get(PAGE).text
    assert (
        key in listed and secret not in listed and secret.encode() not in credential.label.encode()
    )
    assert "Totara &lt;b&gt;" in listed
    words = words_of(listed)
    assert "1 key opens the records" in words and "statements/write" in words
    assert secret not in as_administrator.get(f"{PAGE}/{key}/revoke").text


@pytest.mark.parametrize("scope", sorted(SCOPES))
def test_the_example_works_with_the_key_that_it_comes_with(
    app: Flask, as_administrator: Actor, client: Actor, trust: Trust, scope: str
) -> None:
    store(app, trust.organisation, statement(trust))
    _, _, page = made(as_administrator, "Trial", scope)
    answer = run_curl(client, page)
    assert answer.status_code == 200, answer.text
    if scope in {"all", "all/read", "statements/read"}:
        assert len(answer.get_json()["statements"]) == 1


def test_the_last_use_is_shown(as_administrator: Actor, client: Actor) -> None:
    key, _, page = made(as_administrator)
    assert "It has never been used." in as_administrator.get(f"{PAGE}/{key}/revoke").text
    run_curl(client, page)
    assert "It was last used on" in as_administrator.get(f"{PAGE}/{key}/revoke").text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"label": " ", "scopes": ["all"]}, "Enter what the key is for"),
        ({"label": "x" * 101, "scopes": ["all"]}, "too long"),
        ({"label": "Totara"}, "Choose at least one thing"),
        ({"label": "Totara", "scopes": ["everything"]}, "everything"),
    ],
)
def test_a_mistake_is_named_and_no_key_is_made(
    app: Flask, as_administrator: Actor, trust: Trust, fields: dict[str, object], words: str
) -> None:
    answer = as_administrator.send(f"{PAGE}/new", **fields)
    assert answer.status_code == 400 and words in answer.text
    assert lrs_of(app).credentials.list(str(trust.organisation)) == ()


def test_a_revoked_key_opens_nothing(as_administrator: Actor, client: Actor) -> None:
    key, _, page = made(as_administrator)
    assert run_curl(client, page).status_code == 200
    confirming = as_administrator.get(f"{PAGE}/{key}/revoke").text
    assert "Revoke the key “Totara”?" in confirming
    assert run_curl(client, page).status_code == 200
    assert as_administrator.send(f"{PAGE}/{key}/revoke").status_code == 303
    assert run_curl(client, page).status_code == 401
    listed = as_administrator.get(PAGE).text
    assert "Revoked" in listed and f"{key}/revoke" not in listed
    assert as_administrator.get(f"{PAGE}/{key}/revoke").headers["Location"] == PAGE


def test_another_trust_sees_and_revokes_no_key(
    as_administrator: Actor, client: Actor, sign_in: SignIn, trust: Trust, other_trust: Trust
) -> None:
    key, _, page = made(as_administrator)
    stranger = sign_in(other_trust.email("administrator"))
    own, _, _ = made(stranger)
    listed = stranger.get(PAGE).text
    assert own in listed and key not in listed
    assert stranger.get(f"{PAGE}/{key}/revoke").status_code == 404
    assert stranger.send(f"{PAGE}/{key}/revoke").status_code == 404
    for who in ("learner", "supervisor", "lms-administrator"):
        assert sign_in(trust.email(who)).send(f"{PAGE}/{key}/revoke").status_code == 403
    assert run_curl(client, page).status_code == 200


def test_a_key_opens_no_other_trust(
    app: Flask, as_administrator: Actor, client: Actor, other_trust: Trust
) -> None:
    store(app, other_trust.organisation, statement(other_trust))
    _, _, page = made(as_administrator, "Trial", "all")
    assert run_curl(client, page).get_json()["statements"] == []


def test_keys_of_launches_are_only_counted(
    app: Flask, as_administrator: Actor, trust: Trust
) -> None:
    confined = Confinement(
        {"mbox": "mailto:a@alder.example"}, "3f0c2a52-58a9-4c5e-9a0c-6f5f9a1d7d10"
    )
    key, _ = lrs_of(app).credentials.issue(
        str(trust.organisation),
        "session 1",
        ("state",),
        confined=confined,
        expires=timestamps.now() + 10**9,
    )
    page = as_administrator.get(PAGE).text
    assert key not in page and "session 1" not in page
    assert "there was 1 key that" in words_of(unescape(page))
    assert as_administrator.send(f"{PAGE}/{key}/revoke").status_code == 404


def test_a_store_that_cannot_answer_is_said_so(
    app: Flask, as_administrator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise Unavailable("The database is locked.")

    monkeypatch.setattr(lrs_of(app).credentials, "list", busy)
    for path in (PAGE, "/records"):
        page = as_administrator.get(path)
        assert page.status_code == 503 and "does not answer at the moment" in page.text
