"""A packaged sample, made without the browser's tools: the built files are stand-ins."""

from pathlib import Path

import pytest

from course.assets import PART, player, shell
from course.model import Course
from packager import PackageFile, PackageOptions, package
from packager.formats import FORMATS
from tests.packager.sample_course import PICTURE, sample_course

SCRIPTS = {
    "scorm12": "window.API&&window.API.LMSSetValue('cmi.core.lesson_status','incomplete');\n",
    "scorm2004": "window.API_1484_11.SetValue('cmi.completion_status','incomplete');\n",
}
"""What stands in for a bundle, by the tracker: it names what an LMS looks for."""

TRACKERS = (PART, *(kind.tracker for kind in FORMATS.values()))


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """Give the sample course."""
    return sample_course(tmp_path / "sample")


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    """Give a folder with small stand-ins for the built script, style and mark."""
    folder = tmp_path / "assets"
    folder.mkdir()
    for tracker in TRACKERS:
        for name in (player(tracker), shell(tracker)):
            (folder / name).write_text(SCRIPTS.get(tracker, "void 0;\n"), encoding="utf-8")
    (folder / "package.css").write_text("p{margin:0}\n", encoding="utf-8")
    (folder / "mark.svg").write_text(PICTURE, encoding="utf-8")
    return folder


@pytest.fixture
def packaged(course: Course, assets: Path) -> PackageFile:
    """Give the sample as a SCORM 1.2 package."""
    return package(course, ("sample",), PackageOptions(), assets=assets)
