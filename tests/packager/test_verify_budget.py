"""The suspend-data budget of our own packages, read from what they carry."""

import json
from pathlib import Path
from typing import Any

import pytest

from course.model import Course
from packager import PackageOptions, package
from packager.verify.budget import suspend_data_budget
from packager.verify.findings import Finding
from packager.verify.opened import Opened
from tests.packager.zips import unzipped

START = "window.FS_DATA="


def budget(texts: dict[str, bytes], limit: int = 4096) -> list[Finding]:
    """Return what is said of a package with these files."""
    return list(suspend_data_budget(Opened(entries=(), texts=texts), limit))


def data_of(course: Course, assets: Path) -> dict[str, Any]:
    """Return what the sample's package hands to its player."""
    files = unzipped(package(course, ("sample",), PackageOptions(), assets=assets).content)
    text = files["course-data.js"].decode().removeprefix(START).removesuffix(";\n")
    return dict(json.loads(text))


def script(data: object) -> bytes:
    """Return a data script."""
    return f"{START}{json.dumps(data)};\n".encode()


def longer(data: dict[str, Any], times: int) -> dict[str, Any]:
    """Return the data of a module that asks its questions several times over."""
    module = data["module"]
    questions = [
        {**question, "id": f"{question['id']}-{at}"}
        for at in range(times)
        for question in module["questions"]
    ]
    index = [question["id"] for question in questions]
    return {"module": {**module, "questions": questions, "index_questions": index}}


def test_the_sample_fits(course: Course, assets: Path) -> None:
    assert budget({"course-data.js": script(data_of(course, assets))}) == []


@pytest.mark.parametrize(("times", "severity"), [(49, "warning"), (60, "error")])
def test_a_module_that_is_too_long_is_said_to_be(
    course: Course, assets: Path, times: int, severity: str
) -> None:
    data = longer(data_of(course, assets), times)
    (finding,) = budget({"a/course-data.js": script(data)})
    assert (finding.rule, finding.severity) == ("suspend-data", severity)
    assert finding.file == "a/course-data.js" and "characters" in finding.sentence


def test_modules_behind_one_page_are_added_up(course: Course, assets: Path) -> None:
    data = longer(data_of(course, assets), 20)
    modules = {}
    for name in "abc":
        module = {**data["module"], "slug": name}
        modules[f"{name}/course-data.js"] = script({"module": module})
    assert budget(modules) == []
    (finding,) = budget({**modules, "course-data.js": script({"course": {"modules": []}})})
    assert (finding.file, finding.severity) == ("course-data.js", "error")
    assert budget({**modules, "course-data.js": script({"course": {}})}, 64_000) == []


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"window.FS_DATA=1;", b"window.FS_DATA={", b"window.FS_DATA=" + b"[" * 9999],
)
def test_another_script_of_that_name_is_left_alone(content: bytes) -> None:
    assert budget({"course-data.js": content}) == []


def test_data_that_are_not_as_ours_are_said_to_be_unknown() -> None:
    (finding,) = budget({"course-data.js": script({"module": {"slug": 1}})})
    assert finding.rule == "budget-unknown"
