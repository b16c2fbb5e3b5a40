"""Feedback on a topic, as a reader gives it."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.feedback import giving
from app.feedback.models import TopicFeedback
from app.records.models import OutboxStatement
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.databases import BOTH
from tests.app.learning.walking import module_of, parts_of, statements
from tests.app.trust import Trust

TOPIC = "/learn/culture/what-patients-expect"
PLACE = "/feedback/topics/culture/what-patients-expect"
WORDS = "The line on consent\nnames the wrong form."


def rows(app: Flask) -> list[TopicFeedback]:
    with parts_of(app).database.read() as session:
        return list(session.scalars(select(TopicFeedback)).all())


def test_one_press_is_enough_and_is_thanked_for(app: Flask, as_learner: Actor) -> None:
    assert "Was this right and useful?" in as_learner.get(TOPIC).text
    sent = as_learner.send(f"{PLACE}/verdict", verdict="yes")
    assert sent.location == f"{TOPIC}#feedback"
    page = as_learner.get(TOPIC).text
    assert "You said: right and useful" in page
    assert "Was this right and useful?" not in page
    assert [row.verdict for row in rows(app)] == ["yes"]


def test_what_is_wrong_is_kept_at_once_and_words_are_asked_for(
    app: Flask, as_learner: Actor
) -> None:
    sent = as_learner.send(f"{PLACE}/verdict", verdict="wrong")
    assert sent.location == PLACE
    assert [row.verdict for row in rows(app)] == ["wrong"]
    assert "your answer is kept" in as_learner.get(PLACE).text
    sent = as_learner.send(PLACE, verdict="wrong", words=WORDS)
    assert sent.location == f"{TOPIC}#feedback"
    assert [row.words for row in rows(app)] == [WORDS]


def test_a_press_after_words_leaves_the_words(app: Flask, as_learner: Actor) -> None:
    as_learner.send(PLACE, verdict="wrong", words=WORDS)
    as_learner.send(f"{PLACE}/verdict", verdict="unclear")
    assert [(row.verdict, row.words) for row in rows(app)] == [("unclear", WORDS)]


@BOTH
def test_a_reader_has_one_opinion_of_a_version_and_another_of_the_next(
    app: Flask, as_learner: Actor
) -> None:
    for verdict in ("yes", "yes", "unclear"):
        as_learner.send(f"{PLACE}/verdict", verdict=verdict)
    assert [row.verdict for row in rows(app)] == ["unclear"]
    with parts_of(app).database.write() as session:
        session.execute(update(TopicFeedback).values(module_version="0.0.1"))
    assert "Was this right and useful?" in as_learner.get(TOPIC).text
    as_learner.send(f"{PLACE}/verdict", verdict="yes")
    assert {row.module_version for row in rows(app)} == {"0.0.1", module_of(app).version}


def test_what_is_too_long_or_lacks_a_verdict_is_asked_again_with_the_words(
    app: Flask, as_learner: Actor
) -> None:
    sent = as_learner.send(PLACE, verdict="wrong", words="a" * 1001)
    assert sent.status_code == 400
    assert "use 1000 characters at most" in sent.text and "a" * 1001 in sent.text
    sent = as_learner.send(PLACE, words=WORDS)
    assert sent.status_code == 400
    assert "Choose one of the three answers." in sent.text and "names the wrong form" in sent.text
    assert as_learner.send(f"{PLACE}/verdict", verdict="perfect").status_code == 400
    assert rows(app) == []


def test_a_flood_is_stopped_and_what_was_written_is_shown_again(
    app: Flask, as_learner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(giving, "MOST", 3)
    for number in range(giving.MOST):
        as_learner.send(PLACE, verdict="wrong", words=f"Number {number}")
    sent = as_learner.send(PLACE, verdict="wrong", words="One too many")
    assert sent.status_code == 429
    assert "That is a lot of feedback in an hour." in sent.text
    assert "One too many" in sent.text
    assert rows(app)[0].words == f"Number {giving.MOST - 1}"


def test_nobody_elses_answer_is_shown(as_learner: Actor, sign_in: SignIn, trust: Trust) -> None:
    as_learner.send(PLACE, verdict="wrong", words=WORDS)
    other = sign_in(trust.email("other-learner"))
    assert "Was this right and useful?" in other.get(TOPIC).text
    assert "names the wrong form" not in other.get(PLACE).text
    assert other.get("/feedback/topics/culture/no-such-topic").status_code == 404
    assert other.get("/feedback/topics/no-such/what-patients-expect").status_code == 404


def test_no_statement_tells_of_it(app: Flask, as_learner: Actor) -> None:
    as_learner.get(TOPIC)
    before = len(statements(app))
    as_learner.send(PLACE, verdict="wrong", words=WORDS)
    assert len(statements(app)) == before
    with parts_of(app).database.read() as session:
        assert session.scalars(select(OutboxStatement)).all() == []


def test_a_remark_that_is_changed_is_open_again(app: Flask, as_learner: Actor) -> None:
    as_learner.send(PLACE, verdict="wrong", words=WORDS)
    with parts_of(app).database.write() as session:
        session.execute(update(TopicFeedback).values(done=dt.datetime.now(dt.UTC)))
    as_learner.send(PLACE, verdict="wrong", words=WORDS)
    assert rows(app)[0].done is not None, "the same again changes nothing"
    as_learner.send(PLACE, verdict="wrong", words=f"{WORDS} Still.")
    assert rows(app)[0].done is None
