"""One card: found for its learner, answered, rated. What is sent twice counts once."""

import datetime as dt
import uuid
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import BadInput, NotFound
from app.learning.answers import Given, given_now
from app.learning.models import Answer
from app.learning.visits import Act
from app.practice.models import PracticeCard
from app.practice.schedule import (
    CHOICES,
    Choice,
    Memory,
    choice_of,
    days_until,
    in_words,
    outcomes,
    practice_day,
    rated,
)
from app.tracking import AnswerGiven
from course.drawing import shown_order
from course.marking import Result, mark
from course.questions import Question, Response

SEEDS = 2**31


def own(session: Session, membership_id: uuid.UUID, card_id: uuid.UUID) -> PracticeCard:
    """Return a card of a learner. Raises NotFound for another's."""
    return _found(session.get(PracticeCard, card_id), membership_id)


def locked(session: Session, membership_id: uuid.UUID, card_id: uuid.UUID) -> PracticeCard:
    """Return a card of a learner, to change it. session: a writing one. Raises NotFound."""
    wanted = select(PracticeCard).where(PracticeCard.id == card_id).with_for_update()
    return _found(session.scalars(wanted).first(), membership_id)


def memory_of(card: PracticeCard) -> Memory:
    """Return what is known of a card's memory."""
    return Memory(card.due, card.state, card.stability, card.difficulty, card.last_review)


def previews(card: PracticeCard, at: dt.datetime) -> tuple[tuple[Choice, str], ...]:
    """Return each rating with when the card would come back."""
    today = practice_day(at)
    after = outcomes(memory_of(card), at)
    told = in_words([days_until(after[choice.value], today) for choice in CHOICES])
    return tuple(zip(CHOICES, told, strict=True))


def proposed(given: Given) -> Literal["good", "again"]:
    """Return the rating that an answer suggests."""
    return "good" if given.result.success else "again"


def given_to(card: PracticeCard, question: Question) -> Given | None:
    """Return the answer that waits for its rating; none where the question has changed meanwhile."""
    if card.response is None:
        return None
    return given_now(question, Answer(response=card.response))


def order_of(card: PracticeCard, question: Question) -> tuple[str, ...]:
    """Return the order in which to show a question's answers: another one each time."""
    return shown_order(question, (card.id.int + card.turn) % SEEDS)


def answer(
    act: Act, membership_id: uuid.UUID, card_id: uuid.UUID, question: Question, response: Response
) -> Result | None:
    """Keep and tell the answer to a card's question; none where one is kept already.

    It is told as a practice question is, and is no part of any score.
    """
    card = locked(act.session, membership_id, card_id)
    if given_to(card, question) is not None:
        return None
    card.response = list(response)
    marked = mark(question, response)
    given = AnswerGiven(question, response, marked, purpose="practice")
    act.tracker.answered(act.module, given, act.at)
    return marked


def rate(card: PracticeCard, value: str, turn: int, at: dt.datetime) -> bool:
    """Take a rating; say whether it counted. card: locked; turn: the one that the form was made for.

    Raises BadInput where no such rating is offered.
    """
    choice = choice_of(value)
    if choice is None:
        raise BadInput("There is no such answer. Choose one of the four buttons below the card.")
    if card.turn != turn:
        return False
    memory = rated(memory_of(card), choice, at)
    card.state, card.stability, card.difficulty = memory.state, memory.stability, memory.difficulty
    card.due, card.last_review = memory.due, memory.last_review
    card.turn += 1
    card.response = None
    return True


def _found(card: PracticeCard | None, membership_id: uuid.UUID) -> PracticeCard:
    if card is None or card.membership_id != membership_id:
        raise NotFound("There is no such card of yours.")
    return card
