"""What an administrator reads of a package's versions."""

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from course.model import Change, Course
from packager import PackageOptions, package
from packager.presets import PRESETS
from tests.packager.zips import unzipped

LONG = "Corrected " + "a word and " * 12 + "a number."


def _about(course: Course, assets: Path, changes: tuple[Change, ...]) -> str:
    (module,) = course.modules
    changed = msgspec.structs.replace(module, changes=changes)
    of_it = msgspec.structs.replace(course, modules=(changed,))
    made = package(of_it, ("sample",), PackageOptions(), assets=assets)
    return unzipped(made.content)["about.txt"].decode()


def test_the_latest_versions_are_told_with_their_days(course: Course, assets: Path) -> None:
    versions = [f"1.{number}.0" for number in range(4, -1, -1)]
    changes = tuple(
        Change(version, dt.date(2026, 11, 9), (f"Made {version}.", LONG)) for version in versions
    )
    text = _about(course, assets, changes)
    assert (
        "WHAT HAS CHANGED\n\nSample: first <days>\n1.4.0, 9 November 2026\n- Made 1.4.0.\n" in text
    )
    assert [f"Made {version}." in text for version in versions] == [True, True, True, False, False]
    assert max(map(len, text.splitlines())) < 120


def test_nothing_is_said_where_nothing_is_told(course: Course, assets: Path) -> None:
    assert "CHANGED" not in _about(course, assets, ())


@pytest.mark.parametrize("heading", ["IS IT WHAT WAS MADE?", "LICENCES"])
def test_headings_stand_between_empty_lines(course: Course, assets: Path, heading: str) -> None:
    change = Change("1.0.0", dt.date(2026, 11, 9), ("First version.",))
    assert f"\n\n{heading}\n\n" in _about(course, assets, (change,))


def test_a_system_that_locks_the_learner_out_after_a_failed_try_is_warned_of(
    course: Course, assets: Path
) -> None:
    def about(**changes: object) -> str:
        options = PRESETS["moodle"].options(**changes)
        return unzipped(package(course, ("sample",), options, assets=assets).content)[
            "about.txt"
        ].decode()

    assert "finished: the learner then finds" not in " ".join(about().split())
    assert "finished: the learner then finds" in " ".join(about(report_failed=True).split())
    assert "finished: the learner then finds" in " ".join(about(attempts=2).split())
    assert "an activity of the kind SCORM" in " ".join(about(format="cmi5").split())
