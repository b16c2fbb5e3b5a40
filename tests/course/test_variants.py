"""Topics in other words: each stands for its original, and falls back to it."""

import datetime as dt
from pathlib import Path

import pytest

from course.model import Course
from course.reader import check_course, read_course
from tests.course.course_files import GOOD, TODAY, write_course

CYMRAEG = """\
---
title: Nos
summary: Pwy sydd yno.
checked: 2026-11-24
of_version: 1.0.0
language: cy
---
Cysgwch pan fedrwch. Ffoniwch [[local: crash_number]].
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give the folder of the small course."""
    return write_course(tmp_path, GOOD)


def read_with(root: Path, files: dict[str, str]) -> tuple[Course, list[str]]:
    """Return the course read with a variant of these files, and the mistakes as lines."""
    variant = root.parent / "cy"
    for name, text in files.items():
        path = variant / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    course, mistakes = read_course(root, TODAY, variant)
    return course, [str(mistake) for mistake in mistakes]


def test_a_topic_stands_for_its_original_and_the_others_stay(root: Path) -> None:
    original, _ = read_course(root, TODAY)
    course, mistakes = read_with(root, {"small/night.md": CYMRAEG})
    assert mistakes == []
    night, before = course.module("small").topic("night"), original.module("small").topic("night")
    assert (night.title, night.language, night.checked) == ("Nos", "cy", dt.date(2026, 11, 24))
    assert "Cysgwch" in night.body
    assert (night.objectives, night.sources) == (before.objectives, before.sources)
    assert course.module("small").topic("first-day") == original.module("small").topic("first-day")
    assert course.module("small").questions == original.module("small").questions


BROKEN = {
    "no module": (
        *("smal", CYMRAEG, 1),
        "this stands for no module; name it like the module whose topics it holds; "
        "did you mean 'small'?",
    ),
    "no original": (
        *("small/nigth.md", CYMRAEG, 1),
        "this file stands for no topic; name it like the topic that it stands for; "
        "did you mean 'night'?",
    ),
    "a key that is not a variant's": (
        *("small/night.md", CYMRAEG.replace("language: cy", "objectives: [o1]"), 6),
        "the front matter has no key 'objectives'; "
        "use title, summary, checked, of_version, language or sources",
    ),
    "an unknown local answer": (
        *("small/night.md", CYMRAEG.replace("crash_number", "crash_nummer"), 8),
        "local_answers.yaml has no key 'crash_nummer'; did you mean 'crash_number'?",
    ),
    "no front matter": (
        *("small/night.md", "Nos.\n", 1),
        "the front matter is missing; begin the file with a line '---'",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_variant_with_a_mistake_is_told_and_the_original_is_served(name: str, root: Path) -> None:
    file, text, line, sentence = BROKEN[name]
    original, _ = read_course(root, TODAY)
    course, mistakes = read_with(root, {file: text})
    assert mistakes == [f"cy/{file}:{line}: {sentence}"]
    assert course.modules == original.modules


def test_a_variant_that_leaves_out_a_question_is_told(root: Path) -> None:
    text = CYMRAEG.replace("title: Nos", "title: Dydd")
    course, mistakes = read_with(root, {"small/first-day.md": text})
    assert any("'fd-one' is placed nowhere" in mistake for mistake in mistakes)
    assert course.module("small").topic("first-day").title == "First day"


def test_a_variant_of_an_older_version_is_advised_on(root: Path) -> None:
    read_with(root, {"small/night.md": CYMRAEG.replace("1.0.0", "0.9.0")})
    checked = check_course(root, TODAY, root.parent / "cy")
    assert any(
        str(each) == "cy/small/night.md:5: it was made from version 0.9.0; the module is at 1.0.0; "
        "compare, then change of_version"
        for each in checked.advice
    )
    assert checked.course.module("small").topic("night").title == "Nos"


def test_a_folder_that_is_not_there_is_told_and_the_originals_are_served(root: Path) -> None:
    course, mistakes = read_course(root, TODAY, root.parent / "gd")
    assert [str(mistake) for mistake in mistakes] == [
        "gd:1: the folder of the variant is missing; name the folder that holds its topics"
    ]
    assert course.module("small").topic("night").title == "Night"
