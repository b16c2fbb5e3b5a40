"""What is seen of organisations: of all by the platform's administrator, of one by its members."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.organisations.models import Membership, Organisation
from app.organisations.overlay import answers_of
from app.viewer import Member
from course.local_answers import ANSWER_GROUPS, GivenRow, LocalAnswerGiven, asked_of
from course.model import AnswerGroup, Course
from course.nations import HomeNation

CONTACTS: Final[tuple[AnswerGroup, ...]] = ("help", "people")
"""The groups of local answers that tell whom to turn to."""


class OrganisationRow(Struct, frozen=True):
    """An organisation and how many people belong to it now: numbers, no names."""

    name: str
    made: dt.datetime
    people: int


def organisations(session: Session) -> tuple[OrganisationRow, ...]:
    """Return every organisation, by name."""
    rows = session.execute(
        select(Organisation.name, Organisation.made, func.count(Membership.id))
        .outerjoin(
            Membership,
            (Membership.organisation_id == Organisation.id) & Membership.ended.is_(None),
        )
        .group_by(Organisation.id)
        .order_by(Organisation.name)
    )
    return tuple(OrganisationRow(*row) for row in rows)


def nation_of(session: Session, asker: Member) -> HomeNation | None:
    """Return the nation in which the asker's organisation works; none where it has not said one."""
    return session.get_one(Organisation, asker.organisation_id).nation


def welcome_of(session: Session, asker: Member) -> str:
    """Return the words of welcome of the asker's organisation; empty where it has written none."""
    return session.get_one(Organisation, asker.organisation_id).welcome or ""


class Contacts(Struct, frozen=True):
    """A group of answers that tell whom to turn to. given: their day where it is the same for all."""

    key: AnswerGroup
    title: str
    rows: tuple[GivenRow, ...]
    given: dt.date | None


def contacts_of(session: Session, asker: Member, course: Course) -> tuple[Contacts, ...]:
    """Return where the asker's organisation gives help, and who supports its doctors, as it answered."""
    given = answers_of(session, asker.organisation_id)
    found = (_contacts(course, group, given) for group in CONTACTS)
    return tuple(each for each in found if each.rows)


def _contacts(
    course: Course, group: AnswerGroup, given: Mapping[str, LocalAnswerGiven]
) -> Contacts:
    rows = tuple(
        GivenRow(asked.label, given[asked.key].text, given[asked.key].given)
        for asked in asked_of(course, group)
        if asked.key in given
    )
    days = {row.given for row in rows}
    return Contacts(group, ANSWER_GROUPS[group], rows, days.pop() if len(days) == 1 else None)
