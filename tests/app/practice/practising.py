"""A learner who practises: cards as the database has them, and pages as they are met."""

import datetime as dt
import re

from flask import Flask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from app.learning.models import Answer, Attempt, Enrolment
from app.practice.models import PracticeCard, PracticeDay
from course.questions import Single
from tests.app.actors import Actor
from tests.app.learning.walking import SLUG, module_of, parts_of
from tests.app.trust import Trust

CARD = re.compile(r"/practice/cards/([0-9a-f-]{36})")
TURN = re.compile(r'name="turn" value="(\d+)"')


def sit(app: Flask, trust: Trust, *, right: bool) -> None:
    """Let the learner have sent an assessment of single choices: all right, or nothing answered."""
    module = module_of(app)
    asked = [q.id for q in module.of_purpose("assessment") if isinstance(q, Single)][:3]
    moment = dt.datetime.now(dt.UTC) - dt.timedelta(days=2)
    with parts_of(app).database.write() as session:
        enrolment = Enrolment(
            organisation_id=trust.organisation,
            membership_id=trust.members["learner"],
            module=SLUG,
            made=moment,
        )
        session.add(enrolment)
        session.flush()
        attempt = Attempt(
            organisation_id=trust.organisation,
            enrolment_id=enrolment.id,
            purpose="assessment",
            number=1,
            seed=1,
            questions=asked,
            module_version=module.version,
            started=moment,
            finished=moment,
            score=100.0 if right else 0.0,
            passed=right,
        )
        session.add(attempt)
        session.flush()
        for question in asked if right else ():
            session.add(
                Answer(
                    organisation_id=trust.organisation,
                    key=attempt.id,
                    enrolment_id=enrolment.id,
                    attempt_id=attempt.id,
                    question=question,
                    module_version=module.version,
                    response=["a"],
                    success=True,
                    scaled=1.0,
                )
            )


def cards(app: Flask) -> list[PracticeCard]:
    """Return every card."""
    with parts_of(app).database.read() as session:
        return list(session.scalars(select(PracticeCard).order_by(PracticeCard.made)).all())


def next_card(actor: Actor) -> str:
    """Return the address of the card that comes now; empty where none is left."""
    answer = actor.get("/practice/today")
    assert answer.status_code == 302
    found = CARD.search(answer.location)
    return found[0] if found else ""


def start(actor: Actor) -> str:
    """Begin the day, and return the address of its first card."""
    assert actor.send("/practice/start").status_code == 302
    return next_card(actor)


def rate(actor: Actor, card: str, rating: str = "good", turn: int | None = None) -> TestResponse:
    """Rate a card. turn: as the page says, unless another one is named."""
    if turn is None:
        found = TURN.search(actor.get(f"{card}/answer").text)
        assert found, "the card does not ask for a rating"
        turn = int(found[1])
    return actor.send(f"{card}/rating", rating=rating, turn=str(turn))


def let_days_pass(app: Flask, days: int) -> None:
    """Move everything that is kept of practice into the past."""
    gap = dt.timedelta(days=days)
    with parts_of(app).database.write() as session:
        for card in session.scalars(select(PracticeCard)):
            card.due -= gap
            if card.last_review is not None:
                card.last_review -= gap
        session.execute(update(PracticeDay).values(day=dt.date(2020, 1, 1)))
