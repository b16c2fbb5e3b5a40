"""What a trust has answered: listed for the learner by module, and asked of the trust by group."""

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from course.local_answers import ANSWER_GROUPS, LocalAnswerGiven, asked_of, given_in
from course.model import AnswerGroup, Card, LocalAnswer
from course.reader import read_course
from course.render import Renderer
from tests.packager.sample_course import sample_course

DAY = dt.date(2026, 11, 25)
MODULES = Path(__file__).parents[2] / "modules"


def test_a_module_lists_the_answers_that_it_shows_and_that_were_given(tmp_path: Path) -> None:
    asked = {
        "library": LocalAnswer("library", "Library", group="people"),
        "unused": LocalAnswer("unused", "Unused", group="help"),
        "crash_number": LocalAnswer("crash_number", "Crash team", group="help"),
        "open": LocalAnswer("open", "Not given", group="help"),
    }
    course = msgspec.structs.replace(sample_course(tmp_path), local_answers=asked)
    module = msgspec.structs.replace(
        course.module("sample"), card=Card("Card", "[[local: library]], [[local: open]]")
    )
    given = {
        key: LocalAnswerGiven(key.upper(), DAY) for key in ("library", "unused", "crash_number")
    }
    rows = given_in(course, module, given)
    assert [(row.label, row.text) for row in rows] == [
        ("Crash team", "CRASH_NUMBER"),
        ("Library", "LIBRARY"),
    ]
    assert given_in(course, module, {}) == ()


def test_every_group_has_a_name_and_every_answer_of_the_course_a_group() -> None:
    assert tuple(ANSWER_GROUPS) == get_args(AnswerGroup)
    course, _ = read_course(MODULES)
    counts = Counter(each.group for each in course.local_answers.values())
    assert counts["other"] == 0
    assert all(5 <= counts[group] <= 20 for group in ANSWER_GROUPS if group != "other")
    assert sum(len(asked_of(course, group)) for group in ANSWER_GROUPS) == len(course.local_answers)


def test_every_answer_that_is_asked_for_has_a_place_in_a_topic() -> None:
    course, _ = read_course(MODULES)
    given = {key: LocalAnswerGiven(key, DAY) for key in course.local_answers}
    shown = {row.text for module in course.modules for row in given_in(course, module, given)}
    assert shown == set(course.local_answers)


@pytest.mark.parametrize(("other_day", "times"), [(DAY, 0), (dt.date(2026, 11, 26), 2)])
def test_a_card_leaves_the_day_to_the_list_where_all_are_of_one_day(
    tmp_path: Path, other_day: dt.date, times: int
) -> None:
    asked = {key: LocalAnswer(key, key, group="people") for key in ("library", "gym")}
    body = "Books: [[local: library]]. Sport: [[local: gym]]."
    course = msgspec.structs.replace(sample_course(tmp_path), local_answers=asked)
    module = msgspec.structs.replace(course.module("sample"), card=Card("Card", body))
    given = {
        "library": LocalAnswerGiven("ext. 1", DAY),
        "gym": LocalAnswerGiven("ext. 2", other_day),
    }
    renderer = Renderer(
        course, local_answers=given, image_url=lambda _, path: path, topic_url=lambda _, t: t.slug
    )
    assert renderer.card(module).count("given by your trust") == times
    assert ("Given by your trust on" in renderer.local_answers(module)) is (times == 0)
