"""What a trust has answered of what the course asks for: by module for the learner, by group for it."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from course.files.placements import local_keys
from course.model import AnswerGroup, Course, LocalAnswer, Module


class LocalAnswerGiven(Struct, frozen=True):
    """A trust's own answer, and the day on which it was given."""

    text: str
    given: dt.date


class GivenRow(Struct, frozen=True):
    """An answer that was given, with what was asked for."""

    label: str
    text: str
    given: dt.date


ANSWER_GROUPS: Final[Mapping[AnswerGroup, str]] = {
    "help": "Getting help, day and night",
    "people": "People who support doctors",
    "employment": "Employment, hours and papers",
    "ward": "On the ward and with patients",
    "safety": "Consent, safeguarding and safety",
    "tests": "Medicines, tests and scans",
    "systems": "Records and computers",
    "other": "Other answers",
}
"""The groups as people read them, in the order in which they are asked for."""


def asked_of(course: Course, group: AnswerGroup) -> tuple[LocalAnswer, ...]:
    """Return what a course asks for in a group, in the order of its file."""
    return tuple(each for each in course.local_answers.values() if each.group == group)


def given_in(
    course: Course, module: Module, given: Mapping[str, LocalAnswerGiven]
) -> tuple[GivenRow, ...]:
    """Return the answers that a module shows and that were given, in the order of the groups."""
    bodies = [topic.body for topic in module.topics]
    keys = local_keys([*bodies, module.card.body] if module.card else bodies)
    return tuple(
        GivenRow(asked.label, given[asked.key].text, given[asked.key].given)
        for group in ANSWER_GROUPS
        for asked in asked_of(course, group)
        if asked.key in keys and asked.key in given
    )
