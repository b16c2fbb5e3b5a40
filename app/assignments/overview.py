"""Who is asked to learn what, as the page shows it: rules in words, and one row a person by need."""

import datetime as dt
import uuid
from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy.orm import Session

from app.assignments.models import AssignmentRule
from app.assignments.reach import Reached
from app.assignments.reading import Assigned, assigned
from app.organisations.models import Role
from app.wording import counted
from course.model import Course

EVERY = {Role.LEARNER: "Every doctor", Role.SUPERVISOR: "Every supervisor"}


class RuleRow(Struct, frozen=True):
    """A rule in words. title: of the module; made: when it began to count."""

    id: uuid.UUID
    who: str
    title: str
    when: str
    made: dt.datetime


class Row(Struct, frozen=True):
    """A person with what is asked of them, what is most urgent first; modules served no more left out."""

    person: Reached
    asked: tuple[Assigned, ...]

    def late(self, on: dt.date) -> int:
        """How many of them are overdue."""
        return sum(each.late(on) for each in self.asked)

    @property
    def open(self) -> tuple[Assigned, ...]:
        """Those that are not passed."""
        return tuple(each for each in self.asked if each.passed is None)


def titles(course: Course) -> dict[str, str]:
    """Return the title of each module by its slug."""
    return {module.slug: module.title for module in course.modules}


def rows(
    session: Session, people: Sequence[Reached], course: Course, on: dt.date
) -> tuple[Row, ...]:
    """Return a row for each person, those with the oldest day first. on: the day of today."""
    asked = assigned(session, [each.membership_id for each in people])
    served = titles(course)
    made = [
        Row(each, tuple(one for one in asked[each.membership_id] if one.module in served))
        for each in people
    ]
    return tuple(sorted(made, key=_need))


def sentence(found: Sequence[Row], on: dt.date) -> str:
    """Return the numbers as a sentence."""
    people = [row for row in found if row.asked]
    if not people:
        return "Nothing is assigned to anybody yet."
    begins = f"{_people(len(people))} {'has' if len(people) == 1 else 'have'} something to learn"
    late = [row for row in people if row.late(on)]
    if not late:
        return f"{begins}; nothing is late."
    if len(late) == 1:
        (row,) = late
        return f"{begins}; {row.person.name} is {row.open[0].words(on)}."
    return f"{begins}; {len(late)} of them are late with something."


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def rule_row(rule: AssignmentRule, course: Course) -> RuleRow:
    """Return a rule in words."""
    title = titles(course).get(rule.module, f"{rule.module} (not served any more)")
    return RuleRow(rule.id, EVERY[rule.role], title, rule_words(rule.days), rule.made)


def rule_words(days: int | None) -> str:
    """Return when a rule wants a module learnt."""
    return "no date" if days is None else f"within {counted(days, 'day')} of joining"


def _need(row: Row) -> tuple[bool, bool, dt.date, str]:
    first = row.open[0].due if row.open else None
    return (not row.open, first is None, first or dt.date.max, row.person.name)
