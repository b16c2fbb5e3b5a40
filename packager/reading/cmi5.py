"""Reading cmi5.xml, as an LMS imports it.

Source: cmi5 Quartz, 1st Edition, sections 8.1, 13 and 14.
"""

import re
from typing import Any, Final, cast, get_args
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

from packager.errors import UnreadableManifest
from packager.reading.course_structure import Block, CourseStructure, LaunchMethod, MoveOn, Unit
from packager.reading.xml import attribute, is_iri, root_of, text_of

FILE_NAME: Final = "cmi5.xml"
NAMESPACE: Final = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
LAUNCH_NAMES: Final = frozenset({"endpoint", "fetch", "actor", "registration", "activityId"})
"""The names of the query with which a unit is launched: its own address may not use them."""

_DECIMAL: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_PLACES: Final = 4


def read_course_structure(data: bytes) -> CourseStructure:
    """Return the course that a cmi5.xml describes.

    Raises UnreadableManifest, which holds a sentence for each mistake that would keep an LMS from
    launching it.
    """
    root = root_of(FILE_NAME, data)
    if root.tag != f"{{{NAMESPACE}}}courseStructure":
        mistake = f"its root is no courseStructure in the namespace {NAMESPACE} (13.2)"
        raise UnreadableManifest(FILE_NAME, [mistake])
    reader = _Reader()
    course = reader.course(root)
    if reader.mistakes:
        raise UnreadableManifest(FILE_NAME, reader.mistakes)
    return course


class _Reader:
    """Reads element by element, and collects what is wrong."""

    def __init__(self) -> None:
        self.mistakes: list[str] = []
        self._ids: set[str] = set()
        self._objectives: set[str] = set()

    def course(self, root: etree._Element) -> CourseStructure:
        course = _child(root, "course")
        if course is None:
            self.mistakes.append("it has no course element (13.1.1)")
            return CourseStructure(id="", title="", description="", children=())
        for objective in root.findall(f"{_tag('objectives')}/{_tag('objective')}"):
            self._objectives.add(self._id(objective, "objective", "13.1.3"))
        found = CourseStructure(
            id=self._id(course, "course", "13.1.1"),
            title=self._words(course, "title"),
            description=self._words(course, "description"),
            children=self._children(root),
        )
        if not found.units():
            self.mistakes.append("it has no au element, so that there is nothing to launch (13.2)")
        return found

    def _children(self, parent: etree._Element) -> tuple[Block | Unit, ...]:
        found: list[Block | Unit] = []
        for element in parent:
            if element.tag == _tag("au"):
                found.append(self._unit(element))
            elif element.tag == _tag("block"):
                found.append(self._block(element))
        return tuple(found)

    def _block(self, element: etree._Element) -> Block:
        return Block(
            id=self._id(element, "block", "13.1.2"),
            title=self._words(element, "title"),
            description=self._words(element, "description"),
            children=self._children(element),
            objectives=self._references(element),
        )

    def _unit(self, element: etree._Element) -> Unit:
        return Unit(
            id=self._id(element, "au", "13.1.4"),
            title=self._words(element, "title"),
            description=self._words(element, "description"),
            url=self._url(element),
            move_on=cast(MoveOn, self._one_of(element, "moveOn", MoveOn, "NotApplicable")),
            mastery_score=self._mastery(element),
            launch_method=cast(
                LaunchMethod, self._one_of(element, "launchMethod", LaunchMethod, "AnyWindow")
            ),
            launch_parameters=text_of(_child(element, "launchParameters")),
            entitlement_key=text_of(_child(element, "entitlementKey")),
            activity_type=attribute(element, "activityType"),
            objectives=self._references(element),
        )

    def _id(self, element: etree._Element, kind: str, clause: str) -> str:
        found = attribute(element, "id")
        if not is_iri(found):
            self._at(
                element, f"the id of this {kind} is '{found}', which is no absolute IRI", clause
            )
        elif found in self._ids:
            self._at(element, f"the id {found} of this {kind} is used twice", clause)
        self._ids.add(found)
        return found

    def _words(self, element: etree._Element, name: str) -> str:
        texts = [
            (attribute(each, "lang").lower(), text_of(each))
            for each in element.findall(f"{_tag(name)}/{_tag('langstring')}")
        ]
        if not texts:
            self._at(element, f"the {name} is missing", "13.1")
            return ""
        texts.sort(key=lambda pair: (pair[0] != "en-gb", not pair[0].startswith("en")))
        return texts[0][1]

    def _url(self, element: etree._Element) -> str:
        found = text_of(_child(element, "url"))
        if not found:
            self._at(element, "the url is missing", "13.1.4")
            return found
        try:
            query = urlsplit(found).query
        except ValueError:
            self._at(element, f"the url {found} is none", "13.1.4")
            return found
        taken = LAUNCH_NAMES & {name for name, _ in parse_qsl(query, keep_blank_values=True)}
        if taken:
            names = ", ".join(sorted(taken))
            self._at(
                element, f"the url's own query uses {names}, which belongs to the launch", "8.1"
            )
        return found

    def _mastery(self, element: etree._Element) -> float | None:
        text = attribute(element, "masteryScore")
        if "masteryScore" not in element.attrib:
            return None
        fits = _DECIMAL.fullmatch(text) and 0 <= float(text) <= 1
        if not fits or len(text.partition(".")[2].rstrip("0")) > _PLACES:
            sentence = f"masteryScore is '{text}'; give 0 to 1 with at most four places"
            self._at(element, sentence, "13.1.4")
            return None
        return float(text)

    def _one_of(self, element: etree._Element, name: str, words: Any, default: str) -> str:
        allowed, found = get_args(words), attribute(element, name, default)
        if found not in allowed:
            self._at(element, f"{name} is '{found}'; use {', '.join(allowed)}", "13.1.4")
        return found

    def _references(self, element: etree._Element) -> tuple[str, ...]:
        found = tuple(
            attribute(each, "idref")
            for each in element.findall(f"{_tag('objectives')}/{_tag('objective')}")
        )
        for unknown in set(found) - self._objectives:
            self._at(element, f"there is no objective with the id '{unknown}'", "13.1.3")
        return found

    def _at(self, element: etree._Element, sentence: str, clause: str) -> None:
        self.mistakes.append(f"line {element.sourceline}: {sentence} ({clause})")


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return element.find(_tag(name))
