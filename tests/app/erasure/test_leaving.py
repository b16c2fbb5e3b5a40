"""Somebody who belongs to no organisation any more: what is theirs, how it goes, and nothing else."""

import io
import re
import zipfile

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from app.accounts.models import Person
from app.bookmarks.models import Note
from app.database import Database, now
from app.erasure.models import ErasureRequest
from app.organisations.models import Membership, MembershipRole, Role
from app.reflection.models import JournalEntry, JournalShare, JournalShareEvent
from tests.app.actors import PASSWORD, Actor
from tests.app.conftest import SignIn
from tests.app.databases import BOTH
from tests.app.erasure.test_erasure import own_page, request_id, rows_with, state
from tests.app.learning.walking import open_all_topics
from tests.app.trust import Trust

TITLE = "You belong to no organisation here any more"


@pytest.fixture
def who_left(app: Flask, sign_in: SignIn, trust: Trust, database: Database) -> Actor:
    """Sign in a doctor who has learnt something, and has left since."""
    open_all_topics(app, sign_in(trust.email("learner")))
    with database.write() as session:
        session.get_one(Membership, trust.members["learner"]).ended = now()
    return sign_in(trust.email("learner"))


def person_of(database: Database, trust: Trust) -> Person:
    with database.read() as session:
        return session.get_one(Membership, trust.members["learner"]).person


def test_they_reach_their_account_and_nothing_else(who_left: Actor, trust: Trust) -> None:
    assert who_left.get("/").headers["Location"] == "/account"
    page = who_left.get("/account").text
    assert TITLE in page and trust.name in page
    for path in ("/account/data", "/account/writing", "/account/erasure"):
        assert f'href="{path}"' in page
        assert who_left.get(path).status_code == 200
    assert 'role="search"' not in page and "Glossary" not in page
    for path in ("/learn", "/journal", "/glossary", "/search", "/people", "/record", "/practice"):
        assert who_left.get(path).status_code == 403, path


def test_they_take_everything_along(who_left: Actor, trust: Trust) -> None:
    answer = who_left.send("/account/data", password=PASSWORD)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        page = archive.read("about-you.html").decode()
    assert trust.name in page and "You opened “" in page


@BOTH
def test_the_organisation_that_holds_rows_answers_and_the_account_goes_with_the_last(
    who_left: Actor, as_administrator: Actor, trust: Trust, database: Database
) -> None:
    member = trust.members["learner"]
    assert f"administrators of\n  {trust.name}" in who_left.get("/account/erasure").text
    assert who_left.send(own_page(who_left), password=PASSWORD).status_code == 303
    assert "has to answer" in who_left.get("/account/erasure").text
    assert "1 waits" in as_administrator.get("/people").text
    path = f"/people/erasure/{request_id(database)}"
    assert "the person has left" in as_administrator.get(path).text
    assert as_administrator.send(f"{path}/carry-out", password=PASSWORD).status_code == 303
    assert state(database) == "carried_out"
    assert rows_with(database, str(member), member.hex, "Ngozi") == []
    assert who_left.get("/account").status_code == 302


def test_nobody_else_answers_while_the_organisation_has_an_administrator(
    who_left: Actor,
    sign_in: SignIn,
    other_trust: Trust,
    as_platform_administrator: Actor,
    as_supervisor: Actor,
    database: Database,
) -> None:
    who_left.send(own_page(who_left), password=PASSWORD)
    path = f"/people/erasure/{request_id(database)}"
    others = (as_platform_administrator, sign_in(other_trust.email("administrator")))
    for actor in others:
        assert "No request waits" in actor.get("/people/erasure").text
        assert actor.get(path).status_code == 404
        for act in ("carry-out", "refuse"):
            answer = actor.send(f"{path}/{act}", password=PASSWORD, reason="no")
            assert answer.status_code == 404
    assert as_supervisor.get(path).status_code == 403
    assert state(database) == "open"


@BOTH
def test_the_platform_answers_for_an_organisation_without_an_administrator(
    who_left: Actor, as_platform_administrator: Actor, trust: Trust, database: Database
) -> None:
    with database.write() as session:
        session.execute(
            delete(MembershipRole).where(
                MembershipRole.membership_id == trust.members["administrator"]
            )
        )
    assert "administrators of this platform" in who_left.get("/account/erasure").text
    who_left.send(own_page(who_left), password=PASSWORD)
    path = f"/people/erasure/{request_id(database)}"
    assert "yours to answer (1)" in as_platform_administrator.get("/organisations").text
    overview = as_platform_administrator.get("/people/erasure").text
    assert "Dr Ngozi Eze" in overview and trust.name in overview
    refused = as_platform_administrator.send(f"{path}/refuse", reason="Proof of training is kept.")
    assert refused.status_code == 303
    assert "Proof of training is kept." in who_left.get("/account/erasure").text
    who_left.send(own_page(who_left), password=PASSWORD)
    path = f"/people/erasure/{request_id(database)}"
    done = as_platform_administrator.send(f"{path}/carry-out", password=PASSWORD)
    assert done.status_code == 303 and state(database) == "carried_out"


def test_a_platform_administrator_does_not_answer_their_own_request(
    as_platform_administrator: Actor, sign_in: SignIn, trust: Trust, database: Database
) -> None:
    """Not by having a second hat on: it is the person that counts."""
    with database.write() as session:
        own = session.get_one(Membership, trust.members["learner"])
        own.ended, own.person.platform_administrator = now(), True
        session.execute(
            delete(MembershipRole).where(MembershipRole.role == Role.ORGANISATION_ADMINISTRATOR)
        )
    actor = sign_in(trust.email("learner"))
    actor.send(f"/account/erasure/{trust.members['learner']}", password=PASSWORD)
    path = f"/people/erasure/{request_id(database)}"
    assert "This is your own request" in actor.get(path).text
    assert actor.send(f"{path}/carry-out", password=PASSWORD).status_code == 409
    assert state(database) == "open"


def test_who_left_two_asks_each_and_asks_for_nobody_else(
    who_left: Actor, trust: Trust, other_trust: Trust, database: Database
) -> None:
    with database.write() as session:
        second = Membership(
            person_id=person_of(database, trust).id,
            organisation_id=other_trust.organisation,
            ended=now(),
        )
        second.role_rows = [MembershipRole(role=Role.LEARNER)]
        session.add(second)
        session.flush()
        key = second.id
    page = who_left.get("/account/erasure").text
    assert trust.name in page and other_trust.name in page
    assert who_left.send(f"/account/erasure/{key}", password=PASSWORD).status_code == 303
    with database.read() as session:
        made = session.scalars(select(ErasureRequest)).one()
        assert made.organisation_id == other_trust.organisation
    foreign = f"/account/erasure/{trust.members['other-learner']}"
    assert who_left.get(foreign).status_code == 404
    assert who_left.send(foreign, password=PASSWORD).status_code == 404
    assert who_left.send(f"{foreign}/withdraw").status_code == 404


@BOTH
def test_journal_and_notes_go_at_once_and_those_of_nobody_else(
    sign_in: SignIn, trust: Trust, database: Database
) -> None:
    for who in ("learner", "other-learner"):
        _write(database, trust, who)
    with database.write() as session:
        session.get_one(Membership, trust.members["learner"]).ended = now()
    actor = sign_in(trust.email("learner"))
    page = actor.get("/account/writing").text
    assert re.search(r"1 entry in your journal and 1 note on", page)
    assert actor.send("/account/writing", password="wrong").status_code == 400
    assert actor.send("/account/writing", password=PASSWORD).status_code == 303
    with database.read() as session:
        counts = [
            session.scalar(select(func.count()).select_from(each))
            for each in (JournalEntry, JournalShare, JournalShareEvent, Note)
        ]
        note = session.scalars(select(Note)).one()
    assert counts == [1, 1, 1, 1]
    assert note.membership_id == trust.members["other-learner"]
    assert "nothing to delete" in actor.get("/account/writing").text


def _write(database: Database, trust: Trust, who: str) -> None:
    member = trust.members[who]
    with database.write() as session:
        person = session.get_one(Membership, member).person_id
        entry = JournalEntry(id=member, person_id=person, form_id=member, kept=b"sealed")
        session.add(entry)
        session.flush()
        share = JournalShare(
            organisation_id=trust.organisation,
            entry_id=entry.id,
            person_id=person,
            learner_id=member,
            supervisor_id=trust.members["supervisor"],
            kept=b"sealed",
            text_saved=now(),
        )
        session.add(share)
        session.flush()
        session.add(
            JournalShareEvent(organisation_id=trust.organisation, share_id=share.id, what="shared")
        )
        session.add(
            Note(
                organisation_id=trust.organisation,
                membership_id=member,
                module="culture",
                topic="x",
                text=b"sealed",
                version=1,
            )
        )
