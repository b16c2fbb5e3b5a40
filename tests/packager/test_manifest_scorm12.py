"""The manifest of SCORM 1.2: valid, and right where the schema would let pass."""

from pathlib import Path

import pytest
from lxml import etree

from packager.manifest.scorm12 import ADLCP, IMSCP, build
from packager.manifest.subject import Subject

SCHEMA = Path(__file__).parents[3] / "shared" / "schemas" / "scorm12.xsd"
CP, ADL = f"{{{IMSCP}}}", f"{{{ADLCP}}}"


def subject(**changes: object) -> Subject:
    """Return what a manifest is made from, with some of it changed."""
    values: dict[str, object] = {
        "slug": "culture",
        "title": "UK & NHS culture",
        "version": "1.0.0",
        "language": "en-GB",
        "mastery_score": 80,
        "files": ("course-data.js", "index.html"),
    }
    return Subject(**{**values, **changes})  # type: ignore[arg-type]


def parsed(data: bytes) -> etree._Element:
    """Return the manifest's root."""
    return etree.fromstring(data)


@pytest.mark.parametrize("mastery_score", [None, 1, 100])
def test_the_manifest_is_valid_by_the_standards_own_schemas(mastery_score: int | None) -> None:
    if not SCHEMA.exists():
        pytest.skip("the schemas of SCORM 1.2 do not lie beside this checkout (shared/schemas)")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    schema = etree.XMLSchema(etree.parse(str(SCHEMA), parser))
    root = parsed(build(subject(mastery_score=mastery_score)))
    assert schema.validate(root), list(schema.error_log)


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
    later = parsed(build(subject(title="New", version="2.0.0", files=("index.html", "z.js"))))
    for path in (f".//{CP}organization", f".//{CP}item", f".//{CP}resource"):
        names = {root.find(path).get("identifier") for root in (one, later)}
        assert len(names) == 1
        assert "culture" in names.pop()


def test_a_mastery_score_stands_last_in_the_item_and_only_where_one_is_asked_for() -> None:
    item = parsed(build(subject())).find(f".//{CP}item")
    assert item is not None
    assert [(child.tag, child.text) for child in item] == [
        (f"{CP}title", "UK & NHS culture"),
        (f"{ADL}masteryscore", "80"),
    ]
    without = parsed(build(subject(mastery_score=None)))
    assert without.find(f".//{ADL}masteryscore") is None


def test_every_file_is_listed_below_the_one_sco() -> None:
    resources = parsed(build(subject())).findall(f".//{CP}resource")
    assert len(resources) == 1
    assert resources[0].get("href") == "index.html"
    assert [file.get("href") for file in resources[0]] == ["course-data.js", "index.html"]


def test_what_is_longer_than_the_standard_allows_is_cut() -> None:
    root = parsed(build(subject(title="t" * 300, version="1" * 40)))
    assert len(root.findtext(f".//{CP}item/{CP}title") or "") == 200
    assert len(root.get("version") or "") == 20
