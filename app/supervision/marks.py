"""Mark whose line in “Who is where” is to be made again, in the transaction that changes what it says.

A line is made from rows of several rooms. They need not know of it: whatever session writes one of those
rows, the mark is written with it, and the line is made again within seconds (``lines.py``).
"""

import uuid
from collections.abc import Iterable
from functools import singledispatch
from typing import Any

from sqlalchemy import insert, inspect
from sqlalchemy.orm import Session

from app.assignments.models import Assignment, AssignmentRule
from app.database import Database
from app.learning.models import Enrolment
from app.organisations.models import Membership, MembershipRole
from app.supervision.models import StandingMark

Mark = tuple[uuid.UUID | None, uuid.UUID | None]
"""Whose line: of a membership, or of everybody in an organisation."""


def watch(database: Database) -> None:
    """Write marks with whatever is changed through a database's sessions from now on."""
    database.after_each_flush(_after_flush)


def mark_members(session: Session, memberships: Iterable[uuid.UUID]) -> None:
    """Mark the lines of some members."""
    _write(session, ((each, None) for each in memberships))


def mark_all(session: Session) -> None:
    """Mark every line."""
    _write(session, [(None, None)])


def _after_flush(session: Session, _context: object) -> None:
    changed = [*session.new, *session.deleted, *filter(session.is_modified, session.dirty)]
    _write(session, {mark for row in changed if (mark := mark_of(row)) is not None})


def _write(session: Session, marks: Iterable[Mark]) -> None:
    rows = [
        {"membership_id": membership, "organisation_id": organisation}
        for membership, organisation in marks
    ]
    if rows:
        session.connection().execute(insert(StandingMark), rows)


@singledispatch
def mark_of(_row: Any) -> Mark | None:
    """Return what a changed row marks; none for one from which no line is made."""
    return None


@mark_of.register
def _(row: Membership) -> Mark:
    return row.id, None


@mark_of.register(MembershipRole | Assignment)
def _(row: MembershipRole | Assignment) -> Mark:
    return row.membership_id, None


@mark_of.register
def _(row: AssignmentRule) -> Mark:
    return None, row.organisation_id


@mark_of.register
def _(row: Enrolment) -> Mark | None:
    # Its place changes with every act; only a pass takes something off what is due.
    return (row.membership_id, None) if inspect(row).attrs.passed.history.has_changes() else None
