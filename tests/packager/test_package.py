"""A module as a package: whole, the same each time, and with nothing that verify minds."""

import json
from pathlib import Path

import msgspec
import pytest

from course.assets import PACKAGE_STYLE
from course.local_answers import LocalAnswerGiven
from course.model import Course
from packager import Overlay, PackageFile, PackageOptions, package, verify
from packager.errors import AssetsMissing, BadFileName, BadOptions, UnknownFormat
from packager.formats import FORMATS
from packager.overlay import read_logo
from tests.packager.overlay.pictures import picture, svg
from tests.packager.sample_course import CHECKED
from tests.packager.zips import unzipped


def page_of(made: PackageFile) -> str:
    """Return the one page of a package."""
    return unzipped(made.content)["index.html"].decode()


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("status_mapping", ["passed-failed", "completed-only"])
def test_verify_finds_nothing_in_our_own_packages(
    course: Course, assets: Path, name: str, status_mapping: str
) -> None:
    options = PackageOptions(format=name, status_mapping=status_mapping)  # type: ignore[arg-type]
    assert verify(package(course, ("sample",), options, assets=assets).content) == ()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_brings_what_the_module_shows_of_a_try(
    course: Course, assets: Path, name: str
) -> None:
    module = course.module("sample")
    assessment = msgspec.structs.replace(module.assessment, review="score")
    module = msgspec.structs.replace(module, assessment=assessment)
    changed = msgspec.structs.replace(course, modules=(module,))
    options = PackageOptions(format=name)
    files = unzipped(package(changed, ("sample",), options, assets=assets).content)
    assert [b'"review":"score"' in files[at] for at in files if at.endswith("course-data.js")] == [
        True
    ]


def test_the_same_content_gives_the_same_bytes(course: Course, assets: Path) -> None:
    first = package(course, ("sample",), PackageOptions(), assets=assets)
    again = package(course, ("sample",), PackageOptions(), assets=assets)
    assert first.content == again.content
    assert first.sha256 == again.sha256


def test_the_name_tells_module_version_and_format(packaged: PackageFile) -> None:
    assert packaged.name == "first-shift-sample-1.0.0-scorm12.zip"


def test_the_page_holds_every_topic_and_question_without_script(
    packaged: PackageFile, course: Course
) -> None:
    page = page_of(packaged)
    module = course.module("sample")
    assert all(f'id="topic-{topic.slug}"' in page for topic in module.topics)
    assert all(f'id="question-{question.id}"' in page for question in module.questions)
    assert "<script>" not in page and "style=" not in page and " onclick" not in page


def test_authors_text_is_escaped_in_the_page_and_cannot_end_the_data(
    course: Course, assets: Path
) -> None:
    module = msgspec.structs.replace(course.module("sample"), title="A </script><b>title")
    changed = msgspec.structs.replace(course, modules=(module,))
    files = unzipped(package(changed, ("sample",), PackageOptions(), assets=assets).content)
    assert b"<b>title" not in files["index.html"]
    assert b"</" not in files["course-data.js"]
    text = files["course-data.js"].decode("ascii")
    data = json.loads(text.removeprefix("window.FS_DATA=").removesuffix(";\n"))
    assert data["module"]["title"] == "A </script><b>title"


def test_a_trusts_answer_stands_in_the_text_with_its_day_and_else_whom_to_ask(
    course: Course, assets: Path, packaged: PackageFile
) -> None:
    assert "Ask your induction lead" in page_of(packaged)
    answers = {"crash_number": LocalAnswerGiven("2222", CHECKED)}
    options = PackageOptions(
        overlay=Overlay(organisation="Riverside & Sons", local_answers=answers)
    )
    page = page_of(package(course, ("sample",), options, assets=assets))
    assert "2222" in page and "25 November 2026" in page
    assert "Riverside &amp; Sons" in page


def test_a_trusts_logo_colour_and_answers_are_carried_and_shown(
    course: Course, assets: Path
) -> None:
    overlay = Overlay(
        organisation="Riverside & Sons",
        logo=read_logo(svg(), "logo.svg"),
        accent="#7c2855",
        local_answers={"crash_number": LocalAnswerGiven("<b>2222</b>", CHECKED)},
    )
    made = package(course, ["sample"], PackageOptions(overlay=overlay), assets=assets)
    files = unzipped(made.content)
    assert files["logo.svg"].startswith(b"<svg") and b"#7c2855" in files["overlay.css"]
    page = page_of(made)
    assert '<img class="fs-header__logo" src="logo.svg" alt="">Riverside &amp; Sons' in page
    assert page.index(PACKAGE_STYLE) < page.index('href="overlay.css"')
    listed = page.partition("Numbers and contacts where you work")[2]
    assert "<dt>Crash team</dt><dd>&lt;b&gt;2222&lt;/b&gt;</dd>" in listed
    assert "Given by your trust on 25 November 2026." in listed and "<b>2222" not in page
    assert verify(made.content) == ()


def test_a_package_without_an_overlay_carries_nothing_of_one(packaged: PackageFile) -> None:
    page = page_of(packaged)
    assert not {"overlay.css", "logo.svg", "logo.png"} & set(unzipped(packaged.content))
    assert "overlay.css" not in page and "fs-header__logo" not in page
    assert "Numbers and contacts" not in page


def test_a_logo_without_a_name_says_what_it_is(course: Course, assets: Path) -> None:
    overlay = Overlay(logo=read_logo(picture("PNG"), "logo.png"))
    page = page_of(package(course, ["sample"], PackageOptions(overlay=overlay), assets=assets))
    assert 'src="logo.png" alt="Your employer’s logo"' in page


BOX = '!!! nations "Who"\n    ENG: The English way.\n\n    SCO: The Scottish way.'


def test_the_nation_that_was_chosen_stands_first_and_the_others_unfold(
    course: Course, assets: Path
) -> None:
    module = course.module("sample")
    topic = msgspec.structs.replace(module.topics[0], body=f"{module.topics[0].body}\n\n{BOX}")
    module = msgspec.structs.replace(module, topics=(topic, *module.topics[1:]))
    changed = msgspec.structs.replace(course, modules=(module,))
    made = package(
        changed, ("sample",), PackageOptions(overlay=Overlay(nation="SCO")), assets=assets
    )
    before, _, after = page_of(made).partition("In Scotland, where you work")
    own, _, others = after.partition("<details")
    assert "The Scottish way." in own and "The English way." not in before + own
    assert "In England" in others and "The English way." in others
    assert verify(made.content) == ()
    assert b"Scotland is shown first" in unzipped(made.content)["about.txt"]
    assert "of the four nations: Scotland first" in made.report
    alike = package(changed, ("sample",), PackageOptions(), assets=assets)
    assert "where you work" not in page_of(alike)
    assert alike.name == made.name
    assert b"shown first" not in unzipped(alike.content)["about.txt"]


def test_completed_only_leaves_out_the_mastery_score(course: Course, assets: Path) -> None:
    options = PackageOptions(status_mapping="completed-only")
    files = unzipped(package(course, ("sample",), options, assets=assets).content)
    assert b"masteryscore" not in files["imsmanifest.xml"]
    assert b'"statusMapping":"completed-only"' in files["course-data.js"]
    assert "status “completed”" in files["about.txt"].decode()


def test_the_text_for_administrators_names_licence_version_and_settings(
    packaged: PackageFile,
) -> None:
    text = unzipped(packaged.content)["about.txt"].decode()
    for words in ("CC BY 4.0", "version 1.0.0", "status “passed”", "80 of 100"):
        assert words in text


def test_a_picture_with_a_name_that_may_get_lost_is_refused(course: Course, assets: Path) -> None:
    (Path(course.module("sample").folder) / "images" / "Two Wards.svg").write_text("<svg/>")
    with pytest.raises(BadFileName, match="images/Two Wards.svg"):
        package(course, ("sample",), PackageOptions(), assets=assets)


def test_wrong_choices_are_refused_with_a_sentence(course: Course, assets: Path) -> None:
    with pytest.raises(UnknownFormat, match="use one of: scorm12"):
        package(course, ("sample",), PackageOptions(format="scorm13"), assets=assets)
    with pytest.raises(BadOptions, match="passed-failed or completed-only"):
        PackageOptions(status_mapping="maybe")  # type: ignore[arg-type]
    with pytest.raises(BadOptions, match="at most 120"):
        Overlay(organisation="x" * 121)
    with pytest.raises(BadOptions, match="'GB' does not exist; use ENG, SCO, WAL or NI"):
        Overlay(nation="GB")  # type: ignore[arg-type]


def test_assets_that_were_not_built_are_named(course: Course, tmp_path: Path) -> None:
    with pytest.raises(AssetsMissing, match="package.css"):
        package(course, ("sample",), PackageOptions(), assets=tmp_path)
