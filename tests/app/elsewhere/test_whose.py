"""Whose a statement from elsewhere is: nobody's page and nobody's rights hold what is a colleague's."""

import hashlib
import json
import uuid
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import false, select

from app.audit.models import AuditLine
from app.database import Database
from app.elsewhere import matching
from app.elsewhere.former import keep_address
from app.elsewhere.models import FormerAddress, OutsideAccount, OutsideSpelling, OutsideStatement
from app.elsewhere.saying import say
from app.errors import Conflict
from app.organisations.models import Membership, Role
from app.tenancy import within
from app.viewer import Member
from course.vocabulary import Verb
from tests.app.accounts.test_held import held_about
from tests.app.actors import PASSWORD, Actor
from tests.app.conftest import HOME_PAGE
from tests.app.databases import BOTH
from tests.app.elsewhere.telling import LMS, account, came_by_lti, key_of, send, told
from tests.app.elsewhere.test_accounts import only_account
from tests.app.elsewhere.test_import import stored
from tests.app.erasure.test_erasure import asked
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


def administrator(trust: Trust) -> Member:
    key = trust.members["administrator"]
    return Member(key, trust.organisation, key, frozenset({Role.ORGANISATION_ADMINISTRATOR}))


def put_right(actor: Actor, trust: Trust, email: str, who: str = "learner") -> None:
    page = f"/people/{trust.members[who]}/details"
    answer = actor.send(page, name="Dr Ngozi Eze", email=email)
    assert answer.status_code == 302, answer.text


@BOTH
@pytest.mark.parametrize("kind", ["mailbox", "former mailbox", "number of an LMS"])
def test_what_a_rule_knows_as_a_colleagues_is_given_to_nobody_else(
    app: Flask, database: Database, as_administrator: Actor, trust: Trust, kind: str
) -> None:
    """Their statements would be in the download of whoever got it, answers included, and not in their own."""
    actor = f"account {LMS} 4711" if "LMS" in kind else f"mbox {trust.email('learner')}"
    named = account("4711") if "LMS" in kind else {"mbox": f"mailto:{trust.email('learner')}"}
    if "LMS" in kind:
        came_by_lti(database, trust, LMS, "4711", "learner")
    if kind == "former mailbox":
        put_right(as_administrator, trust, "n.eze@alder.example")
    send(app, key_of(as_administrator), told(named))
    page = only_account(as_administrator, "matched")
    seen = as_administrator.get(f"{page}?q=marsh").text
    assert "can be given to nobody else" in seen and "Marsh" not in seen
    other = trust.members["supervisor"]
    assert as_administrator.send(page, q="marsh", whose=str(other)).status_code == 400
    with within(trust.organisation), pytest.raises(Conflict), database.write() as session:
        say(session, administrator(trust), HOME_PAGE, actor, other)
    assert as_administrator.send(page, whose="nobody").status_code == 303
    # Nor by way of nobody's.
    assert as_administrator.send(page, q="marsh", whose=str(other)).status_code == 409
    with database.read() as session:
        (line,) = session.scalars(select(AuditLine).filter_by(act="account.nobody"))
        assert line.about is not None  # it names who loses it
        assert session.scalars(select(OutsideAccount.membership_id)).all() == [None]


@BOTH
def test_an_address_is_its_owners_from_their_first_sign_in_on_whatever_was_said_before(
    app: Flask,
    database: Database,
    as_administrator: Actor,
    as_learner: Actor,
    as_supervisor: Actor,
    trust: Trust,
) -> None:
    send(app, key_of(as_administrator), told({"mbox": f"mailto:{trust.email('learner')}"}))
    with database.write() as session:
        person = session.get_one(Membership, trust.members["learner"]).person
        chosen, person.password_hash = person.password_hash, ""
    page = only_account(as_administrator)
    other = str(trust.members["supervisor"])
    assert as_administrator.send(page, q="marsh", whose=other).status_code == 303
    assert "Fire safety" in as_supervisor.get("/record").text
    with database.write() as session:
        session.get_one(Membership, trust.members["learner"]).person.password_hash = chosen
    assert "Fire safety" not in as_supervisor.get("/record").text
    assert "Fire safety" in as_learner.get("/record").text
    with database.write() as session:
        key = session.get_one(Membership, trust.members["learner"]).person_id
        keep_address(session, key, trust.email("learner"))
        assert session.scalars(select(OutsideAccount)).all() == []


def test_the_audit_log_names_who_loses_an_account_too(
    app: Flask, database: Database, as_administrator: Actor, trust: Trust
) -> None:
    send(app, key_of(as_administrator), told(account("4711")))
    page = only_account(as_administrator)
    for words, who in (("ngozi", "learner"), ("marsh", "supervisor")):
        chosen = str(trust.members[who])
        assert as_administrator.send(page, q=words, whose=chosen).status_code == 303
    with database.read() as session:
        wanted = select(AuditLine).filter_by(act="account.matched").order_by(AuditLine.seq)
        first, second = session.scalars(wanted)
    assert first.other is None
    assert second.other == first.about and second.about not in {None, first.about}


def test_a_former_address_that_a_colleague_signs_in_with_is_theirs(
    app: Flask, as_administrator: Actor, as_learner: Actor, sign_in: Any, trust: Trust
) -> None:
    old = trust.email("learner")
    send(app, key_of(as_administrator), told({"mbox": f"mailto:{old}"}))
    put_right(as_administrator, trust, "n.eze@alder.example")
    assert "Fire safety" in as_learner.get("/record").text
    put_right(as_administrator, trust, old, "other-learner")
    assert "Fire safety" not in as_learner.get("/record").text
    assert "Fire safety" in sign_in(old).get("/record").text


def test_an_address_that_nobody_signed_in_with_is_not_kept(
    database: Database, as_administrator: Actor, trust: Trust
) -> None:
    with database.write() as session:
        session.get_one(Membership, trust.members["learner"]).person.password_hash = ""
    put_right(as_administrator, trust, "n.eze@alder.example")
    with database.read() as session:
        assert session.scalars(select(FormerAddress)).all() == []


def _digest(trust: Trust) -> str:
    return hashlib.sha1(f"mailto:{trust.email('learner')}".encode()).hexdigest()


@BOTH
@pytest.mark.parametrize("how", ["capitals", "former", "nobody", "digest", "home page"])
def test_the_download_and_the_erasure_miss_nothing(
    app: Flask,
    database: Database,
    as_administrator: Actor,
    as_learner: Actor,
    trust: Trust,
    how: str,
) -> None:
    """However another system spells the address, and whatever was said of it; also what no page lists."""
    local, _, domain = trust.email("learner").partition("@")
    named = {
        "capitals": {"mbox": f"mailto:{local.upper()}@{domain}"},
        "digest": {"mbox_sha1sum": _digest(trust)},
        "home page": account("4711", f"{LMS}//"),
    }.get(how, {"mbox": f"mailto:{trust.email('learner')}"})
    opened = told(named, Verb.EXPERIENCED, result={"response": "heron"})
    ended, others = told(named), told(account("12"))
    send(app, key_of(as_administrator), opened, ended, others)
    if how == "former":
        put_right(as_administrator, trust, "n.eze@alder.example")
    if how == "nobody":
        page = only_account(as_administrator, "matched")
        assert as_administrator.send(page, whose="nobody").status_code == 303
        assert "Fire safety" not in as_learner.get("/record").text
    if how == "home page":
        came_by_lti(database, trust, LMS, "4711", "learner")
    held = held_about(as_learner)
    assert {each["statement"]["id"] for each in held["statements"]} == {opened["id"], ended["id"]}

    request = asked(as_learner, database)
    answer = as_administrator.send(f"{request}/carry-out", password=PASSWORD)
    assert answer.status_code == 303, answer.text
    assert [each["id"] for each in stored(app, trust)] == [others["id"]]
    with database.read() as session:
        for table in (FormerAddress, OutsideAccount, OutsideSpelling):
            assert session.scalars(select(table)).all() == [], table
        (left,) = session.scalars(select(OutsideStatement.statement_id))
        assert left == uuid.UUID(others["id"])
