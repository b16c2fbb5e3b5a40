"""When a mail is due: by the clock of the United Kingdom, and never twice close together."""

import datetime as dt

import pytest

from app.reminders.when import period


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("moment", "weekday", "expected"),
    [
        ("2026-12-07T06:59", 0, None),  # Monday, too early
        ("2026-12-07T07:00", 0, "2026-W50"),
        ("2026-12-09T23:30", 0, "2026-W50"),  # the machine had been off
        ("2026-12-10T08:00", 0, None),  # too late for this week
        ("2026-12-11T08:00", 4, "2026-W50"),
        ("2026-12-14T08:00", 5, "2026-W50"),  # of Saturday, and not of the new week
        ("2027-01-03T08:00", 6, "2026-W53"),
        # In summer seven in the morning is six by UTC; on the night of the change too.
        ("2026-07-06T06:00", 0, "2026-W28"),
        ("2026-07-06T05:59", 0, None),
        ("2026-03-29T06:00", 6, "2026-W13"),
        ("2026-10-25T06:59", 6, None),
        ("2026-10-25T07:00", 6, "2026-W43"),
        # A day begins in the United Kingdom an hour before it does by UTC.
        ("2026-07-08T23:30", 0, None),
    ],
)
def test_a_week(moment: str, weekday: int, expected: str | None) -> None:
    assert period("week", weekday, at(moment)) == expected


@pytest.mark.parametrize(
    ("moment", "weekday", "expected"),
    [
        ("2026-12-07T08:00", 0, "2026-12"),
        ("2026-12-09T08:00", 0, "2026-12"),
        ("2026-12-14T08:00", 0, None),  # a Monday, and not the first
        ("2026-12-01T08:00", 0, None),  # the Monday before was of November, and not its first
        ("2026-12-01T08:00", 1, "2026-12"),
    ],
)
def test_a_month(moment: str, weekday: int, expected: str | None) -> None:
    assert period("month", weekday, at(moment)) == expected
