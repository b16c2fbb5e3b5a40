"""cmi5.xml as an LMS reads it. Ids in brackets are those of the conformance requirements."""

import pytest

from packager.errors import UnreadableManifest
from packager.reading.cmi5 import read_course_structure
from packager.reading.course_structure import CourseStructure
from tests.packager.reading.course_xml import COURSE_XML, NAMESPACE


def read(*changes: tuple[str, str]) -> CourseStructure:
    text = COURSE_XML
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return read_course_structure(text.encode())


def test_units_come_in_order_with_their_blocks_and_without_white_space() -> None:
    course = read()
    assert (course.id, course.title) == ("https://a.example/course", "A course")
    assert [(unit.title, [block.title for block in blocks]) for unit, blocks in course.units()] == [
        ("First", []),
        ("Second", ["Outer", "Inner"]),
        ("Third", ["Outer"]),
    ]
    first, second, third = (unit for unit, _ in course.units())
    assert first.url == "first/index.html?page=1"
    assert (first.move_on, first.mastery_score) == ("CompletedAndPassed", 0.8)
    assert (first.launch_parameters, first.entitlement_key) == ("a=1", "key")
    assert first.objectives == ("https://a.example/objective",)
    assert (second.launch_method, second.activity_type) == ("OwnWindow", "https://a.example/type")
    assert (third.move_on, third.launch_method, third.mastery_score) == (
        "NotApplicable",
        "AnyWindow",
        None,
    )
    assert course.unit(third.id) is third
    with pytest.raises(KeyError):
        course.unit("https://a.example/other")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        pytest.param(
            ('id="https://a.example/course"', 'id="course"'), "no absolute IRI", id="3.0.0.0-1"
        ),
        pytest.param(
            ("https://a.example/units/3", "https://a.example/units/1"), "twice", id="13.1.4.0-1"
        ),
        pytest.param(
            ("https://a.example/inner", "https://a.example/outer"), "twice", id="13.1.2.0-1"
        ),
        pytest.param(("?page=1", "?fetch=1"), "belongs to the launch", id="8.1.0.0-6"),
        pytest.param(('masteryScore="0.8"', 'masteryScore="80"'), "0 to 1", id="mastery-80"),
        pytest.param(('masteryScore="0.8"', 'masteryScore="0.12345"'), "four places", id="places"),
        pytest.param(('masteryScore="0.8"', 'masteryScore="NaN"'), "0 to 1", id="mastery-nan"),
        pytest.param(("CompletedAndPassed", "Viewed"), "moveOn is 'Viewed'", id="moveOn"),
        pytest.param(("OwnWindow", "PopUp"), "launchMethod is 'PopUp'", id="launchMethod"),
        pytest.param(
            ('idref="https://a.example/objective"', 'idref="x"'), "no objective", id="idref"
        ),
        pytest.param((NAMESPACE, "https://a.example/other.xsd"), "namespace", id="13.2.0.0-1"),
        pytest.param(("<title>", "<titel>"), "no well-formed", id="syntax"),
        pytest.param(
            ("<courseStructure", "<!DOCTYPE x []><courseStructure"), "DOCTYPE", id="doctype"
        ),
    ],
)
def test_what_cannot_be_launched_is_refused_with_a_sentence(
    change: tuple[str, str], sentence: str
) -> None:
    with pytest.raises(UnreadableManifest, match=sentence):
        read(change)


def test_a_file_in_another_encoding_is_refused_unread() -> None:
    with pytest.raises(UnreadableManifest, match="save it as UTF-8"):
        read_course_structure(COURSE_XML.encode("utf-16"))


def test_every_mistake_comes_in_one_run_with_its_line() -> None:
    with pytest.raises(UnreadableManifest) as caught:
        read(("CompletedAndPassed", "Viewed"), ("?page=1", "?actor=1&amp;registration=2"))
    assert len(caught.value.mistakes) == 2
    assert all(text.startswith("line ") for text in caught.value.mistakes)
    assert "actor, registration" in caught.value.sentence


def test_a_course_without_a_unit_has_nothing_to_launch() -> None:
    start, end = COURSE_XML.index("<au"), COURSE_XML.rindex("</courseStructure>")
    with pytest.raises(UnreadableManifest, match="no au element"):
        read_course_structure((COURSE_XML[:start] + COURSE_XML[end:]).encode())


def test_a_thousand_units_are_read() -> None:
    """6.1.0.0-2: an LMS takes course structures of more than 1000 units."""
    unit = (
        '<au id="https://a.example/many/{n}"><title><langstring>U</langstring></title><description>'
        "<langstring>D</langstring></description><url>u.html</url></au>"
    )
    many = "".join(unit.format(n=number) for number in range(1200))
    assert len(read(("</courseStructure>", f"{many}</courseStructure>")).units()) == 1203
