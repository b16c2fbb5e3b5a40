"""The course's arrangement: parts in their order, and each mistake in ``course.yaml``."""

from pathlib import Path

import pytest

from course.model import CoursePart
from tests.course.course_files import GOOD, read, write_course

FILE = "course.yaml"
PARTS = """\
title: First Shift
parts:
  - title: The core
    summary: For everybody.
    audience: learners
    core: yes
    modules: [small]
  - title: For supervisors
    summary: For you.
    audience: supervisors
    modules: [other]
"""
OTHER = {
    name.replace("small/", "other/"): text
    for name, text in GOOD.items()
    if name.startswith("small/")
}
TWO = {**GOOD, **OTHER, FILE: PARTS}


def test_modules_stand_in_the_order_of_the_parts(tmp_path: Path) -> None:
    course, mistakes = read(write_course(tmp_path, TWO))
    assert mistakes == []
    assert course.title == "First Shift"
    assert [module.slug for module in course.modules] == ["small", "other"]
    assert course.parts[0] == CoursePart(
        "The core", "For everybody.", "learners", ("small",), core=True
    )
    assert [module.slug for module in course.for_audience("learners")] == ["small"]
    assert [module.slug for module in course.for_audience("supervisors")] == ["other"]


def test_without_the_file_all_modules_are_for_learners(tmp_path: Path) -> None:
    course, mistakes = read(write_course(tmp_path, {**TWO, FILE: None}))
    assert mistakes == []
    assert [module.slug for module in course.for_audience("learners")] == ["other", "small"]


MISTAKES = {
    "module unknown": (
        *("modules: [small]", "modules: [small, smal]", 7),
        "no module is called 'smal'; did you mean 'small'?",
    ),
    "module in two parts": (
        *("modules: [other]", "modules: [other, small]", 11),
        "the module 'small' stands in two parts; name it once",
    ),
    "audience unknown": (
        *("audience: learners", "audience: learner", 5),
        "unknown audience 'learner'; did you mean 'learners'? (use learners or supervisors)",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_line_and_takes_no_module_away(name: str, tmp_path: Path) -> None:
    old, new, line, sentence = MISTAKES[name]
    course, mistakes = read(write_course(tmp_path, {**TWO, FILE: PARTS.replace(old, new)}))
    assert mistakes == [f"modules/{FILE}:{line}: {sentence}"]
    assert {module.slug for module in course.modules} == {"small", "other"}


def test_a_module_that_stands_in_no_part_is_told_and_not_served(tmp_path: Path) -> None:
    text = PARTS.replace("[other]", "[small]").replace(
        "modules: [small]\n  - ", "modules: [x]\n  - "
    )
    course, mistakes = read(write_course(tmp_path, {**TWO, FILE: text}))
    assert f"modules/{FILE}:2: the module 'other' stands in no part; name it in one" in mistakes
    assert [module.slug for module in course.modules] == ["small"]
