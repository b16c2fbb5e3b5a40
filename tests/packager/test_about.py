"""What an administrator reads of a package's versions."""

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from course.model import Change, Course
from packager import PackageFile, PackageOptions, package
from packager.formats import FORMATS
from packager.presets import PRESETS
from tests.packager.several import course_of_two
from tests.packager.zips import unzipped

HYPHENS = "Easy-to-read e-learning " * 12 + "for all."
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
    assert max(map(len, text.splitlines())) <= 95


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


@pytest.mark.parametrize("format_", FORMATS)
def test_what_waits_in_the_browser_is_told_where_something_does(
    course: Course, assets: Path, format_: str
) -> None:
    made = package(course, ("sample",), PackageOptions(format=format_), assets=assets)
    files = unzipped(made.content)
    about = " ".join(files["about.txt"].decode().split())
    waits = format_ in ("cmi5", "xapi")
    assert ("waits in the learner's browser and is removed" in about) is waits
    assert ("for as long as the tab is open" in about) is (format_ == "cmi5")
    assert (
        b"waits in this browser until it is sent, and is then removed" in files["index.html"]
    ) is waits
    assert "\n\n\n" not in files["about.txt"].decode().partition("WHAT IS SENT")[2][:900]


def _made(course: Course, assets: Path, **changes: object) -> tuple[PackageFile, str]:
    slugs = [module.slug for module in course.modules]
    made = package(course, slugs, PRESETS["esr"].options(**changes), assets=assets)
    return made, unzipped(made.content)["about.txt"].decode()


@pytest.mark.parametrize("summary", [LONG, HYPHENS])
def test_a_long_summary_is_wrapped_between_words(
    course: Course, assets: Path, summary: str
) -> None:
    (module,) = course.modules
    long = msgspec.structs.replace(module, summary=summary)
    _, text = _made(msgspec.structs.replace(course, modules=(long,)), assets)
    assert summary not in text and summary in " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 95


@pytest.mark.parametrize(
    ("changes", "layout"),
    [
        ({}, "SCORM 1.2, one SCO with 2 modules inside"),
        ({"layout": "multi"}, "SCORM 1.2, 2 SCOs, one for each module"),
        ({"format": "cmi5"}, "cmi5, 2 AUs, one for each module"),
    ],
)
def test_the_layout_is_named(
    tmp_path: Path, assets: Path, changes: dict[str, object], layout: str
) -> None:
    _, text = _made(course_of_two(tmp_path), assets, **changes)
    assert f"\n{layout}\n" in text


def test_it_says_how_to_check_the_zip_and_the_content(course: Course, assets: Path) -> None:
    made, text = _made(course, assets)
    assert f"certutil -hashfile {made.name} SHA256" in text
    assert f"sha256sum {made.name}" in text
    assert made.content_sha256 in text and made.sha256 not in text


def test_the_steps_are_those_of_the_system(course: Course, assets: Path) -> None:
    _, text = _made(course, assets)
    assert "WHAT TO SET IN ESR (NHS Electronic Staff Record)" in text
    assert "Ask your ESR lead" in text


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "It works in a frame and in a window."),
        ({"window": "own"}, "by a link; pop-ups need not be allowed."),
        ({"window": "own", "format": "cmi5"}, "let browsers open pop-ups for it"),
    ],
)
def test_where_it_opens_is_said_once_and_truly(
    course: Course, assets: Path, changes: dict[str, object], told: str
) -> None:
    text = " ".join(_made(course, assets, **changes)[1].split())
    assert told in text
    assert ("works in a frame" in text) is ("window" not in changes)
    assert ("need not be allowed" in text) is (changes.get("window") == "own" and len(changes) == 1)
