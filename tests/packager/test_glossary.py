"""A package carries the terms of its module, with their meanings and a glossary of its own."""

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree, html

from packager import PackageFile, PackageOptions, package, verify
from tests.packager.glossary_course import course_with_glossary


@pytest.fixture
def made(tmp_path: Path, assets: Path) -> PackageFile:
    """Package the sample with its glossary."""
    return package(course_with_glossary(tmp_path), ("sample",), PackageOptions(), assets=assets)


def _page(made: PackageFile) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        return html.fromstring(archive.read("index.html").decode())


def test_each_topic_links_its_terms_and_carries_their_meanings(made: PackageFile) -> None:
    page = _page(made)
    linked = {
        slug: [
            term.text
            for term in page.xpath(
                f"//section[@id='topic-{slug}']//button[@popovertarget][@aria-describedby]"
            )
        ]
        for slug in ("first", "second")
    }
    assert linked == {"first": ["board round", "reg", "not ideal", "MS"], "second": ["reg"]}
    note = page.get_element_by_id("term-first-ms")
    assert "Multiple sclerosis, or mitral stenosis." in note.text_content()
    assert "Take care:" in note.text_content()


def test_the_glossary_holds_what_the_module_uses_and_nothing_else(made: PackageFile) -> None:
    page = _page(made)
    entries = page.xpath("//section[@id='glossary']//article/@id")
    assert entries == ["entry-board-round", "entry-ms", "entry-not-ideal", "entry-reg"]
    assert page.xpath("//li[@data-step='glossary']/a/@href") == ["#glossary"]


def test_every_link_to_an_entry_arrives(made: PackageFile) -> None:
    page = _page(made)
    ids = set(page.xpath("//@id"))
    links = page.xpath("//a[contains(@class, 'fs-term-note__more')]/@href")
    assert len(links) == 5
    assert {link.removeprefix("#") for link in links} <= ids
    assert len(page.xpath("//@id")) == len(ids)


def test_the_package_is_sound_and_the_same_each_time(
    made: PackageFile, tmp_path: Path, assets: Path
) -> None:
    assert list(verify(made.content)) == []
    again = package(
        course_with_glossary(tmp_path / "b"), ("sample",), PackageOptions(), assets=assets
    )
    assert again.sha256 == made.sha256


def test_a_module_without_terms_has_no_glossary(packaged: PackageFile) -> None:
    page = _page(packaged)
    assert page.xpath("//*[@id='glossary']|//*[@data-step='glossary']") == []
