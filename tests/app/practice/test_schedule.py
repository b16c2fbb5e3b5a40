"""When a card comes back, and which cards a day holds."""

import datetime as dt

import pytest
from fsrs import Rating

from app.practice.planning import (
    MOST_CARDS,
    MOST_NEW,
    MOST_SECONDS,
    Key,
    Waiting,
    alternated,
    plan,
    seconds,
    whole_minutes,
)
from app.practice.schedule import CHOICES, Memory, comes_back, practice_day, rated

NOON = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)
A_DAY = dt.timedelta(days=1)


def test_what_was_not_known_comes_tomorrow_and_what_was_known_comes_later_and_later() -> None:
    memory, gaps = Memory(NOON), []
    for _ in range(4):
        at = max(memory.due, NOON)
        memory = rated(memory, Rating.Good, at)
        gaps.append((memory.due - at).days)
    assert gaps == sorted(gaps) and len(set(gaps)) == len(gaps)
    assert (
        comes_back(rated(memory, Rating.Again, memory.due), practice_day(memory.due)) == "tomorrow"
    )


def test_each_rating_lets_a_new_card_rest_as_long_as_the_one_before_or_longer() -> None:
    rests = [rated(Memory(NOON), choice.rating, NOON).due for choice in CHOICES]
    assert rests == sorted(rests)
    assert rests[0] >= NOON + A_DAY


def test_a_clock_that_was_set_back_breaks_nothing() -> None:
    later = rated(Memory(NOON), Rating.Good, NOON)
    again = rated(later, Rating.Good, NOON - 5 * A_DAY)
    assert again.last_review == NOON


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (dt.datetime(2026, 11, 30, 23, 30, tzinfo=dt.UTC), dt.date(2026, 11, 30)),
        (dt.datetime(2026, 12, 1, 3, 59, tzinfo=dt.UTC), dt.date(2026, 11, 30)),
        (dt.datetime(2026, 12, 1, 4, 0, tzinfo=dt.UTC), dt.date(2026, 12, 1)),
        (dt.datetime(2026, 7, 1, 2, 59, tzinfo=dt.UTC), dt.date(2026, 6, 30)),  # summer time
        (dt.datetime(2026, 7, 1, 3, 0, tzinfo=dt.UTC), dt.date(2026, 7, 1)),
    ],
)
def test_a_night_shift_is_one_day(moment: dt.datetime, day: dt.date) -> None:
    assert practice_day(moment) == day


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "tomorrow"),
        (1, "tomorrow"),
        (2, "in 2 days"),
        (13, "in 13 days"),
        (14, "in 2 weeks"),
        (60, "in 2 months"),
        (365, "in a year"),
    ],
)
def test_when_it_comes_back_is_said_in_words(days: int, words: str) -> None:
    assert comes_back(Memory(NOON + days * A_DAY), practice_day(NOON)) == words


def key(item: str, kind: str = "term") -> Key:
    return Key("culture", "question" if kind == "question" else "term", item)


def test_after_a_holiday_a_day_is_no_longer_than_before_it() -> None:
    waiting = [Waiting(key(str(n)), NOON - n * A_DAY) for n in range(80)]
    taken = plan(waiting, [key("new")])
    assert len(taken) == MOST_CARDS
    assert taken[0] == key("79"), "what has waited longest comes first"


def test_a_day_takes_about_five_minutes_at_most() -> None:
    waiting = [Waiting(key(str(n), "question"), NOON) for n in range(20)]
    taken = plan(waiting, ())
    assert 0 < seconds(taken) <= MOST_SECONDS
    assert whole_minutes(taken) == 5


def test_new_cards_come_a_few_a_day_and_after_those_that_are_due() -> None:
    fresh = [key(f"new-{n}") for n in range(30)]
    taken = plan([Waiting(key("due"), NOON)], fresh)
    assert taken == (key("due"), *fresh[:MOST_NEW])


def test_questions_and_terms_take_turns() -> None:
    questions, terms = [key("q1", "question")], [key("t1"), key("t2")]
    assert alternated(questions, terms) == (questions[0], terms[0], terms[1])
