"""Days and times in a form: asked in inputs as everywhere, kept as one text, and shown again as they were typed."""

import re

import pytest

from app.welcome.day_parts import read, shown, typed
from course.welcome_form.model import Part
from tests.app.day_inputs import shown as inputs
from tests.app.welcome.conftest import Pair
from tests.support.html import words_of

DAY, MOMENT = Part("answer", "First day", "date"), Part("when", "Day and time", "moment")
START, MEET = "a.start:-:answer", "a.meet:-:when"


def meeting(day: str, month: str, year: str, time: str) -> dict[str, str]:
    """Return what is sent of the first meeting."""
    return {MEET: day, f"{MEET}-month": month, f"{MEET}-year": year, f"{MEET}-time": time}


def test_a_day_and_a_moment_are_kept_and_shown_in_their_inputs(pair: Pair) -> None:
    start = {START: "3", f"{START}-month": "dec", f"{START}-year": "2026"}
    pair.save(pair.supervisor, "a", **start, **meeting("4", "12", "2026", "2pm"))
    page = pair.supervisor.get(f"{pair.path}/sections/a").text
    assert inputs(page, START) == ("3", "12", "2026")
    assert inputs(page, MEET) == ("4", "12", "2026")
    assert f'name="{MEET}-time"' in page and 'value="14:00"' in page
    read_back = words_of(pair.doctor.get(f"{pair.path}/sections/a").text)
    assert "3 December 2026" in read_back


@pytest.mark.parametrize(
    ("fields", "name", "sentence", "kept"),
    [
        (
            {START: "3", f"{START}-month": "13", f"{START}-year": "2026"},
            f"{START}-month",
            "The month of “First day in this post” must be a number from 1 to 12.",
            ("3", "13", "2026"),
        ),
        (
            {START: "31", f"{START}-month": "2", f"{START}-year": "2026"},
            START,
            "“First day in this post” is no day of the calendar.",
            ("31", "2", "2026"),
        ),
        (
            meeting("4", "12", "2026", "noon"),
            f"{MEET}-time",
            "First meeting: “Day and time” needs a time such as 14:00 or 2pm.",
            ("4", "12", "2026"),
        ),
        (
            meeting("", "", "", "14:00"),
            MEET,
            "First meeting: “Day and time” needs a day, a month and a year too",
            ("", "", ""),
        ),
    ],
)
def test_a_mistake_leads_to_its_input_and_what_was_typed_stays(
    pair: Pair, fields: dict[str, str], name: str, sentence: str, kept: tuple[str, ...]
) -> None:
    head = next(iter(fields))
    versions = {f"{head.rpartition(':')[0]}:version": "0"}
    answer = pair.supervisor.send(f"{pair.path}/sections/a", **versions, **fields)
    assert answer.status_code == 400
    (mistake,) = re.findall(rf'<a href="#{re.escape(name)}">(.*?)</a>', answer.text, re.DOTALL)
    assert mistake.strip().startswith(sentence)
    assert inputs(answer.text, head) == kept
    if time := fields.get(f"{MEET}-time"):
        assert f'value="{time}"' in answer.text
    stands = pair.supervisor.get(f"{pair.path}/sections/a").text
    assert inputs(stands, head) == ("", "", "")


def test_an_emptied_day_is_taken_away(pair: Pair) -> None:
    pair.save(pair.supervisor, "a", **{START: "2026-12-03"})
    assert inputs(pair.supervisor.get(f"{pair.path}/sections/a").text, START)[0] == "3"
    pair.save(pair.supervisor, "a", **{START: "", f"{START}-month": "", f"{START}-year": ""})
    assert inputs(pair.supervisor.get(f"{pair.path}/sections/a").text, START)[0] == ""


@pytest.mark.parametrize(("part", "kept"), [(DAY, "2026-12-03"), (MOMENT, "2026-12-03T14:00")])
def test_what_is_kept_is_read_back_from_the_first_input_alone(part: Part, kept: str) -> None:
    assert read(part, part.label, typed(part, "x", {"x": kept})) == kept


def test_what_is_kept_and_what_was_typed_wrong_are_shown_as_they_are() -> None:
    there = shown(MOMENT, MOMENT.label, "2026-12-03T09:05")
    assert (list(there.texts.values()), there.time, there.wrong_part) == (
        ["3", "12", "2026"],
        "09:05",
        "",
    )
    wrong = shown(MOMENT, MOMENT.label, ("3", "12", "26", "09:05"))
    assert (wrong.texts["year"], wrong.time, wrong.wrong_part) == ("26", "09:05", "year")
    assert not any(shown(DAY, DAY.label, None).texts.values())
