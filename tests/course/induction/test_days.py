"""By which day something is due: vectors."""

import datetime as dt

import pytest

from course.induction.days import add_working_days, due_day
from course.induction.model import Due

MONDAY = dt.date(2026, 11, 30)
FRIDAY = dt.date(2026, 12, 4)
SATURDAY = dt.date(2026, 12, 5)


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (MONDAY, 0, MONDAY),
        (MONDAY, 3, dt.date(2026, 12, 3)),
        (MONDAY, 5, dt.date(2026, 12, 7)),
        (MONDAY, 10, dt.date(2026, 12, 14)),
        (FRIDAY, 1, dt.date(2026, 12, 7)),
        (FRIDAY, 3, dt.date(2026, 12, 9)),
        (SATURDAY, 0, dt.date(2026, 12, 7)),
        (SATURDAY, 1, dt.date(2026, 12, 7)),
        (SATURDAY, 6, dt.date(2026, 12, 14)),
        (MONDAY, -1, dt.date(2026, 11, 27)),
        (MONDAY, -5, dt.date(2026, 11, 23)),
        (SATURDAY, -1, FRIDAY),
        (dt.date(2026, 12, 31), 2, dt.date(2027, 1, 4)),
    ],
)
def test_working_days_leave_weekends_out(day: dt.date, number: int, expected: dt.date) -> None:
    assert add_working_days(day, number) == expected


@pytest.mark.parametrize("number", [*range(-25, 0), *range(1, 25)])
def test_a_working_day_is_never_at_a_weekend_and_counts_one_by_one(number: int) -> None:
    for start in (MONDAY, FRIDAY, SATURDAY):
        found = add_working_days(start, number)
        step = 1 if number > 0 else -1
        passed, day = 0, start
        while day != found:
            day += dt.timedelta(days=step)
            passed += day.weekday() < 5
        assert found.weekday() < 5
        assert passed == abs(number)


@pytest.mark.parametrize(
    ("due", "offer", "expected"),
    [
        (Due(-60), None, dt.date(2026, 10, 1)),
        (Due(0), None, MONDAY),
        (Due(5), None, SATURDAY),
        (Due(5, working=True), None, dt.date(2026, 12, 7)),
        (Due(-60, after_offer=3), None, dt.date(2026, 10, 1)),
        (Due(-60, after_offer=3), dt.date(2026, 9, 11), dt.date(2026, 9, 16)),
        (Due(180), dt.date(2026, 9, 11), dt.date(2027, 5, 29)),
    ],
)
def test_a_day_counts_from_the_first_day_or_from_the_offer(
    due: Due, offer: dt.date | None, expected: dt.date
) -> None:
    assert due_day(due, MONDAY, offer) == expected


def test_every_day_moves_with_the_first_day() -> None:
    later = MONDAY + dt.timedelta(days=14)
    for days in (-60, 0, 7, 180):
        moved = due_day(Due(days), later) - due_day(Due(days), MONDAY)
        assert moved == dt.timedelta(days=14)
