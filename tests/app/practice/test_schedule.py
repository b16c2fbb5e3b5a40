"""When a card comes back, and which cards a day holds."""

import datetime as dt
from itertools import product

import pytest

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
from app.practice.schedule import (
    CHOICES,
    Memory,
    days_until,
    in_words,
    outcomes,
    practice_day,
    rated,
)

NOON = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)
A_DAY = dt.timedelta(days=1)
AGAIN, HARD, GOOD, EASY = CHOICES
A_YEAR = 365


def told(memory: Memory, at: dt.datetime) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return what the four buttons say, as days and in words."""
    days = tuple(days_until(each, practice_day(at)) for each in outcomes(memory, at).values())
    return days, in_words(days)


def test_what_was_not_known_comes_tomorrow_and_what_was_known_comes_later_and_later() -> None:
    memory, gaps = Memory(NOON), []
    for _ in range(4):
        at = max(memory.due, NOON)
        memory = rated(memory, GOOD, at)
        gaps.append((memory.due - at).days)
    assert gaps == sorted(gaps) and len(set(gaps)) == len(gaps)
    assert told(memory, memory.due)[1][0] == "tomorrow"


@pytest.mark.parametrize("hour", [0, 3, 4, 12, 18, 23])
def test_each_rating_tells_another_future_in_every_hour_and_over_the_end_of_summer_time(
    hour: int,
) -> None:
    begin = dt.datetime(2026, 10, 22, hour, 30, tzinfo=dt.UTC)
    for ratings in product(CHOICES, repeat=3):
        memory, at = Memory(begin), begin
        for choice in ratings:
            days, words = told(memory, at)
            assert days[0] == 1
            assert list(days) == sorted(set(days)) or A_YEAR in days
            assert len(set(words)) == len(set(days)), (days, words)
            memory = rated(memory, choice, at)
            at = memory.due


def test_a_new_card_says_four_different_days() -> None:
    evening = dt.datetime(2026, 11, 29, 18, tzinfo=dt.UTC)
    assert told(Memory(evening), evening)[1] == ("tomorrow", "in 2 days", "in 3 days", "in 8 days")


def test_what_a_button_says_is_what_happens() -> None:
    at, memory = NOON, rated(Memory(NOON), GOOD, NOON)
    for choice, after in zip(CHOICES, outcomes(memory, at).values(), strict=True):
        assert rated(memory, choice, at) == after


def test_a_clock_that_was_set_back_breaks_nothing() -> None:
    later = rated(Memory(NOON), GOOD, NOON)
    again = rated(later, GOOD, NOON - 5 * A_DAY)
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
    assert in_words([days_until(Memory(NOON + days * A_DAY), practice_day(NOON))]) == (words,)


def test_different_days_are_told_as_finely_as_it_takes() -> None:
    assert in_words([1, 18, 20, 40]) == ("tomorrow", "in 18 days", "in 20 days", "in 6 weeks")
    assert in_words([1, 62, 70, 180]) == ("tomorrow", "in 9 weeks", "in 10 weeks", "in 6 months")
    assert in_words([1, 365, 365]) == ("tomorrow", "in a year", "in a year")


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
