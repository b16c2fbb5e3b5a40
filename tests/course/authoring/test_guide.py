"""The guide for authors: every example in it is read without a mistake, and none is out of date."""

import re
from pathlib import Path

import pytest

from course.authoring.examples import example
from course.question_types import QUESTION_TYPES
from course.reader import read_course
from tests.course.course_files import (
    CHANGES_FILE,
    DOOR,
    GOOD,
    INDEX_FILE,
    MODULE_FILE,
    TODAY,
    read,
    write_course,
)

GUIDE = Path(__file__).parents[3] / "docs" / "authoring.md"
BLOCKS: list[tuple[str, str]] = re.findall(
    r"^```(\w+)\n(.*?)^```$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
)
TYPE = re.compile(r"^  type: (\S+)", re.MULTILINE)
ENTRIES = {
    kind: text for _, text in BLOCKS if text.startswith("- id") for kind in TYPE.findall(text)
}


def _one(start: str, language: str) -> str:
    (found,) = [text for kind, text in BLOCKS if kind == language and text.startswith(start)]
    return found


def _course(tmp_path: Path, **changed: str) -> list[str]:
    """Return the mistakes of a course that holds all examples together."""
    topic = _one("---\ntitle: The first night", "markdown")
    placed = "".join(f"\n[[question: an-example-{name}]]\n" for name in ENTRIES if name != "single")
    ids = ", ".join([*(f"an-example-{name}" for name in ENTRIES), "an-example-conversation"])
    body = topic.replace("a-source", "gmc") + placed
    files = {
        **GOOD,
        "small/03-the-first-night.md": body.replace("topic:who-is-who", "topic:night"),
        "small/questions/the-first-night.yaml": "\n".join(ENTRIES.values()),
        "small/conversations/an-example-conversation.yaml": _one("id: an-example", "yaml"),
        "small/card.md": _one("# The first night", "markdown"),
        "small/images/ward.svg": DOOR,
        CHANGES_FILE: _one("1.1.0:", "yaml"),
        MODULE_FILE: GOOD[MODULE_FILE].replace("version: 1.0.0", "version: 1.1.0"),
        "glossary.yaml": _one("bleep:", "yaml"),
        INDEX_FILE: GOOD[INDEX_FILE]
        .replace("night]", "night, the-first-night]")
        .replace("ni-a-one]", f"ni-a-one, {ids}]"),
        **changed,
    }
    _, mistakes = read(write_course(tmp_path, files))
    return mistakes


def test_the_examples_together_are_a_course_without_a_mistake(tmp_path: Path) -> None:
    assert _course(tmp_path) == []


def test_an_example_with_a_mistake_would_be_noticed(tmp_path: Path) -> None:
    broken = _one("# The first night", "markdown").replace("# The", "The")
    assert len(_course(tmp_path, **{"small/card.md": broken})) == 1


def test_every_type_has_its_example() -> None:
    assert {*ENTRIES, "conversation"} == set(QUESTION_TYPES)


@pytest.mark.parametrize("name", ENTRIES)
def test_an_example_is_the_one_that_a_new_question_begins_with(name: str) -> None:
    assert ENTRIES[name] == example(f"{name}.yaml", id=f"an-example-{name}", objective="o1")


def test_the_example_of_a_variant_is_one(tmp_path: Path) -> None:
    variant = tmp_path / "cy" / "small"
    variant.mkdir(parents=True)
    (variant / "night.md").write_text(_one("---\ntitle: Pwy", "markdown"), encoding="utf-8")
    course, mistakes = read_course(write_course(tmp_path), TODAY, tmp_path / "cy")
    assert mistakes == ()
    assert course.module("small").topic("night").title == "Pwy yw pwy"
