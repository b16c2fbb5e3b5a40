"""When a card comes back: the memory model of FSRS, and days as a doctor on nights lives them. Pure.

The steps of learning are days, not minutes: a card is asked once a day at most, and what was not known comes
tomorrow.
"""

import datetime as dt
from typing import Final

from fsrs import Card, Rating, Scheduler, State
from msgspec import Struct

from app.wording import LONDON, counted

A_DAY: Final = dt.timedelta(days=1)
DAY_BEGINS: Final = dt.timedelta(hours=4)
"""Before four in the morning it is still the day before: a night shift is one day."""

_SCHEDULER: Final = Scheduler(
    learning_steps=(A_DAY,),
    relearning_steps=(A_DAY,),
    maximum_interval=365,
    enable_fuzzing=False,  # what a button says is what happens
)


class Choice(Struct, frozen=True):
    """A rating that a learner gives. value: as a form sends it."""

    value: str
    words: str
    rating: Rating


CHOICES: Final = (
    Choice("again", "I did not know", Rating.Again),
    Choice("hard", "Just about", Rating.Hard),
    Choice("good", "I knew it", Rating.Good),
    Choice("easy", "At once", Rating.Easy),
)


class Memory(Struct, frozen=True):
    """What is known of a memory, as ``fsrs.Card`` keeps it. stability: days; difficulty: 1 to 10."""

    due: dt.datetime
    state: int = State.Learning.value
    stability: float | None = None
    difficulty: float | None = None
    last_review: dt.datetime | None = None


def choice_of(value: str) -> Choice | None:
    """Return the rating that a form sent; none where there is no such."""
    return next((choice for choice in CHOICES if choice.value == value), None)


def rated(memory: Memory, rating: Rating, at: dt.datetime) -> Memory:
    """Return the memory after a rating. at: now.

    A clock that was set back does not make the last review lie in the future.
    """
    at = max(at, memory.last_review or at).astimezone(dt.UTC)
    state = State(memory.state)
    card = Card(
        card_id=1,
        state=state,
        step=None if state is State.Review else 0,  # there is but one step
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due,
        last_review=memory.last_review,
    )
    after, _ = _SCHEDULER.review_card(card, rating, at)
    return Memory(after.due, after.state.value, after.stability, after.difficulty, at)


def practice_day(moment: dt.datetime) -> dt.date:
    """Return the day to which a moment belongs, in the United Kingdom, from four in the morning."""
    return (moment.astimezone(LONDON).replace(tzinfo=None) - DAY_BEGINS).date()


def comes_back(memory: Memory, today: dt.date) -> str:
    """Return when a card comes back, in words: ``tomorrow``, ``in 3 weeks``."""
    days = (practice_day(memory.due) - today).days
    if days <= 1:
        return "tomorrow"
    if days < 14:
        return f"in {counted(days, 'day')}"
    if days < 60:
        return f"in {counted(round(days / 7), 'week')}"
    return f"in {counted(round(days / 30.4), 'month')}" if days < 360 else "in a year"
