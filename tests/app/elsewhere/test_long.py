"""What is longer than an index takes, or what the database refuses, holds nothing else back."""

import json
import secrets
from collections.abc import Sequence
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.elsewhere.actors import MOST_BYTES
from app.supervision import projection
from course.vocabulary import Verb, module_iri
from tests.app.actors import Actor
from tests.app.databases import BOTH
from tests.app.elsewhere.telling import LMS, account, key_of, send, told
from tests.app.elsewhere.test_accounts import PAGE, upload
from tests.app.elsewhere.test_import import mine
from tests.app.elsewhere.test_import import upload as upload_statements
from tests.app.learning.walking import SLUG
from tests.app.supervision.telling import statement, store
from tests.app.trust import Trust

LONG = secrets.token_hex(3_000)
"""By chance, so that no index can press it together."""


@BOTH
def test_an_account_with_a_long_name_stops_no_page(
    app: Flask, as_administrator: Actor, as_learner: Actor, as_supervisor: Actor, trust: Trust
) -> None:
    made = json.dumps([told(account(LONG)), told({"openid": f"https://alder.example/{LONG}"})])
    place = upload_statements(as_administrator, made.encode()).headers["Location"]
    assert as_administrator.send(place).status_code == 303
    send(app, key_of(as_administrator), told(account(LONG[:MOST_BYTES])), mine(trust))
    assert "Fire safety level 1" in as_learner.get("/record").text
    assert as_supervisor.get("/supervision").status_code == 200
    assert as_administrator.get(PAGE).status_code == 200


@BOTH
@pytest.mark.parametrize(
    "row", [f"{LMS},{LONG},nobody", f"{LMS}/{LONG},12,nobody", f",a@{LONG}.example,nobody"]
)
def test_a_file_with_a_long_account_is_refused_with_a_sentence(
    as_administrator: Actor, row: str
) -> None:
    answer = upload(as_administrator, f"home page,account,email\n{row}\n")
    assert answer.status_code == 400 and "This account is too long" in answer.text


@BOTH
def test_a_topic_with_a_long_address_stops_no_page(
    app: Flask, as_supervisor: Actor, trust: Trust
) -> None:
    """Though it is about a module of ours, and told by a package with a key."""
    far = {"id": f"{module_iri(SLUG)}/{LONG}"}
    store(app, trust.organisation, statement(trust, Verb.EXPERIENCED, object=far))
    store(app, trust.organisation, statement(trust))
    assert "84 %" in as_supervisor.get(f"/supervision/{trust.members['learner']}").text


@pytest.mark.parametrize(
    "database_url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
def test_a_statement_that_the_database_refuses_is_passed_over_alone(
    app: Flask,
    as_administrator: Actor,
    as_learner: Actor,
    trust: Trust,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bad = mine(trust)
    fold = projection.fold

    def strict(session: Session, statements: Sequence[Any], home_page: str) -> None:
        fold(session, statements, home_page)
        if any(bad["id"].encode() in each.body for each in statements):
            session.execute(text("SELECT 'x'::int"))

    monkeypatch.setattr(projection, "fold", strict)
    others = [mine(trust) for _ in range(4)]
    send(app, key_of(as_administrator), *others[:3], bad, others[3])
    assert as_learner.get("/record").text.count("Fire safety level 1") == 4


@BOTH
def test_an_error_of_the_moment_passes_over_nothing(
    app: Flask,
    as_administrator: Actor,
    as_learner: Actor,
    trust: Trust,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fold = projection.fold

    def broken(session: Session, *_: Any) -> None:
        session.execute(text("SELECT 1 FROM no_such_table"))

    send(app, key_of(as_administrator), mine(trust))
    monkeypatch.setattr(projection, "fold", broken)
    with pytest.raises(Exception, match="no_such_table"):
        as_learner.get("/record")
    monkeypatch.setattr(projection, "fold", fold)
    assert "Fire safety level 1" in as_learner.get("/record").text
