"""The manifest of SCORM 1.2: valid, and right where the schema would let pass."""

import pytest
from lxml import etree

from packager.manifest.scorm12 import ADLCP, IMSCP, build
from tests.packager.subjects import alone, mistakes, subject, two, unit

CP, ADL = f"{{{IMSCP}}}", f"{{{ADLCP}}}"


def parsed(data: bytes) -> etree._Element:
    """Return the manifest's root."""
    return etree.fromstring(data)


@pytest.mark.parametrize("mastery_score", [None, 1, 100])
def test_the_manifest_is_valid_by_the_standards_own_schemas(mastery_score: int | None) -> None:
    assert mistakes("scorm12.xsd", build(subject(alone(mastery_score=mastery_score)))) == []


def test_several_units_are_valid_too() -> None:
    assert mistakes("scorm12.xsd", build(two())) == []


def test_prefixes_and_texts_are_those_that_importers_compare() -> None:
    data = build(subject())
    assert data.startswith(
        b'<?xml version="1.0" encoding="UTF-8"?>\n<manifest xmlns="' + IMSCP.encode()
    )
    assert b'adlcp:scormtype="sco"' in data
    root = parsed(data)
    assert root.findtext(f"{CP}metadata/{CP}schema") == "ADL SCORM"
    assert root.findtext(f"{CP}metadata/{CP}schemaversion") == "1.2"


def test_identifiers_come_from_the_slug_alone() -> None:
    one = parsed(build(subject()))
    changed = alone(title="Z", files=("index.html", "z.js"))
    later = parsed(build(subject(changed, title="New", version="2.0.0")))
    for path in (f".//{CP}organization", f".//{CP}item", f".//{CP}resource"):
        names = {root.find(path).get("identifier") for root in (one, later)}
        assert len(names) == 1
        assert "culture" in names.pop()


def test_a_module_keeps_its_item_when_others_join_it() -> None:
    few, more = (
        {item.get("identifier") for item in parsed(build(each)).iter(f"{CP}item")}
        for each in (two(), subject(unit(), unit("reading"), unit("third")))
    )
    assert few < more
    assert parsed(build(subject())).find(f".//{CP}item").get("identifier") in few


def test_a_mastery_score_stands_last_in_the_item_and_only_where_one_is_asked_for() -> None:
    item = parsed(build(subject())).find(f".//{CP}item")
    assert item is not None
    assert [(child.tag, child.text) for child in item] == [
        (f"{CP}title", "The module culture & more"),
        (f"{ADL}masteryscore", "80"),
    ]
    without = parsed(build(subject(alone(mastery_score=None))))
    assert without.find(f".//{ADL}masteryscore") is None


def test_every_file_is_listed_below_the_one_sco() -> None:
    resources = parsed(build(subject())).findall(f".//{CP}resource")
    assert len(resources) == 1
    assert resources[0].get("href") == "index.html"
    assert [file.get("href") for file in resources[0]] == ["course-data.js", "index.html"]


def test_what_several_units_need_is_listed_once_and_each_depends_on_it() -> None:
    resources = parsed(build(two())).findall(f".//{CP}resource")
    assert [each.get(f"{ADL}scormtype") for each in resources] == ["sco", "sco", "asset"]
    shared = resources[-1]
    assert [file.get("href") for file in shared] == ["about.txt", "package.css"]
    for sco in resources[:-1]:
        (dependency,) = sco.findall(f"{CP}dependency")
        assert dependency.get("identifierref") == shared.get("identifier")


def test_what_is_longer_than_the_standard_allows_is_cut() -> None:
    long = subject(alone(title="t" * 300), title="t" * 300, version="1" * 40)
    root = parsed(build(long))
    assert len(root.findtext(f".//{CP}item/{CP}title") or "") == 200
    assert len(root.findtext(f".//{CP}organization/{CP}title") or "") == 200
    assert len(root.get("version") or "") == 20
