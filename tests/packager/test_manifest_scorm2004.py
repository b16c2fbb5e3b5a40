"""The manifests of SCORM 2004: valid, and with no default left that would complete what said nothing."""

import pytest
from lxml import etree

from packager.manifest.scorm2004 import ADLCP, ADLNAV, ADLSEQ, IMSCP, Edition, build
from packager.manifest.scorm2004_sequencing import IMSSS
from packager.manifest.subject import Subject
from tests.packager.subjects import alone, mistakes, subject, two, unit

CP, ADL, NAV = f"{{{IMSCP}}}", f"{{{ADLCP}}}", f"{{{ADLNAV}}}"
SS = f"{{{IMSSS}}}"
EDITIONS: dict[Edition, str] = {
    "2004 3rd Edition": "scorm2004-3rd.xsd",
    "2004 4th Edition": "scorm2004-4th.xsd",
}
SUBJECTS = {
    "one module": subject(),
    "one without a mastery score": subject(alone(mastery_score=None)),
    "two modules": two(),
    "two that report completion only": two(judged=False),
}


def parsed(made: Subject, edition: Edition = "2004 4th Edition") -> etree._Element:
    """Return the root of a manifest."""
    return etree.fromstring(build(made, edition))


@pytest.mark.parametrize("name", SUBJECTS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_the_manifest_is_valid_by_the_standards_own_schemas(edition: Edition, name: str) -> None:
    assert mistakes(EDITIONS[edition], build(SUBJECTS[name], edition)) == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_prefixes_and_texts_are_those_that_importers_compare(edition: Edition) -> None:
    data = build(subject(), edition)
    assert data.startswith(
        b'<?xml version="1.0" encoding="UTF-8"?>\n<manifest xmlns="' + IMSCP.encode()
    )
    assert b'adlcp:scormType="sco"' in data
    for prefix in (b"adlcp", b"adlseq", b"adlnav", b"imsss"):
        assert b"xmlns:" + prefix + b"=" in data
    assert etree.fromstring(data).findtext(f"{CP}metadata/{CP}schemaversion") == edition


def test_nothing_completes_or_satisfies_a_unit_that_has_said_nothing() -> None:
    for controls in parsed(two()).iter(f"{SS}deliveryControls"):
        assert controls.get("completionSetByContent") == "true"
        assert controls.get("objectiveSetByContent") == "true"
    assert (
        parsed(two()).find(f".//{CP}organization").get(f"{{{ADLSEQ}}}objectivesGlobalToSystem")
        == "false"
    )


def test_the_lms_may_start_the_course_and_go_on() -> None:
    control = parsed(two()).find(f".//{CP}organization/{SS}sequencing/{SS}controlMode")
    assert (control.get("choice"), control.get("flow")) == ("true", "true")


def test_a_unit_that_is_judged_counts_and_one_that_is_only_read_weighs_nothing() -> None:
    judged, read = (item.find(f"{SS}sequencing") for item in parsed(two()).iter(f"{CP}item"))
    primary = judged.find(f".//{SS}primaryObjective")
    assert primary.get("satisfiedByMeasure") == "true"
    assert primary.findtext(f"{SS}minNormalizedMeasure") == "0.8"
    assert judged.find(f"{SS}rollupRules").get("objectiveMeasureWeight") == "1"
    assert read.find(f".//{SS}primaryObjective").get("satisfiedByMeasure") == "false"
    assert read.find(f".//{SS}minNormalizedMeasure") is None
    assert dict(read.find(f"{SS}rollupRules").attrib) == {
        "rollupObjectiveSatisfied": "false",
        "objectiveMeasureWeight": "0",
    }


def test_the_lms_hides_its_own_next_where_there_is_nothing_to_go_on_to() -> None:
    hidden = [each.text for each in parsed(subject()).iter(f"{NAV}hideLMSUI")]
    assert hidden == ["continue", "previous"]
    assert list(parsed(two()).iter(f"{NAV}hideLMSUI")) == []


def test_a_module_keeps_its_item_when_others_join_it() -> None:
    few, more = (
        {item.get("identifier") for item in parsed(each).iter(f"{CP}item")}
        for each in (two(), subject(unit(), unit("reading"), unit("third")))
    )
    assert few < more
