"""Every module of the course, as doctors will get it."""

from pathlib import Path

import pytest

from course.model import Course
from course.reader import read_course
from course.suspend_data import BUDGET_CHARACTERS, encode, fullest_state
from packager import PackageOptions, package, verify
from packager.formats import BOTH, FORMATS
from packager.options import Layout
from tests.packager.subjects import mistakes
from tests.packager.zips import unzipped

MODULES = Path(__file__).parents[2] / "modules"
SLUGS = sorted(path.parent.name for path in MODULES.glob("*/module.yaml"))


OFFICIAL = {
    "scorm12": ("imsmanifest.xml", "scorm12.xsd"),
    "scorm2004-3": ("imsmanifest.xml", "scorm2004-3rd.xsd"),
    "scorm2004-4": ("imsmanifest.xml", "scorm2004-4th.xsd"),
    "cmi5": ("cmi5.xml", "cmi5/CourseStructure.xsd"),
}


@pytest.fixture(scope="module")
def taught() -> Course:
    """Give the course as it is taught."""
    return read_course(MODULES)[0]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("slug", SLUGS)
def test_each_module_makes_a_package_of_each_format_without_a_finding(
    taught: Course, slug: str, name: str, assets: Path
) -> None:
    made = package(taught, (slug,), PackageOptions(format=name), assets=assets)
    assert verify(made.content) == ()
    assert len(made.content) < 2_000_000


@pytest.mark.parametrize("layout", BOTH)
@pytest.mark.parametrize("name", FORMATS)
def test_the_whole_course_makes_a_package_of_each_format(
    taught: Course, name: str, layout: Layout, assets: Path
) -> None:
    if layout not in FORMATS[name].layouts and name != "cmi5":
        return
    options = PackageOptions(format=name, layout=layout)
    made = package(taught, SLUGS, options, assets=assets)
    assert {finding.rule for finding in verify(made.content)} <= {"sco-many"}


@pytest.mark.parametrize("layout", BOTH)
@pytest.mark.parametrize("name", OFFICIAL)
def test_the_manifest_of_the_whole_course_is_valid_by_the_official_schema(
    taught: Course, name: str, layout: Layout, assets: Path
) -> None:
    file, schema = OFFICIAL[name]
    options = PackageOptions(format=name, layout=layout)
    made = package(taught, SLUGS, options, assets=assets)
    assert mistakes(schema, unzipped(made.content)[file]) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_the_fullest_state_of_each_module_fits_the_budget(slug: str) -> None:
    course, _ = read_course(MODULES)
    module = course.module(slug)
    assert len(encode(fullest_state(module), module)) < BUDGET_CHARACTERS
