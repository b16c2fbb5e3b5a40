"""The thin zip: small, valid, and the ordinary package's twin in an LMS's eyes."""

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from course import assets as built_assets
from course.model import Course
from course.suspend_data import BUDGET_CHARACTERS, LIMIT_CHARACTERS
from packager import Dispatch, PackageOptions, dispatch_package, dispatched_files, package, verify
from packager.dispatch import PREFIX_CHARS
from packager.dispatch_formats import DISPATCH_FORMATS
from packager.dispatch_steps import dispatch_steps
from packager.errors import BadOptions, UnknownFormat, UnknownModule
from packager.presets import PRESETS
from tests.packager.several import course_of_two

SCRIPT = "window.API; window.API_1484_11; 'cmi.core.lesson_status cmi.completion_status';\n"
DISPATCH = Dispatch(
    launch="https://firstshift.example/dispatch/abc/launch",
    expires="30 November 2027",
    seats=250,
    contact='the "e-learning" team <elearning@alder.example>',
)


@pytest.fixture
def thin_assets(assets: Path) -> Path:
    """Give a folder of built files with those of dispatch packages."""
    for name in ("dispatch-scorm12.js", "dispatch-scorm2004.js", "player-relay.js"):
        (assets / name).write_text(SCRIPT, encoding="utf-8")
    return assets


def unzipped(content: bytes) -> dict[str, bytes]:
    """Return the files of a zip."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def identifiers(manifest: bytes) -> list[str]:
    """Return every identifier of a manifest, in order."""
    return [
        element.get("identifier", "")
        for element in etree.fromstring(manifest).iter()
        if element.get("identifier")
    ]


@pytest.mark.parametrize("name", DISPATCH_FORMATS)
def test_the_zip_holds_six_files_and_lists_each(
    course: Course, thin_assets: Path, name: str
) -> None:
    options = PackageOptions(format=name)
    made = dispatch_package(course, ("sample",), options, DISPATCH, assets=thin_assets)
    files = unzipped(made.content)
    script = built_assets.dispatch(DISPATCH_FORMATS[name].tracker)
    assert next(iter(files)) == "imsmanifest.xml"
    assert set(files) == {
        *("imsmanifest.xml", "index.html", "dispatch-data.js", "dispatch.css", "about.txt"),
        script,
    }
    listed = re.findall(rb'<file href="([^"]+)"', files["imsmanifest.xml"])
    assert {each.decode() for each in listed} == set(files) - {"imsmanifest.xml"}
    again = dispatch_package(course, ("sample",), options, DISPATCH, assets=thin_assets)
    assert again.content == made.content
    assert made.report[-1] == "opens the course from https://firstshift.example"


def test_the_zip_says_what_to_set_in_the_lms_and_what_that_will_be_told(
    course: Course, thin_assets: Path
) -> None:
    options = PackageOptions(lms="totara", pass_mark=90, status_mapping="completed-only")
    made = dispatch_package(course, ("sample",), options, DISPATCH, assets=thin_assets)
    about = unzipped(made.content)["about.txt"].decode()
    words = " ".join(about.split())
    assert "WHAT TO SET IN Totara" in about
    steps = dispatch_steps(PRESETS["totara"], DISPATCH_FORMATS["scorm12"], options, DISPATCH.origin)
    assert all(f" {number}. {step}" in words for number, step in enumerate(steps, 1))
    assert "Have your web filter let https://firstshift.example through" in words
    assert "- The pass mark is 90 of 100." in about and "“Failed” is never sent." in about
    assert max(map(len, about.splitlines())) <= 100


def test_the_identifiers_are_those_of_the_ordinary_package(
    course: Course, thin_assets: Path
) -> None:
    thin = dispatch_package(course, ("sample",), PackageOptions(), DISPATCH, assets=thin_assets)
    ordinary = package(course, ("sample",), PackageOptions(), assets=thin_assets)
    manifests = [unzipped(each.content)["imsmanifest.xml"] for each in (thin, ordinary)]
    assert identifiers(manifests[0]) == identifiers(manifests[1])
    # The pass mark may change on the server: an LMS that knew an older one would judge by it.
    assert b"masteryscore" not in manifests[0]


@pytest.mark.parametrize("name", DISPATCH_FORMATS)
@pytest.mark.parametrize("slugs", [("sample",), ("sample", "reading")])
def test_verify_finds_nothing_in_the_thin_zip(
    tmp_path: Path, thin_assets: Path, name: str, slugs: tuple[str, ...]
) -> None:
    options = PackageOptions(format=name)
    course = course_of_two(tmp_path / "two")
    made = dispatch_package(course, slugs, options, DISPATCH, assets=thin_assets)
    assert [f"{each.rule}: {each.sentence}" for each in verify(made.content)] == []


def test_the_page_may_show_and_ask_our_server_and_nothing_else(
    course: Course, thin_assets: Path
) -> None:
    made = dispatch_package(course, ("sample",), PackageOptions(), DISPATCH, assets=thin_assets)
    page = unzipped(made.content)["index.html"].decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert set(policy[1].replace("&#39;", "'").split("; ")) == {
        "connect-src 'self'",
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-src https://firstshift.example",
        "form-action https://firstshift.example",
        "base-uri 'none'",
    }
    # Without it a server's own rule could hide from where the course is asked for.
    assert '<meta name="referrer" content="strict-origin">' in page
    assert "<elearning@" not in page and "&lt;elearning@" in page


@pytest.mark.parametrize(
    ("slugs", "options", "error"),
    [
        (("sample",), {"format": "web"}, UnknownFormat),
        (("sample",), {"format": "cmi5"}, UnknownFormat),
        (("sample",), {"layout": "multi"}, BadOptions),
        (("nowhere",), {}, UnknownModule),
        ((), {}, BadOptions),
    ],
)
def test_what_cannot_be_dispatched_is_a_sentence(
    course: Course,
    thin_assets: Path,
    slugs: tuple[str, ...],
    options: dict[str, Any],
    error: type[Exception],
) -> None:
    with pytest.raises(error, match=r"[.]$"):
        dispatch_package(
            course,
            slugs,
            PackageOptions(**options),
            DISPATCH,
            assets=thin_assets,
        )


def test_what_is_served_is_the_page_of_a_package_with_the_relay(
    course: Course, thin_assets: Path
) -> None:
    files = dispatched_files(course, ("sample",), PackageOptions(window="own"), assets=thin_assets)
    ordinary = unzipped(package(course, ("sample",), PackageOptions(), assets=thin_assets).content)
    page = files["index.html"].decode()
    assert "player-relay.js" in page and "launch.html" not in files and "about.txt" not in files
    assert "comes from a server outside your learning system" in page
    # The thin page asks for its own file; there is none of it here.
    asked = b',"asked":"about.txt"'
    assert asked in ordinary["course-data.js"]
    assert files["course-data.js"] == ordinary["course-data.js"].replace(asked, b"")


def test_the_seat_fits_beside_the_fullest_state() -> None:
    # Other tests hold every module, and the whole course, to the budget.
    assert BUDGET_CHARACTERS + PREFIX_CHARS <= LIMIT_CHARACTERS
