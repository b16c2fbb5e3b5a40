"""Packages of several modules: one thing to launch, or one for each."""

from pathlib import Path

import pytest
from lxml import etree

from course.model import Course
from packager import PackageOptions, package
from packager.errors import BadOptions, UnknownModule
from packager.formats import FORMATS
from packager.manifest.scorm12 import ADLCP, IMSCP
from packager.options import Layout
from tests.packager.several import READING, course_of_two
from tests.packager.subjects import mistakes
from tests.packager.zips import unzipped

BOTH = ("sample", READING)
CP, ADL = f"{{{IMSCP}}}", f"{{{ADLCP}}}"


@pytest.fixture
def two(tmp_path: Path) -> Course:
    """Give a course of two modules."""
    return course_of_two(tmp_path / "two")


def made(two: Course, assets: Path, **options: object) -> dict[str, bytes]:
    """Return the files of a package of both modules."""
    chosen = PackageOptions(**options)  # type: ignore[arg-type]
    return unzipped(package(two, BOTH, chosen, assets=assets).content)


def manifest(files: dict[str, bytes]) -> etree._Element:
    """Return the root of a SCORM manifest."""
    return etree.fromstring(files["imsmanifest.xml"])


@pytest.mark.parametrize("layout", ["single", "multi"])
def test_every_file_is_listed_and_every_listed_file_is_there(
    two: Course, assets: Path, layout: Layout
) -> None:
    files = made(two, assets, layout=layout)
    listed = [each.get("href") for each in manifest(files).iter(f"{CP}file")]
    assert sorted(listed) == sorted(set(files) - {"imsmanifest.xml"})
    assert mistakes("scorm12.xsd", files["imsmanifest.xml"]) == []


def test_several_units_have_a_page_each_and_share_what_they_both_need(
    two: Course, assets: Path
) -> None:
    files = made(two, assets, layout="multi")
    resources = list(manifest(files).iter(f"{CP}resource"))
    assert [each.get("href") for each in resources] == [
        "sample/index.html",
        "reading/index.html",
        None,
    ]
    scores = [each.findtext(f"{ADL}masteryscore") for each in manifest(files).iter(f"{CP}item")]
    assert scores == ["80", None]
    assert "index.html" not in files
    page = files["reading/index.html"].decode()
    assert '<script src="../player-scorm12.js">' in page
    assert "data-home" not in page
    assert sum(name.endswith("package.css") for name in files) == 1


def test_one_unit_leads_to_its_modules_and_has_no_mastery_score(two: Course, assets: Path) -> None:
    files = made(two, assets)
    (sco,) = manifest(files).iter(f"{CP}resource")
    assert sco.get("href") == "index.html"
    assert manifest(files).find(f".//{ADL}masteryscore") is None
    front = files["index.html"].decode()
    assert 'href="sample/index.html"' in front and 'href="reading/index.html"' in front
    assert '<script src="shell-scorm12.js">' in front
    page = files["sample/index.html"].decode()
    assert '<script src="../player-part.js">' in page
    assert 'href="../index.html" data-home' in page
    assert "player-scorm12.js" not in files


def test_web_pages_lead_to_each_other_without_any_script_of_a_learning_system(
    two: Course, assets: Path
) -> None:
    files = made(two, assets, format="web")
    assert "imsmanifest.xml" not in files
    assert "<script" not in files["index.html"].decode()
    page = files["sample/index.html"].decode()
    assert '<script src="../player-none.js">' in page
    assert "records nothing" in page and "learning system" not in page
    assert {name for name in files if name.endswith(".js")} == {
        "player-none.js",
        "sample/course-data.js",
        "reading/course-data.js",
    }


def test_a_window_of_its_own_is_opened_by_a_link(two: Course, assets: Path) -> None:
    files = made(two, assets, window="own")
    (sco,) = manifest(files).iter(f"{CP}resource")
    assert sco.get("href") == "launch.html"
    assert 'href="index.html" target="_blank" rel="opener"' in files["launch.html"].decode()
    several = made(two, assets, window="own", layout="multi")
    assert [each.get("href") for each in manifest(several).iter(f"{CP}resource")][:2] == [
        "sample/launch.html",
        "reading/launch.html",
    ]
    assert "launch.html" not in several
    assert '<link rel="stylesheet" href="../package.css">' in several["sample/launch.html"].decode()


def test_the_pass_mark_and_the_tries_of_the_package_stand_everywhere(
    two: Course, assets: Path
) -> None:
    files = made(two, assets, layout="multi", pass_mark=90, attempts=3)
    assert manifest(files).findtext(f".//{ADL}masteryscore") == "90"
    page = files["sample/index.html"].decode()
    assert "You pass with 90%; you have 3 tries." in page
    data = files["sample/course-data.js"].decode()
    assert '"pass_mark":90' in data and '"attempts":3' in data
    assert "The pass mark is 90 of 100" in files["about.txt"].decode()


@pytest.mark.parametrize("completion", ["content", "both"])
def test_the_lms_gets_no_mastery_score_where_more_than_the_assessment_counts(
    two: Course, assets: Path, completion: str
) -> None:
    files = made(two, assets, layout="multi", completion=completion)
    assert manifest(files).find(f".//{ADL}masteryscore") is None


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"pass_mark": 101}, "pass mark 101 is not possible"),
        ({"pass_mark": 0}, "pass mark 0 is not possible"),
        ({"attempts": -1}, "-1 attempts are not possible"),
        ({"completion": "never"}, "completion rule 'never' does not exist"),
        ({"layout": "many"}, "layout 'many' does not exist"),
        ({"window": "x"}, "window 'x' does not exist"),
        ({"format": "web", "layout": "multi"}, "choose the layout 'single'"),
        ({"format": "web", "window": "own"}, "choose the window 'frame'"),
    ],
)
def test_what_no_package_can_carry_is_refused_in_a_sentence(
    two: Course, assets: Path, options: dict[str, object], sentence: str
) -> None:
    with pytest.raises(BadOptions, match=sentence):
        made(two, assets, **options)


def test_modules_are_named_or_refused(two: Course, assets: Path) -> None:
    with pytest.raises(
        UnknownModule, match="no module 'nothing'; the modules are: sample, reading"
    ):
        package(two, ("sample", "nothing"), PackageOptions(), assets=assets)
    with pytest.raises(BadOptions, match="name at least one"):
        package(two, (), PackageOptions(), assets=assets)
    twice = package(two, ("sample", "sample"), PackageOptions(), assets=assets)
    assert "index.html" in unzipped(twice.content) and "sample/index.html" not in unzipped(
        twice.content
    )


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_choice_gives_the_same_bytes(two: Course, assets: Path, name: str) -> None:
    options = PackageOptions(format=name)
    first, again = (package(two, BOTH, options, assets=assets) for _ in range(2))
    assert first == again
