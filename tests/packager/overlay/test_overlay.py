"""An overlay holds only what has been checked, however it is made."""

import datetime as dt

import pytest

from course.local_answers import LocalAnswerGiven
from packager.errors import BadOptions
from packager.overlay import Logo, Overlay, answer_problem, given_today, overlay_files

TODAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2222", ""),
        ("a" * 200, ""),
        ("<script>alert(1)</script>", ""),
        ("", "is empty"),
        (" ", "is empty"),
        ("a" * 201, "has 201 characters; use at most 200"),
        ("two\nlines", "holds line breaks"),
        ("bell\a", "cannot be seen"),
        ("turned\u202eround", "cannot be seen"),
    ],
)
def test_an_answer_is_one_short_line_of_text(text: str, problem: str) -> None:
    assert problem in answer_problem(text) and bool(problem) == bool(answer_problem(text))
    if problem:
        with pytest.raises(BadOptions, match="The answer 'crash_number' "):
            Overlay(local_answers={"crash_number": LocalAnswerGiven(text, TODAY)})


def test_an_answer_that_is_given_loses_what_cannot_be_seen() -> None:
    assert given_today(" two\nlines\u202e ", TODAY) == LocalAnswerGiven("two lines", TODAY)


@pytest.mark.parametrize("name", ["a" * 121, "two\nlines", "bell\a"])
def test_a_name_is_one_short_line(name: str) -> None:
    with pytest.raises(BadOptions, match="organisation's name"):
        Overlay(organisation=name)


def test_a_package_carries_only_what_the_overlay_has() -> None:
    assert overlay_files(Overlay(organisation="Riverside", nation="SCO")) == {}
    files = overlay_files(Overlay(accent="#005eb8", logo=Logo(".svg", b"<svg/>")))
    assert list(files) == ["overlay.css", "logo.svg"] and files["logo.svg"] == b"<svg/>"
