"""A learner who practises: cards as the database has them, and pages as they are met."""

import datetime as dt
import re

from flask import Flask
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from app.practice.models import PracticeCard, PracticeDay
from tests.app.actors import Actor
from tests.app.learning.walking import parts_of

CARD = re.compile(r"/practice/cards/([0-9a-f-]{36})")
TURN = re.compile(r'name="turn" value="(\d+)"')


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
