"""Days as people type them: in three inputs, as one text, and every page asks for them in one way."""

import datetime as dt
import re
from pathlib import Path
from typing import Final

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

import app
from app.day_field import DayField
from app.days import WrongDayError, day_of, read_day, sent_texts, time_of
from app.forms import error_list, words_of_address
from tests.app.actors import Actor
from tests.app.day_inputs import shown

ROOT: Final = Path(app.__file__).parent
PICKERS: Final = re.compile(
    r"""["']?type["']?\s*[=:]\s*["'](date|datetime-local|month|time|week)["']"""
)


class OneDay(Form):
    """A form of one day."""

    day = DayField("First day (optional)")


def of(day: str, month: str, year: str) -> dict[str, str]:
    return {"day": day, "month": month, "year": year}


@pytest.mark.parametrize(
    ("texts", "day"),
    [
        (of("3", "12", "2026"), dt.date(2026, 12, 3)),
        (of("03", "Dec", "2026"), dt.date(2026, 12, 3)),
        (of("29", "november", "2026"), dt.date(2026, 11, 29)),
        (of("", "", ""), None),
    ],
)
def test_three_texts_are_a_day(texts: dict[str, str], day: dt.date | None) -> None:
    assert day_of(texts, "By when? (optional)") == day


@pytest.mark.parametrize(
    ("texts", "part", "sentence"),
    [
        (of("", "12", "2026"), "day", "“By when?” needs a day too"),
        (of("3", "", "2026"), "month", "“By when?” needs a month too"),
        (of("3", "12", ""), "year", "“By when?” needs a year too"),
        (of("3", "", ""), "", "“By when?” needs a month and a year too"),
        (of("soon", "", ""), "", "“By when?” is no day of the calendar"),
        (of("31", "2", "2027"), "", "“By when?” is no day of the calendar"),
        (of("x", "2", "2027"), "day", "The day of “By when?” must be a number"),
        (of("٣", "2", "2027"), "day", "The day of “By when?” must be a number"),
        (of("3", "13", "2026"), "month", "The month of “By when?” must be a number from 1 to 12"),
        (of("3", "m", "2026"), "month", "The month of “By when?” must be a number from 1 to 12"),
        (of("3", "ju", "2026"), "month", "The month of “By when?” must be a number from 1 to 12"),
        (of("3", "12", "26"), "year", "The year of “By when?” must be written with four figures"),
        (of("3", "12", "1949"), "year", "The year of “By when?” must be from 1950 to 2099"),
        (of("3", "12", "2100"), "year", "The year of “By when?” must be from 1950 to 2099"),
    ],
)
def test_what_is_no_day_is_told_at_its_part_by_the_name_of_the_field(
    texts: dict[str, str], part: str, sentence: str
) -> None:
    with pytest.raises(WrongDayError) as wrong:
        day_of(texts, "By when? (optional)")
    assert (wrong.value.part, str(wrong.value)[: len(sentence)]) == (part, sentence)


@pytest.mark.parametrize(
    "whole", ["2026-12-03", "3/12/2026", "3 Dec 2026", " 03.12.2026 ", "3 december 2026"]
)
def test_the_first_input_alone_takes_a_whole_day(whole: str) -> None:
    assert sent_texts({"on": whole}, "on") == of("3", "12", "2026")
    assert read_day(whole) == dt.date(2026, 12, 3)


def test_a_whole_day_beside_other_parts_is_not_guessed_at() -> None:
    beside = {"on": "2026-12-03", "on-month": "5"}
    assert sent_texts(beside, "on") == of("2026-12-03", "5", "")


@pytest.mark.parametrize(
    ("text", "time"),
    [
        *(("14:00", "14:00"), ("1400", "14:00"), ("9.30", "09:30"), ("930", "09:30")),
        *(("2pm", "14:00"), ("2:15 PM", "14:15"), ("12am", "00:00"), ("12 pm", "12:00")),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, time: str) -> None:
    assert f"{time_of(text, 'When'):%H:%M}" == time


@pytest.mark.parametrize("text", ["", "14", "24:00", "9:60", "13pm", "0am", "noon", "٩:30"])
def test_what_is_no_time_is_told(text: str) -> None:
    with pytest.raises(WrongDayError, match="“When” needs a time such as 14:00 or 2pm") as wrong:
        time_of(text, "When")
    assert wrong.value.part == "time"


@pytest.mark.parametrize(
    ("sent", "place"),
    [
        ({"day": "3", "day-month": "13", "day-year": "2026"}, "#day-month"),
        ({"day": "3", "day-month": "12", "day-year": "26"}, "#day-year"),
        ({"day": "31", "day-month": "2", "day-year": "2026"}, "#day"),
    ],
)
def test_the_summary_leads_to_the_input_that_is_to_be_mended(
    sent: dict[str, str], place: str
) -> None:
    form = OneDay(MultiDict(sent))
    assert not form.validate()
    assert [each["href"] for each in error_list(form)] == [place]
    assert list(form.day.texts.values()) == list(sent.values())


def test_a_day_out_of_bounds_is_told_shown_again_and_taken_for_none() -> None:
    form = OneDay(MultiDict({"day": "2026-12-03"}))
    form.day.latest = dt.date(2026, 12, 2)
    assert not form.validate() and form.day.data is None
    assert form.day.errors == ["“First day” must not be after 2 December 2026."]
    assert form.day.texts == of("3", "12", "2026")


@pytest.mark.parametrize(
    "sent", [{"day": "2026-12-03"}, {"day": "3", "day-month": "12", "day-year": "2026"}]
)
def test_an_address_tells_a_day_as_one_word(sent: dict[str, str]) -> None:
    form = OneDay(MultiDict(sent))
    assert form.validate()
    assert words_of_address(form, sent) == {"day": "2026-12-03"}


def test_no_page_asks_for_a_day_by_the_browsers_picker() -> None:
    pages = [path for path in ROOT.rglob("*.html") if PICKERS.search(path.read_text())]
    assert pages == []


def test_the_pattern_would_find_one() -> None:
    assert PICKERS.search('<input type="date">') and PICKERS.search('{"type": "datetime-local"}')
    assert not PICKERS.search('{"type": "text"}')


def test_the_inputs_of_a_day_are_one_group_in_the_order_of_reading(as_administrator: Actor) -> None:
    wrong = {"first_day": "3", "first_day-month": "13", "first_day-year": "2026"}
    fields = {"name": "Dr X", "email": "new@alder.example", "roles": ["learner"], **wrong}
    answer = as_administrator.send("/people/add", **fields)
    assert answer.status_code == 400
    assert shown(answer.text, "first_day") == ("3", "13", "2026")
    assert 'href="#first_day-month"' in answer.text
    group = re.search(
        r'<fieldset[^>]*aria-describedby="([^"]+)"(?:(?!</fieldset>).)*first_day-month',
        answer.text,
        re.DOTALL,
    )
    assert group and "first_day-date-error" in group[1].split()
    (marked,) = re.findall(r"<input[^>]*nhsuk-input--error[^>]*>", answer.text)
    assert 'id="first_day-month"' in marked
