"""What was released stays what it was: a question that becomes another one is noticed."""

from pathlib import Path

import pytest

from course.reader import check_course
from course.release import FILE, release_of, write_release
from tests.course.course_files import (
    FIRST_QUESTIONS_FILE,
    NIGHT_QUESTIONS_FILE,
    TODAY,
    read,
    write_course,
)
from tests.course.talk_files import TALK_FILE, WHOLE

NIGHT = NIGHT_QUESTIONS_FILE
FIRST = FIRST_QUESTIONS_FILE


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a course of which the module has been released."""
    folder = write_course(tmp_path, WHOLE)
    course, mistakes = read(folder)
    assert mistakes == []
    write_release(folder / "small", release_of(course.module("small")))
    return folder


def change(root: Path, file: str, old: str, new: str) -> None:
    """Change a file of the course."""
    text = (root / file).read_text()
    assert old in text
    (root / file).write_text(text.replace(old, new, 1))


def test_what_has_not_changed_is_no_mistake(root: Path) -> None:
    assert read(root)[1] == []


MEANING = {
    "another option": (
        *(FIRST, "text: This\n      correct: yes", "text: This"),
        f"modules/{FIRST}:1: another answer of 'fd-one' is right than in version 1.0.0",
    ),
    "the opposite": (
        *(NIGHT, "answer: true", "answer: false"),
        f"modules/{NIGHT}:1: another answer of 'ni-a-one' is right than in version 1.0.0",
    ),
    "another number": (
        *(FIRST, "answer: 30", "answer: 31"),
        f"modules/{FIRST}:26: another answer of 'fd-a-one' is right than in version 1.0.0",
    ),
    "another target": (
        *(FIRST, 'target: "1"', 'target: "2"'),
        f"modules/{FIRST}:15: another answer of 'fd-two' is right than in version 1.0.0",
    ),
}


@pytest.mark.parametrize("name", MEANING)
def test_another_right_answer_needs_a_new_id(name: str, root: Path) -> None:
    file, old, new, told = MEANING[name]
    change(root, file, old, new)
    if name == "another option":
        change(root, file, "text: That", "text: That\n      correct: yes")
    _, mistakes = read(root)
    assert mistakes == [f"{told}; give it a new id, and add that to index.yaml"]


def test_another_type_needs_a_new_id(root: Path) -> None:
    change(root, NIGHT, "  type: true-false\n", "  type: fill-in\n")
    change(root, NIGHT, "  answer: true\n", "  accept: [so]\n")
    change(root, NIGHT, "    true: Yes.\n    false: No.\n", "    right: Yes.\n    wrong: No.\n")
    _, mistakes = read(root)
    assert mistakes == [
        f"modules/{NIGHT}:1: 'ni-a-one' was of type 'true-false' in version 1.0.0; "
        "give it a new id, and add that to index.yaml"
    ]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (FIRST, "stem: What is right?", "stem: What is right here?"),
        (FIRST, "tolerance: 0.5", "tolerance: 1"),
        (TALK_FILE, "empathy: 2, clarity: 2, safety: 2", "empathy: 2, clarity: 1, safety: 2"),
    ],
)
def test_a_correction_needs_none(file: str, old: str, new: str, root: Path) -> None:
    change(root, file, old, new)
    checked = check_course(root, TODAY)
    assert checked.mistakes == ()
    assert not any("reads like another" in each.what for each in checked.advice)


def test_a_stem_that_is_written_anew_is_asked_about(root: Path) -> None:
    change(root, NIGHT, "stem: It is so.", "stem: Nurses may prescribe every medicine they like.")
    checked = check_course(root, TODAY)
    assert checked.mistakes == ()
    what = "'ni-a-one' reads like another question than in version 1.0.0"
    assert any(each.what == what for each in checked.advice)


def test_a_file_that_somebody_changed_is_told(root: Path) -> None:
    (root / "small" / FILE).write_text("{}")
    _, mistakes = read(root)
    assert mistakes == [
        f"modules/small/{FILE}:1: the file is not as it was written; "
        "take it back from the last release"
    ]
