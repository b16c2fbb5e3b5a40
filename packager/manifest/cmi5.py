"""The course structure of a cmi5 package: one assignable unit (AU) for each module.

Source: cmi5 (Quartz, 1st Edition), section 13 and its schema CourseStructure.xsd v1.
"""

from typing import Final

from lxml import etree

from course.vocabulary import ActivityType
from packager.manifest.subject import Objective, Subject, Unit
from packager.manifest.xml import add, written

FILE_NAME: Final = "cmi5.xml"
CMI5: Final = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"

MOVE_ON: Final = {
    "assessment": "Passed",
    "content": "Completed",
    "both": "CompletedAndPassed",
}
"""What satisfies a unit, by the package's rule of completion."""


def build(subject: Subject) -> bytes:
    """Return cmi5.xml."""
    root = etree.Element(f"{{{CMI5}}}courseStructure", nsmap={None: CMI5})
    course = add(root, CMI5, "course", id=f"{subject.iri}/cmi5")
    _said(course, subject.title, subject.description, subject.language)
    objectives = [(unit, each) for unit in subject.units for each in unit.objectives]
    if objectives:
        listed = add(root, CMI5, "objectives")
        for unit, objective in objectives:
            one = add(listed, CMI5, "objective", id=_objective_iri(unit, objective))
            _said(one, objective.text, objective.text, subject.language)
    for unit in subject.units:
        _unit(root, unit, subject)
    return written(root)


def _unit(root: etree._Element, unit: Unit, subject: Subject) -> None:
    au = add(root, CMI5, "au", id=unit.iri, moveOn=_move_on(unit, subject))
    if unit.mastery_score is not None:
        au.set("masteryScore", f"{unit.mastery_score / 100:g}")
    au.set("launchMethod", "OwnWindow" if subject.window == "own" else "AnyWindow")
    au.set("activityType", ActivityType.MODULE)
    _said(au, unit.title, unit.description, subject.language)
    if unit.objectives:
        listed = add(au, CMI5, "objectives")
        for objective in unit.objectives:
            add(listed, CMI5, "objective", idref=_objective_iri(unit, objective))
    add(au, CMI5, "url", unit.launch)


def _move_on(unit: Unit, subject: Subject) -> str:
    if not unit.has_assessment or not subject.judged:
        return "Completed"
    return MOVE_ON[subject.completion]


def _objective_iri(unit: Unit, objective: Objective) -> str:
    return f"{unit.iri}/objectives/{objective.id}"


def _said(parent: etree._Element, title: str, description: str, language: str) -> None:
    for tag, text in (("title", title), ("description", description)):
        add(add(parent, CMI5, tag), CMI5, "langstring", text, lang=language)
