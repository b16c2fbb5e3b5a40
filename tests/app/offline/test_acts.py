"""What was done without network arrives once, at the moment when it was done, for the one who did it."""

import datetime as dt
import re
import uuid
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.database import now
from app.offline.models import ReceivedAct
from course.questions import Conversation, LongText, Question
from tests.app.actors import Actor
from tests.app.databases import BOTH
from tests.app.learning.walking import SLUG, answers, module_of, parts_of, statements, verbs
from tests.app.trust import Trust
from tests.browser.answering import right, wrong


@pytest.fixture
def mine(trust: Trust) -> dict[str, Any]:
    """Give the opening of a topic by the learner, an hour ago, as a phone tells it now."""
    return {
        "id": str(uuid.uuid4()),
        "owner": str(trust.members["learner"]),
        "kind": "opened",
        "module": SLUG,
        "what": "",
        "response": [],
        "at": (now() - dt.timedelta(hours=1)).isoformat(),
        "sent": now().isoformat(),
    }


def tell(actor: Actor, act: dict[str, Any]) -> TestResponse:
    """Send an act as the page does, with a fresh token."""
    token = actor.get("/offline/who").get_json()["token"]
    return actor.post("/offline/acts", json=act, headers={"X-CSRFToken": token})


def taken(actor: Actor, act: dict[str, Any]) -> bool:
    """Send an act; say whether it was taken."""
    answer = tell(actor, act)
    assert answer.status_code == 200, answer.text
    found: bool = answer.get_json()["taken"]
    return found


def answering(act: dict[str, Any], question: Question, **others: Any) -> dict[str, Any]:
    """Turn an act into the right answer to a question."""
    given = {"kind": "answered", "what": question.id, "response": list(right(question))}
    return {**act, "id": str(uuid.uuid4()), **given, **others}


@BOTH
def test_an_act_that_is_sent_twice_counts_once(
    app: Flask, as_learner: Actor, mine: dict[str, Any]
) -> None:
    act = {**mine, "what": module_of(app).topics[0].slug}
    assert taken(as_learner, act) and taken(as_learner, act)
    assert verbs(app) == ["initialized", "experienced"]
    question = module_of(app).of_purpose("practice")[0]
    answer = answering(mine, question)
    for _ in range(3):
        assert taken(as_learner, answer)
    assert verbs(app).count("answered") == 1
    other = answering(mine, question, response=list(wrong(question)))
    # Sent again after another answer, the first one would be no mere repeat of the latest.
    assert taken(as_learner, other) and taken(as_learner, answer) and taken(as_learner, other)
    assert verbs(app).count("answered") == 2
    assert [row.question for row in answers(app)] == [question.id]


def test_a_statement_says_when_it_was_done_not_when_it_was_sent(
    app: Flask, as_learner: Actor, mine: dict[str, Any]
) -> None:
    question = module_of(app).of_purpose("practice")[0]
    assert taken(as_learner, answering(mine, question))
    told = statements(app)[-1].read()
    at = dt.datetime.fromisoformat(told["timestamp"])
    assert at == dt.datetime.fromisoformat(mine["at"])
    assert taken(
        as_learner, answering(mine, question, at=now().isoformat(), response=list(wrong(question)))
    )
    assert verbs(app)[-1] == "answered"


def test_every_kind_of_practice_can_be_answered_without_network(
    app: Flask, as_learner: Actor, mine: dict[str, Any]
) -> None:
    practice = module_of(app).of_purpose("practice")
    for question in practice:
        assert taken(as_learner, answering(mine, question)), question.id
    assert {row.question for row in answers(app)} == {question.id for question in practice}


def test_a_later_answer_on_another_device_stays_the_latest(
    app: Flask, as_learner: Actor, mine: dict[str, Any]
) -> None:
    question = next(
        q
        for q in module_of(app).of_purpose("practice")
        if not isinstance(q, Conversation | LongText)
    )
    as_learner.send(f"/learn/{SLUG}/questions/{question.id}", answer=list(right(question)))
    assert taken(as_learner, answering(mine, question, response=list(wrong(question))))
    (row,) = answers(app)
    assert row.success
    assert row.tries == 2
    assert verbs(app).count("answered") == 2


def test_a_clock_that_is_wrong_is_set_right(
    app: Flask, as_learner: Actor, mine: dict[str, Any]
) -> None:
    slow = {"at": "2019-01-01T10:00:00Z", "sent": "2019-01-01T11:00:00Z"}
    assert taken(as_learner, {**mine, **slow, "what": module_of(app).topics[0].slug})
    at = dt.datetime.fromisoformat(statements(app)[-1].read()["timestamp"])
    assert abs(at - (now() - dt.timedelta(hours=1))) < dt.timedelta(minutes=1)


def test_nothing_is_from_the_future_and_nothing_from_long_ago(
    app: Flask, as_learner: Actor, mine: dict[str, Any]
) -> None:
    topic = module_of(app).topics[0].slug
    old = (now() - dt.timedelta(days=31)).isoformat()
    said = tell(as_learner, {**mine, "what": topic, "at": old}).get_json()
    assert not said["taken"] and "30 days" in said["sentence"]
    future = (now() + dt.timedelta(days=2)).isoformat()
    assert taken(as_learner, {**mine, "what": topic, "at": future})
    at = dt.datetime.fromisoformat(statements(app)[-1].read()["timestamp"])
    assert at <= now()


def test_what_waits_is_never_told_of_somebody_else(
    app: Flask, as_supervisor: Actor, mine: dict[str, Any]
) -> None:
    assert tell(as_supervisor, {**mine, "what": module_of(app).topics[0].slug}).status_code == 409
    assert statements(app) == []


def test_without_a_sign_in_or_a_token_nothing_is_taken(
    app: Flask, client: Actor, as_learner: Actor, mine: dict[str, Any]
) -> None:
    act = {**mine, "what": module_of(app).topics[0].slug}
    assert tell(client, act).status_code == 302
    assert client.get("/offline/who").get_json()["owner"] == ""
    assert as_learner.post("/offline/acts", json=act).status_code == 400
    assert statements(app) == []


@pytest.mark.parametrize(
    "change",
    [
        {"what": "no-such-topic"},
        {"module": "no-such-module"},
        {"kind": "answered", "what": "no-such-question"},
        {"kind": "passed"},
        {"at": "2026-01-01T10:00:00"},
        {"id": "1"},
        {"response": ["x" * 3000]},
    ],
)
def test_what_can_never_be_taken_is_refused_with_a_sentence(
    app: Flask, as_learner: Actor, mine: dict[str, Any], change: dict[str, Any]
) -> None:
    answer = tell(as_learner, {**mine, "what": module_of(app).topics[0].slug, **change})
    assert answer.status_code == 200
    said = answer.get_json()
    assert not said["taken"] and said["sentence"]
    assert statements(app) == []


def test_ids_are_forgotten_once_what_they_name_is_too_old_to_be_taken(
    app: Flask, as_learner: Actor, mine: dict[str, Any], trust: Trust
) -> None:
    with parts_of(app).database.write() as session:
        for days in (10, 91):
            received = now() - dt.timedelta(days=days)
            owner = trust.members["learner"]
            session.add(
                ReceivedAct(
                    organisation_id=trust.organisation,
                    membership_id=owner,
                    id=uuid.uuid4(),
                    received=received,
                )
            )
    assert taken(as_learner, {**mine, "what": module_of(app).topics[0].slug})
    with parts_of(app).database.read() as session:
        assert session.scalar(select(func.count()).select_from(ReceivedAct)) == 2


def noting(act: dict[str, Any], topic: str, note: str, version: int | None) -> dict[str, Any]:
    """Turn an act into a note on a topic."""
    others = {"kind": "noted", "what": topic, "note": note, "version": version}
    return {**act, "id": str(uuid.uuid4()), **others}


@BOTH
def test_a_note_arrives_once_and_is_told_to_nobody(
    app: Flask, as_learner: Actor, mine: dict[str, Any]
) -> None:
    topic = module_of(app).topics[0].slug
    added = noting(mine, topic, "Ask\r\ntwice.", None)
    assert taken(as_learner, added) and taken(as_learner, added)
    page = as_learner.get(f"/learn/{SLUG}/{topic}/note").text
    assert page.count("Ask\ntwice.") == 1
    assert verbs(app) == []


@BOTH
def test_no_note_is_lost_whichever_device_wrote_last(
    app: Flask, as_learner: Actor, mine: dict[str, Any]
) -> None:
    topic = module_of(app).topics[0].slug
    note = f"/learn/{SLUG}/{topic}/note"
    assert taken(as_learner, noting(mine, topic, "First.", 0))
    assert taken(as_learner, noting(mine, topic, "First, changed.", 1))
    assert ">First, changed.<" in as_learner.get(note).text
    assert taken(as_learner, noting(mine, topic, "Of another moment.", 1))
    page = as_learner.get(note).text
    assert "First, changed.\n\nWritten without network on " in page
    assert ":\nOf another moment.<" in page
    # To forget a note that somebody has changed since takes nothing away.
    assert taken(as_learner, noting(mine, topic, "", 1))
    assert as_learner.get(note).text.count("First, changed.") == 1


def test_a_note_is_its_owners_and_of_a_topic_that_is_there(
    as_learner: Actor, as_supervisor: Actor, mine: dict[str, Any], app: Flask
) -> None:
    topic = module_of(app).topics[0].slug
    assert tell(as_supervisor, noting(mine, topic, "Mine.", None)).status_code == 409
    assert not taken(as_learner, noting(mine, "no-such-topic", "Mine.", None))
    assert not taken(as_learner, noting(mine, topic, "x" * 20_001, None))
    assert "Mine." not in as_learner.get(f"/learn/{SLUG}/{topic}/note").text


@pytest.mark.parametrize(
    ("at", "sent"),
    [
        ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"),
        ("9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"),
    ],
)
def test_a_clock_that_is_out_of_all_reason_is_told_and_breaks_nothing(
    app: Flask, as_learner: Actor, mine: dict[str, Any], at: str, sent: str
) -> None:
    topic = module_of(app).topics[0].slug
    assert not taken(as_learner, {**mine, "what": topic, "at": at, "sent": sent})
    assert taken(as_learner, {**mine, "what": topic})


def test_notes_that_come_together_grow_to_a_bound_and_can_be_changed_there(
    app: Flask, as_learner: Actor, mine: dict[str, Any]
) -> None:
    topic = module_of(app).topics[0].slug
    note = {**mine, "kind": "noted", "what": topic, "version": None}
    sent = [
        taken(as_learner, {**note, "id": str(uuid.uuid4()), "note": f"{turn}{'y' * 9000}"})
        for turn in range(4)
    ]
    assert sent == [True, True, False, False]
    page = as_learner.get(f"/learn/{SLUG}/{topic}/note").text
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    version = re.search(r'name="version"[^>]*value="(\d+)"', page)
    assert found and version and len(found[1]) > 18_000
    changed = as_learner.send(
        f"/learn/{SLUG}/{topic}/note", note=f"{found[1].strip()} mended", version=version[1]
    )
    assert changed.status_code in {302, 303}
