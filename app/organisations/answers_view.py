"""What the pages show of an organisation's own answers: how many of each group, and each with its day."""

import datetime as dt
from collections.abc import Mapping

from msgspec import Struct

from app.errors import NotFound
from course.local_answers import ANSWER_GROUPS, LocalAnswerGiven, asked_of
from course.model import AnswerGroup, Course, LocalAnswer
from course.visible import one_line
from packager.overlay import answer_problem


class GroupRow(Struct, frozen=True):
    """A group: how many answers the course asks for in it, how many were given, and since when.

    oldest: the earliest day on which one of them was last confirmed.
    """

    key: AnswerGroup
    name: str
    asked: int
    given: int
    oldest: dt.date | None


class AnswerField(Struct, frozen=True):
    """An answer in its form. text: as it was sent or is kept; given: none where there is none."""

    asked: LocalAnswer
    text: str
    given: dt.date | None
    problem: str = ""


def groups(course: Course, given: Mapping[str, LocalAnswerGiven]) -> tuple[GroupRow, ...]:
    """Return every group in which the course asks for something."""
    rows = (_group(course, key, given) for key in ANSWER_GROUPS)
    return tuple(row for row in rows if row.asked)


def find_group(course: Course, key: str) -> AnswerGroup:
    """Return a group by its key. Raises NotFound where the course asks for nothing in it."""
    for group in ANSWER_GROUPS:
        if group == key and asked_of(course, group):
            return group
    raise NotFound("There is no such group of answers.")


def fields(
    course: Course,
    group: AnswerGroup,
    given: Mapping[str, LocalAnswerGiven],
    sent: Mapping[str, str] | None = None,
) -> tuple[AnswerField, ...]:
    """Return a group's answers as its form shows them. sent: texts of the form, none before it is sent."""
    return tuple(_field(asked, given.get(asked.key), sent) for asked in asked_of(course, group))


def _group(course: Course, key: AnswerGroup, given: Mapping[str, LocalAnswerGiven]) -> GroupRow:
    asked = asked_of(course, key)
    days = [given[each.key].given for each in asked if each.key in given]
    return GroupRow(key, ANSWER_GROUPS[key], len(asked), len(days), min(days, default=None))


def _field(
    asked: LocalAnswer, kept: LocalAnswerGiven | None, sent: Mapping[str, str] | None
) -> AnswerField:
    day = kept.given if kept else None
    if sent is None:
        return AnswerField(asked, kept.text if kept else "", day)
    text = one_line(sent.get(asked.key, ""))
    return AnswerField(asked, text, day, answer_problem(text) if text else "")
