"""The course structure of cmi5: valid, and right where the schema would let pass."""

import pytest
from lxml import etree

from packager.manifest.cmi5 import CMI5, build
from packager.manifest.subject import Subject
from tests.packager.subjects import alone, mistakes, subject, two

C = f"{{{CMI5}}}"


def units(made: Subject) -> list[etree._Element]:
    """Return the units of a structure."""
    return list(etree.fromstring(build(made)).iter(f"{C}au"))


@pytest.mark.parametrize("made", [subject(), subject(alone(objectives=())), two(window="own")])
def test_the_structure_is_valid_by_the_standards_own_schema(made: Subject) -> None:
    assert mistakes("cmi5/CourseStructure.xsd", build(made)) == []


def test_ids_are_absolute_and_none_occurs_twice() -> None:
    root = etree.fromstring(build(two()))
    ids = [each.get("id") for each in root.iter(etree.Element) if each.get("id")]
    assert len(ids) == len(set(ids)) == 1 + 4 + 2
    assert all(each.startswith("https://w3id.org/first-shift/") for each in ids)
    known = {each.get("id") for each in root.findall(f"{C}objectives/{C}objective")}
    assert {each.get("idref") for each in root.iter(f"{C}objective") if each.get("idref")} == known


@pytest.mark.parametrize(
    ("completion", "judged", "move_on"),
    [
        ("assessment", True, "Passed"),
        ("content", True, "Completed"),
        ("both", True, "CompletedAndPassed"),
        ("assessment", False, "Completed"),
    ],
)
def test_what_satisfies_a_unit_follows_the_rule_of_the_package(
    completion: str, judged: bool, move_on: str
) -> None:
    first, read = units(two(completion=completion, judged=judged))
    assert first.get("moveOn") == move_on
    assert read.get("moveOn") == "Completed"


def test_the_pass_mark_is_a_share_of_one() -> None:
    first, read = units(two())
    assert first.get("masteryScore") == "0.8"
    assert read.get("masteryScore") is None
    assert units(subject(alone(mastery_score=67)))[0].get("masteryScore") == "0.67"


def test_a_window_of_its_own_is_asked_for_in_the_manifest() -> None:
    assert units(subject())[0].get("launchMethod") == "AnyWindow"
    assert units(subject(window="own"))[0].get("launchMethod") == "OwnWindow"
