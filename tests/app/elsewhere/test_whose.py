"""Whose a statement from elsewhere is: nobody's page and nobody's rights hold what is a colleague's."""

import json

import pytest
from flask import Flask
from sqlalchemy import false

from app.database import Database
from app.elsewhere import matching
from course.vocabulary import Verb
from tests.app.accounts.test_held import held_about
from tests.app.actors import Actor
from tests.app.conftest import HOME_PAGE
from tests.app.databases import BOTH
from tests.app.elsewhere.telling import account, came_by_lti, key_of, send, told
from tests.app.trust import Trust

SECRET = {"response": "heron"}
"""What only the person themselves may read."""


@BOTH
@pytest.mark.parametrize("lock", ["rule", "agents"])
def test_an_lms_that_calls_itself_by_our_address_opens_nobodys_records(
    app: Flask,
    database: Database,
    as_administrator: Actor,
    as_lms_administrator: Actor,
    trust: Trust,
    lock: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Neither by the rule nor, where that had a hole, by the identifiers that are asked for."""
    victim = str(trust.members["learner"])
    made = told(account(victim, HOME_PAGE), Verb.EXPERIENCED, result=SECRET)
    send(app, key_of(as_administrator), made)
    came_by_lti(database, trust, f"{HOME_PAGE}/", victim, "lms-administrator")
    if lock == "agents":
        monkeypatch.setattr(matching, "_is_ours", lambda _: false())
    assert "heron" not in json.dumps(held_about(as_lms_administrator))
