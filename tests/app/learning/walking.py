"""A learner in the module of the course that the tests serve: reads, answers, sends."""

import re

import msgspec
from flask import Flask
from msgspec.structs import replace
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.learning.models import Answer, Attempt
from app.records.contract import Recorded
from app.services import KEY, Services
from course.model import Module, Review
from course.questions import Question, Single
from course.rendering.answer_words import right_response
from tests.app.actors import Actor
from tests.browser.answering import right

SLUG = "culture"
ASSESSMENT = f"/learn/{SLUG}/assessment"


def parts_of(app: Flask) -> Services:
    """Return the parts of an app."""
    parts: Services = app.extensions[KEY]
    return parts


def module_of(app: Flask) -> Module:
    """Return the module."""
    return parts_of(app).shelf.course.module(SLUG)


def statements(app: Flask) -> list[Recorded]:
    """Return every statement in the record store, in the order of storing."""
    return list(parts_of(app).records.read_since("", 500).statements)


def verbs(app: Flask) -> list[str]:
    """Return the last word of each statement's verb, in the order of storing."""
    return [each.read()["verb"]["id"].rpartition("/")[2] for each in statements(app)]


def open_all_topics(app: Flask, actor: Actor) -> None:
    """Open each topic."""
    for topic in module_of(app).topics:
        assert actor.get(f"/learn/{SLUG}/{topic.slug}").status_code == 200


def answer_all_practice(app: Flask, actor: Actor) -> None:
    """Answer each practice question rightly."""
    for question in module_of(app).of_purpose("practice"):
        answer = list(right(question))
        sent = actor.send(f"/learn/{SLUG}/questions/{question.id}", answer=answer)
        assert sent.status_code in (200, 302), sent.text


def begin(app: Flask, actor: Actor) -> Attempt:
    """Begin a try, and return it."""
    assert actor.send(f"{ASSESSMENT}/start").status_code == 302
    with parts_of(app).database.read() as session:
        return session.scalars(select(Attempt).where(Attempt.finished.is_(None))).one()


def give(
    app: Flask, actor: Actor, attempt: Attempt, number: int, *, right: bool = True
) -> TestResponse:
    """Answer a question of a try. number: from 1."""
    question = module_of(app).question(attempt.questions[number - 1])
    return actor.send(
        f"{ASSESSMENT}/{number}",
        attempt=str(attempt.id),
        question=question.id,
        answer=list(right_response(question)) if right else wrong_values(question),
    )


def wrong_values(question: Question) -> list[str]:
    """Return what a form of a single choice sends when the answer is wrong."""
    assert isinstance(question, Single)
    return [next(option.id for option in question.options if not option.correct)]


def send(actor: Actor, attempt: Attempt) -> TestResponse:
    """Send a try, whatever has no answer."""
    missing = str(len(attempt.questions))
    return actor.send(f"{ASSESSMENT}/send", attempt=str(attempt.id), unanswered=missing)


def take_assessment(app: Flask, actor: Actor, *, right: bool) -> Attempt:
    """Take a try from its beginning to its result: all right, or nothing answered."""
    attempt = begin(app, actor)
    for number in range(1, len(attempt.questions) + 1) if right else ():
        assert give(app, actor, attempt, number).status_code == 302
    sent = send(actor, attempt)
    assert sent.status_code == 302
    assert actor.get(sent.location).status_code == 200
    return attempt


def answers(app: Flask) -> list[Answer]:
    """Return every answer that is kept."""
    with parts_of(app).database.read() as session:
        return list(session.scalars(select(Answer)).all())


def way_on(actor: Actor) -> str:
    """Return where the green button of the first page leads."""
    found = re.search(r'class="nhsuk-button[^>]*href="([^"]+)"', actor.get("/learn").text)
    found = found or re.search(r'href="(/learn/[^"]+)"[^>]*nhsuk-button', actor.get("/learn").text)
    assert found
    return found[1]


def result_of(recorded: Recorded) -> dict[str, object]:
    """Return a statement's result."""
    result: dict[str, object] = msgspec.json.decode(recorded.body)["result"]
    return result


def with_review(app: Flask, review: Review) -> None:
    """Let the module say what is shown of a try before a pass."""
    shelf = parts_of(app).shelf
    module = shelf.course.module(SLUG)
    assessment = replace(module.assessment, review=review)
    changed = replace(module, assessment=assessment)
    shelf._course = replace(shelf.course, modules=(changed,))
