"""Taking questions out and bringing them in from the command line."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app.cli import cli
from tests.course.course_files import (
    FIRST_FILE,
    FIRST_QUESTIONS_FILE,
    INDEX_FILE,
    NIGHT_FILE,
    NIGHT_QUESTIONS_FILE,
    read,
    write_course,
)

GIFT = """\
::Who helps::Who helps?{=The porter#Yes. ~Nobody#Ask. ####Ask early.}

::Fd one::It is so.{T#It is.#Yes.####Because.}

::Gone::Read this.
"""


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["questions", *words], env={"FIRSTSHIFT_MODULES": str(root)})


def brought(root: Path, text: str, *words: str) -> Result:
    file = root.parent / "bank.txt"
    file.write_text(text, encoding="utf-8")
    return run(root, "import", str(file), "small", *words)


def contents(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_practice_questions_are_added_placed_and_counted_in_the_index(tmp_path: Path) -> None:
    root = write_course(tmp_path)
    result = brought(root, GIFT, "first-day")
    assert result.exit_code == 0, result.output
    assert "bank.txt:5: a text without answers is left out" in result.stderr
    assert result.stderr.endswith("2 questions added. Now run: firstshift check\n")
    course, mistakes = read(root)
    assert mistakes == []
    module = course.module("small")
    assert [q.id for q in module.of_purpose("practice", "first-day")] == [
        *("fd-one", "fd-two"),
        *("who-helps", "fd-one-2"),
    ]
    assert module.index_questions[-2:] == ("who-helps", "fd-one-2")
    assert (
        (root / FIRST_FILE)
        .read_text(encoding="utf-8")
        .endswith("[[question: who-helps]]\n\n[[question: fd-one-2]]\n")
    )


def test_assessment_questions_are_added_and_not_placed(tmp_path: Path) -> None:
    root = write_course(tmp_path)
    page = (root / NIGHT_FILE).read_bytes()
    assert brought(root, GIFT, "night", "--purpose", "assessment").exit_code == 0
    course, mistakes = read(root)
    assert mistakes == []
    assert len(course.module("small").of_purpose("assessment", "night")) == 3
    assert (root / NIGHT_FILE).read_bytes() == page


def test_a_topic_without_questions_gets_its_first_file(tmp_path: Path) -> None:
    root = write_course(tmp_path)
    (root / NIGHT_QUESTIONS_FILE).unlink()
    assert brought(root, GIFT, "night", "--purpose", "assessment").exit_code == 0
    assert (root / NIGHT_QUESTIONS_FILE).read_text(encoding="utf-8").startswith("- id: who-helps\n")


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        (f"{GIFT}\nWhat? {{=a ~b\n", ["first-day"], "bank.txt:7: the '{' or '}' of this question"),
        ("Only read.\n", ["first-day"], "the file holds no question that can be used"),
        (GIFT, ["nowhere"], "nowhere"),
        (GIFT, ["first-day", "--format", "moodle"], "bank.txt:1: this is no well-formed XML"),
    ],
)
def test_after_a_mistake_nothing_is_written(
    tmp_path: Path, text: str, words: list[str], told: str
) -> None:
    root = write_course(tmp_path)
    before = contents(root)
    result = brought(root, text, *words)
    assert result.exit_code == 1
    assert told in result.output
    assert contents(root) == before


def test_where_one_file_cannot_be_written_none_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_course(tmp_path)
    before = contents(root)
    real = tempfile.mkstemp
    made: list[tuple[int, str]] = []

    def second_fails(**options: Any) -> tuple[int, str]:
        if made:
            raise PermissionError(13, "Permission denied", "here")
        made.append(real(**options))
        return made[0]

    monkeypatch.setattr(tempfile, "mkstemp", second_fails)
    result = brought(root, GIFT, "first-day")
    assert result.exit_code == 1
    assert "here cannot be written: Permission denied." in result.output
    assert contents(root) == before


@pytest.mark.parametrize(("format_", "start"), [("moodle", "<?xml"), ("gift", "// What")])
def test_a_module_goes_out_and_comes_in_again(tmp_path: Path, format_: str, start: str) -> None:
    root = write_course(tmp_path)
    file = tmp_path / "out"
    result = run(root, "export", "small", "--format", format_, "--out", str(file))
    assert result.exit_code == 0, result.output
    assert "objectives and sources of 2 questions: there is no place for them" in result.stderr
    assert file.read_text(encoding="utf-8").startswith(start)
    assert run(root, "import", str(file), "small", "night").exit_code == 0
    course, mistakes = read(root)
    assert mistakes == []
    assert [q.id for q in course.module("small").of_purpose("practice", "night")] == [
        *("fd-one-2", "fd-two-2", "fd-a-one-2", "ni-a-one-2")
    ]


def test_without_a_file_to_write_the_questions_are_printed(tmp_path: Path) -> None:
    result = run(write_course(tmp_path), "export", "small")
    assert result.stdout.startswith("<?xml")
    assert result.stdout.endswith("</quiz>\n")


def test_a_module_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = run(write_course(tmp_path), "export", "tiny")
    assert result.exit_code == 1
    assert "There is no module 'tiny' without a mistake. There are: small." in result.output


def test_the_files_that_change_are_printed(tmp_path: Path) -> None:
    root = write_course(tmp_path)
    printed = brought(root, GIFT, "first-day").stdout.splitlines()
    assert printed == [str(root / name) for name in (FIRST_QUESTIONS_FILE, FIRST_FILE, INDEX_FILE)]
