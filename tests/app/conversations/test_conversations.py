"""A record of a conversation: one text of two people, agreed by both, seen by nobody else."""

import io
import json
import logging
import re
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text

from app.accounts.holding import Whose, let_go
from app.conversations.holdings import HOLDINGS
from app.conversations.models import Conversation
from app.database import Database
from app.organisations.models import Supervision
from app.settings import Settings
from tests.app.actors import PASSWORD, Actor
from tests.app.conftest import SignIn, new_actor
from tests.app.conversations.talking import FIELDS, RECORDS, agree, begin, send, version_on
from tests.app.databases import BOTH
from tests.app.learning.walking import statements
from tests.app.reflection.test_sharing import copies, share, withdraw
from tests.app.trust import Trust
from tests.support.html import words_of

NGOZI, HELEN = "Dr Ngozi Eze", "Dr Helen Marsh"
WORD = "Zwetschgenknödel"


@BOTH
def test_both_write_one_text_and_agree_to_it(
    as_learner: Actor, as_supervisor: Actor, about: str
) -> None:
    assert f"What {NGOZI} takes from it" in as_supervisor.get(about).text
    record = begin(as_supervisor, about)
    shown = words_of(as_learner.get(record).text)
    assert "Worry without a number" in shown and "20 minutes" in shown
    assert f"{NGOZI}, by 1 December 2026" in shown
    assert f"Only you and {HELEN} can see this." in shown
    assert as_learner.get(about).headers["Location"] == record
    send(as_learner, f"{record}/write", takes="To ask, and to wait")
    story = words_of(as_supervisor.get(record).text)
    assert f"{NGOZI} changed what the doctor takes from it" in story
    assert "You agreed" in words_of(agree(as_supervisor, record).text)
    assert f"Waits for {NGOZI}" in words_of(as_supervisor.get(RECORDS).text)
    assert "1 waits for you" in words_of(as_learner.get("/journal").text)
    done = words_of(agree(as_learner, record).text)
    assert "Agreed by both" in done and "Change it" not in done
    assert "Agreed by both" in words_of(as_supervisor.get(RECORDS).text)


def test_a_change_reopens_what_one_has_agreed_to(
    as_learner: Actor, as_supervisor: Actor, about: str
) -> None:
    record = begin(as_learner, about)
    agree(as_supervisor, record)
    send(as_learner, f"{record}/write", step="Two calls this week")
    shown = words_of(as_supervisor.get(record).text)
    assert f"{NGOZI} changed the next step, so {HELEN}’s agreement no longer holds" in shown
    assert "Waits for you to agree" in shown
    agree(as_learner, record)
    assert "Agreed by both" not in as_learner.get(record).text


def test_nobody_agrees_to_what_they_have_not_read(
    as_learner: Actor, as_supervisor: Actor, about: str
) -> None:
    record = begin(as_learner, about)
    read = version_on(as_supervisor.get(record))
    send(as_learner, f"{record}/write", takes="Something else")
    assert "The record was changed meanwhile" in agree(as_supervisor, record, read).text
    assert "Waits for you to agree" in as_supervisor.get(record).text


def test_a_record_without_a_day_cannot_be_agreed_to(as_learner: Actor, about: str) -> None:
    record = begin(as_learner, about, day="")
    assert "it needs the day" in as_learner.get(record).text
    as_learner.send(f"{record}/agree", version="1")
    assert "Add it first" in as_learner.get(record).text


def test_it_is_frozen_once_both_have_agreed(
    as_learner: Actor, as_supervisor: Actor, about: str
) -> None:
    record = begin(as_learner, about)
    agree(as_supervisor, record)
    agree(as_learner, record)
    assert as_learner.get(f"{record}/write").headers["Location"] == record
    late = send(as_learner, f"{record}/write", version="1", takes="Typed for long")
    assert late.status_code == 409
    assert "Typed for long" in late.text and "is not saved" in late.text
    assert "Typed for long" not in as_supervisor.get(record).text


@BOTH
def test_a_clash_shows_both_texts_and_overwrites_nothing(
    as_learner: Actor, as_supervisor: Actor, about: str
) -> None:
    record = begin(as_learner, about)
    write = f"{record}/write"
    shown = version_on(as_learner.get(write))
    send(as_supervisor, write, topics="From the supervisor")
    clash = send(as_learner, write, version=shown, topics="From the doctor")
    assert clash.status_code == 409
    assert "From the supervisor" in clash.text and "From the doctor" in clash.text
    assert "From the doctor" not in as_supervisor.get(record).text
    forms = [each for each in clash.text.split("<form") if 'name="topics"' in each]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', forms[-1]))
    assert as_learner.post(write, data=fields).status_code == 303
    words = as_supervisor.get(record).text
    assert "From the supervisor\n\nFrom the doctor" in words


def test_two_who_begin_at_once_lose_nothing(
    as_learner: Actor, as_supervisor: Actor, about: str
) -> None:
    shown = version_on(as_learner.get(about))
    begin(as_supervisor, about, takes="Hers")
    clash = send(as_learner, about, version=shown, takes="Mine")
    assert clash.status_code == 409 and "Hers" in clash.text and "Mine" in clash.text


def test_nobody_else_sees_it(
    as_learner: Actor,
    as_supervisor: Actor,
    sign_in: SignIn,
    trust: Trust,
    other_trust: Trust,
    about: str,
) -> None:
    fresh = [about, f"{RECORDS}/about/{trust.members['learner']}"]
    record = begin(as_learner, about)
    others = [
        *(trust.email(who) for who in ("other-learner", "other-supervisor")),
        *(other_trust.email(who) for who in ("learner", "supervisor")),
    ]
    for email in others:
        stranger = sign_in(email)
        for page in (record, f"{record}/write", f"{record}/download/pdf", *fresh):
            assert stranger.get(page).status_code == 404, (email, page)
        for page in (f"{record}/agree", f"{record}/write", about):
            assert stranger.send(page, version="1", **FIELDS).status_code == 404, (email, page)
        assert record not in stranger.get(RECORDS).text
    for who in ("administrator", "lms-administrator"):
        assert sign_in(trust.email(who)).get(record).status_code == 403
    assert new_actor(as_learner.application).get(record).status_code == 302
    assert as_supervisor.get(record).status_code == 200
    assert as_supervisor.get(f"{record}/download/pdf").status_code == 404


def test_withdrawing_takes_what_is_not_agreed_from_the_supervisor_only(
    as_learner: Actor, as_supervisor: Actor, entry: str, about: str
) -> None:
    record = begin(as_supervisor, about)
    withdraw(as_learner, entry)
    assert as_supervisor.get(record).status_code == 404
    shown = words_of(as_learner.get(record).text)
    assert "is not shared any more" in shown and FIELDS["topics"] in shown
    as_learner.send(f"{record}/agree", version="1")
    assert "You agreed" not in as_learner.get(record).text


def test_what_both_agreed_to_stays_with_both_until_supervision_ends(
    as_learner: Actor,
    as_supervisor: Actor,
    entry: str,
    about: str,
    database: Database,
) -> None:
    record = begin(as_supervisor, about)
    agree(as_supervisor, record)
    agree(as_learner, record)
    as_learner.send(f"{entry}/delete")
    assert FIELDS["topics"] in as_supervisor.get(record).text
    with database.write() as session:
        session.delete(session.scalars(select(Supervision)).one())
    assert as_supervisor.get(record).status_code == 404
    assert FIELDS["topics"] in as_learner.get(record).text


def test_a_newer_text_that_is_shared_keeps_the_record(
    as_learner: Actor, as_supervisor: Actor, trust: Trust, entry: str, about: str
) -> None:
    record = begin(as_supervisor, about)
    share(as_learner, trust, entry)
    (newer,) = copies(as_supervisor)
    assert as_supervisor.get(record).status_code == 200
    again = f"{RECORDS}/about/{newer.rpartition('/')[2]}"
    assert as_supervisor.get(again).headers["Location"] == record


@BOTH
def test_the_database_holds_no_word_of_it(
    app: Flask,
    as_learner: Actor,
    about: str,
    database: Database,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    record = begin(as_learner, about, topics=WORD, takes=f"{WORD} and more")
    assert WORD in as_learner.get(record).text
    with database.read() as session:
        raw = "".join(
            repr([bytes(v) if isinstance(v, memoryview) else v for v in row])
            for table in ("conversation", "conversation_event")
            for row in session.execute(text(f"SELECT * FROM {table}"))
        )
    assert "begun" in raw and WORD not in raw and "Zwetsch" not in raw
    if settings.database_url.startswith("sqlite"):
        file = Path(settings.database_url.removeprefix("sqlite:///"))
        for part in file.parent.glob(f"{file.name}*"):
            assert WORD.encode() not in part.read_bytes()
    assert statements(app) == [] and WORD not in caplog.text


def test_a_name_is_pointed_at_before_it_is_saved_and_the_two_may_be_named(
    as_learner: Actor, about: str
) -> None:
    typed = {"topics": "Mrs Hughes in bed 12", "offers": "Dr Marsh listens"}
    asked = send(as_learner, about, **typed)
    assert asked.status_code == 200 and "Could somebody be recognised?" in asked.text
    assert "<mark>Mrs Hughes</mark>" in asked.text and "<mark>Dr Marsh" not in asked.text
    assert typed["offers"] in asked.text and RECORDS not in as_learner.get("/journal").text
    left = as_learner.get(begin(as_learner, about, do="take-out", **typed)).text
    assert "Mrs Hughes" not in left and "Dr Marsh listens" in left


def test_it_can_be_saved_as_it_is(as_learner: Actor, about: str) -> None:
    record = begin(as_learner, about, topics="Mrs Hughes", do="as-it-is")
    assert "Mrs Hughes" in as_learner.get(record).text


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("day", "yesterday", "“Day of the conversation” is no day of the calendar"),
        ("day", "2099-01-01", "has not come yet"),
        ("minutes", "-3", "whole number from 1 to 480"),
        ("by", "2099-01-01", "within the next three years"),
        ("topics", "x" * 4_001, "use 4,000 characters at most"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(
    as_learner: Actor, about: str, field: str, typed: str, sentence: str
) -> None:
    answer = send(as_learner, about, **{field: typed})
    assert answer.status_code == 400
    assert f'href="#{field}"' in answer.text and sentence in answer.text
    shown = typed.partition("-")[0] if field in {"day", "by"} else typed  # of a day, its year
    assert shown in answer.text and FIELDS["takes"] in answer.text


def test_an_empty_record_is_not_begun(as_learner: Actor, about: str) -> None:
    empty = dict.fromkeys(("topics", "takes", "offers", "step"), "")
    assert "Write a few words first." in send(as_learner, about, **empty).text


def test_what_is_typed_outlives_the_sign_in(as_learner: Actor, trust: Trust, about: str) -> None:
    day = {"day": "20", "day-month": "11", "day-year": "2026"}
    old = {"csrf_token": as_learner.token(), "version": "0", **FIELDS, **day}
    as_learner.sign_out()
    token = as_learner.token()
    kept = as_learner.post(about, data={**old, "csrf_token": token})
    assert kept.status_code == 401 and FIELDS["takes"] in kept.text
    assert all(f'name="{name}" value="{value}"' in kept.text for name, value in day.items())
    as_learner.sign_in(trust.email("learner"))
    again = as_learner.post(about, data=old)
    assert again.status_code == 400 and FIELDS["takes"] in again.text
    assert "Nothing is saved yet" in again.text


def test_the_doctor_takes_it_along(as_learner: Actor, as_supervisor: Actor, about: str) -> None:
    record = begin(as_learner, about)
    plain = as_learner.get(f"{record}/download/text")
    assert "Not agreed by both." in plain.text and FIELDS["takes"] in plain.text
    assert plain.headers["Cache-Control"] == "no-store"
    agree(as_learner, record)
    agree(as_supervisor, record)
    plain = as_learner.get(f"{record}/download/text")
    assert "Not agreed" not in plain.text and f"{HELEN} agreed on" in plain.text
    pdf = as_learner.get(f"{record}/download/pdf")
    assert pdf.data.startswith(b"%PDF") and "conversation.pdf" in pdf.headers["Content-Disposition"]


def test_it_is_in_the_doctors_download_and_the_supervisor_is_forgotten(
    app: Flask,
    as_learner: Actor,
    as_supervisor: Actor,
    trust: Trust,
    about: str,
    database: Database,
) -> None:
    record = begin(as_learner, about)
    for actor, there in ((as_learner, True), (as_supervisor, False)):
        answer = actor.send("/account/data", password=PASSWORD)
        with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
            found = json.dumps(json.loads(archive.read("about-you.json")))
        assert (FIELDS["takes"] in found) is there
        assert "conversations" in found
    with database.write() as session:
        owner = select(Conversation.person_id)
        whose = Whose(session.scalars(owner).one(), (trust.members["supervisor"],), "")
        for each in reversed(HOLDINGS):
            let_go(session, each, whose)
    assert "Your supervisor then" in as_learner.get(record).text
    with database.write() as session:
        whose = Whose(whose.person_id, (trust.members["learner"],), "")
        for each in reversed(HOLDINGS):
            let_go(session, each, whose)
        assert session.scalars(select(Conversation)).all() == []


def test_a_guide_stands_beside_what_is_shared(as_supervisor: Actor, about: str) -> None:
    (copy,) = copies(as_supervisor)
    page = as_supervisor.get(copy)
    assert "Record your conversation" in page.text
    assert 'id="guide"' not in page.text  # the course of these tests has no such file


def test_the_doctor_can_delete_what_was_never_agreed_once_it_is_withdrawn(
    as_learner: Actor, as_supervisor: Actor, entry: str, about: str
) -> None:
    record = begin(as_supervisor, about)
    for actor in (as_learner, as_supervisor):  # as long as the other sees it, it is not one's own
        assert actor.send(f"{record}/delete").status_code == 404
    withdraw(as_learner, entry)
    assert f"{record}/delete" in as_learner.get(record).text
    assert HELEN in as_learner.get(f"{record}/delete").text
    assert as_supervisor.send(f"{record}/delete").status_code == 404
    assert as_learner.send(f"{record}/delete").status_code == 303
    assert as_learner.get(record).status_code == 404


@pytest.mark.parametrize("agreed", [True, False])
def test_deleting_the_journal_takes_what_was_not_agreed_with_it(
    as_learner: Actor, as_supervisor: Actor, about: str, agreed: bool
) -> None:
    record = begin(as_supervisor, about)
    agree(as_supervisor, record)
    if agreed:
        agree(as_learner, record)
    as_learner.send("/account/writing", password=PASSWORD)
    assert as_learner.get(record).status_code == (200 if agreed else 404)


def test_a_text_stays_when_the_reflection_is_withdrawn_and_the_sign_in_is_another(
    about: str, entry: str, as_learner: Actor, as_supervisor: Actor
) -> None:
    withdraw(as_learner, entry)
    answer = as_supervisor.post(about, data={"csrf_token": "old", **FIELDS})
    assert answer.status_code < 500
    assert FIELDS["topics"] in answer.text


def test_a_text_comes_back_when_the_reflection_is_withdrawn_meanwhile(
    about: str, entry: str, as_learner: Actor, as_supervisor: Actor
) -> None:
    withdraw(as_learner, entry)
    answer = as_supervisor.send(about, **FIELDS)
    assert answer.status_code == 404
    assert FIELDS["topics"] in answer.text


def test_a_supervisor_goes_back_to_what_was_shared_and_a_doctor_to_the_journal(
    as_learner: Actor, as_supervisor: Actor
) -> None:
    assert "Your journal" in as_learner.get("/conversations").text
    page = as_supervisor.get("/conversations").text
    assert "Shared with you" in page and "Your journal" not in page
