"""Days by which something is due: in words, and out of three fields."""

import datetime as dt

import pytest

from app.assignments.due import WrongDayError, due_words, read_day

TODAY = dt.date(2026, 11, 29)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (dt.date(2026, 12, 3), "due 3 December"),
        (dt.date(2026, 11, 30), "due tomorrow"),
        (TODAY, "due today"),
        (dt.date(2026, 11, 28), "1 day late"),
        (dt.date(2026, 11, 20), "9 days late"),
        (dt.date(2027, 11, 20), "due 20 November 2027"),
        (None, "no date"),
    ],
)
def test_a_day_reads_as_people_say_it(due: dt.date | None, words: str) -> None:
    assert due_words(due, TODAY) == words


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        (("3", "12", "2026"), dt.date(2026, 12, 3)),
        ((" 03", "Dec ", "2026"), dt.date(2026, 12, 3)),
        (("29", "november", "2026"), TODAY),
        (("", " ", ""), None),
    ],
)
def test_three_fields_are_a_day(fields: tuple[str, str, str], day: dt.date | None) -> None:
    assert read_day(*fields, TODAY) == day


@pytest.mark.parametrize(
    ("fields", "part", "word"),
    [
        (("", "12", "2026"), "day", "needs a day"),
        (("3", "", "2026"), "month", "needs a month"),
        (("31", "2", "2027"), "day", "no such day"),
        (("x", "2", "2027"), "day", "no such day"),
        (("٣", "2", "2027"), "day", "no such day"),
        (("3", "13", "2026"), "month", "from 1 to 12"),
        (("3", "m", "2026"), "month", "from 1 to 12"),
        (("3", "12", "26"), "year", "four figures"),
        (("28", "11", "2026"), "day", "over"),
        (("3", "12", "2036"), "year", "next 3 years"),
    ],
)
def test_what_is_no_day_is_told_at_its_part(
    fields: tuple[str, str, str], part: str, word: str
) -> None:
    with pytest.raises(WrongDayError, match=word) as wrong:
        read_day(*fields, TODAY)
    assert wrong.value.part == part
