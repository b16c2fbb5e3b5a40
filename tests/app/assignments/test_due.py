"""Days by which something is due, in words and in their form."""

import datetime as dt

import pytest
from werkzeug.datastructures import MultiDict

from app.assignments.due import due_words
from app.assignments.forms import DueForm
from tests.app.day_inputs import sent

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
    ("due", "sentence"),
    [
        (dt.date(2026, 11, 28), "This day is over. Choose today or a later day."),
        (dt.date(2030, 1, 1), "Choose a day within the next 3 years."),
        (dt.date(2029, 12, 31), ""),
        (TODAY, ""),
    ],
)
def test_a_day_that_is_over_or_years_away_is_told(due: dt.date, sentence: str) -> None:
    form = DueForm(MultiDict(sent("due", due)), on=TODAY)
    assert form.validate() == (not sentence)
    assert list(form.due.errors) == ([sentence] if sentence else [])


def test_the_hint_names_a_day_that_can_be_entered() -> None:
    assert "such as 13 12 2026." in DueForm(on=TODAY).hint
