"""What versions have changed: compared as numbers, newest first."""

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from course.changes import changes_since
from course.model import Change, Module
from tests.course.course_files import read, write_course

VERSIONS = ("1.10.0", "1.9.2", "1.0.0")


@pytest.fixture
def module(tmp_path: Path) -> Module:
    """Give a module of three versions."""
    course, _ = read(write_course(tmp_path))
    changes = tuple(Change(v, dt.date(2026, 11, 2), (f"Made {v}.",)) for v in VERSIONS)
    return msgspec.structs.replace(course.module("small"), changes=changes)


def test_the_file_is_read_with_its_days_and_lines(tmp_path: Path) -> None:
    course, mistakes = read(write_course(tmp_path))
    assert mistakes == []
    assert course.module("small").changes == (
        Change("1.0.0", dt.date(2026, 11, 20), ("Added a picture.",)),
        Change("0.9.0", dt.date(2026, 11, 2), ("First version.",)),
    )


@pytest.mark.parametrize(
    ("had", "missed"),
    [
        ("1.10.0", ()),
        ("1.9.2", ("1.10.0",)),
        ("1.9.0", ("1.10.0", "1.9.2")),
        ("0.1.0", VERSIONS),
        ("2.0.0", ()),
    ],
)
def test_one_who_is_behind_is_told_each_version_since(
    module: Module, had: str, missed: tuple[str, ...]
) -> None:
    assert tuple(change.version for change in changes_since(module, had)) == missed


def test_what_is_no_version_is_refused(module: Module) -> None:
    with pytest.raises(ValueError, match="latest"):
        changes_since(module, "latest")
