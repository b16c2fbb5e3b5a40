"""When a card comes back: the memory model of FSRS, and days as a doctor on nights lives them. Pure.

The steps of learning are days, not minutes: a card is asked once a day at most, and what was not known comes
tomorrow. Each rating lets a card rest at least a day longer than the one below it: a choice between two
buttons that say the same would be none.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from fsrs import Card, Rating, Scheduler, State
from msgspec import Struct, structs

from app.wording import counted, in_london

A_DAY: Final = dt.timedelta(days=1)
AN_HOUR: Final = dt.timedelta(hours=1)
DAY_BEGINS: Final = dt.timedelta(hours=4)
"""Before four in the morning it is still the day before: a night shift is one day."""

_MOST_DAYS: Final = 365

_SCHEDULER: Final = Scheduler(
    learning_steps=(A_DAY,),
    relearning_steps=(A_DAY,),
    maximum_interval=_MOST_DAYS,
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


def outcomes(memory: Memory, at: dt.datetime) -> Mapping[str, Memory]:
    """Return the memory after each rating, by its value, the one that comes back soonest first. at: now.

    A clock that was set back does not make the last review lie in the future.
    """
    at = max(at, memory.last_review or at).astimezone(dt.UTC)
    found: dict[str, Memory] = {}
    least = 1
    for choice in CHOICES:
        after = _resting(_reviewed(memory, choice.rating, at), least, at)
        found[choice.value] = after
        least = min(days_until(after, practice_day(at)) + 1, _MOST_DAYS)
    return found


def rated(memory: Memory, choice: Choice, at: dt.datetime) -> Memory:
    """Return the memory after a rating. at: now."""
    return outcomes(memory, at)[choice.value]


def _resting(memory: Memory, days: int, at: dt.datetime) -> Memory:
    """Return a memory that comes back in so many days at least."""
    day = practice_day(at) + days * A_DAY
    if practice_day(memory.due) >= day:
        return memory
    due = at + days * A_DAY
    # An early hour on the day when summer time ends belongs to the day before.
    return structs.replace(memory, due=due if practice_day(due) >= day else due + AN_HOUR)


def _reviewed(memory: Memory, rating: Rating, at: dt.datetime) -> Memory:
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
    return (in_london(moment).replace(tzinfo=None) - DAY_BEGINS).date()


def days_until(memory: Memory, today: dt.date) -> int:
    """Return in how many days a card comes back, at least one."""
    return max(1, (practice_day(memory.due) - today).days)


def in_words(days: Sequence[int]) -> tuple[str, ...]:
    """Return when each of several cards would come back: ``tomorrow``, ``in 3 weeks``.

    Different days have different words: what is the same in months is told in weeks, or in days.
    """
    told = [_coarsely(each) for each in days]
    for finer in (_weeks, _days):
        often = Counter(words for words, _ in {*zip(told, days, strict=True)})
        told = [
            finer(each) if often[words] > 1 else words
            for words, each in zip(told, days, strict=True)
        ]
    return tuple(told)


def _days(days: int) -> str:
    return "tomorrow" if days <= 1 else f"in {counted(days, 'day')}"


def _weeks(days: int) -> str:
    return _days(days) if days < 14 else f"in {counted(round(days / 7), 'week')}"


def _coarsely(days: int) -> str:
    if days < 60:
        return _weeks(days)
    return f"in {counted(round(days / 30.4), 'month')}" if days < 360 else "in a year"
