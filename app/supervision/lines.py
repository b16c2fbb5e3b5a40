"""Make the lines of “Who is where” again that are marked, from the same rows as the page itself.

Source of each number: ``table.rows_for``. The database sorts and pages by the lines; what is shown is read anew.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import ColumnElement, Select, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.database import Base, Database
from app.organisations.models import Membership, MembershipRole, Role
from app.supervision.marks import mark_all, mark_members
from app.supervision.models import LearnerStanding, StandingEdition, StandingMark
from app.supervision.standing import STATES
from app.supervision.table import Row, rows_for
from app.tenancy import current, within
from course.model import Module

AT_ONCE: Final = 500
NO_DAY: Final = dt.date.max
EDITION: Final = 1


def bring_up_to_date(
    database: Database, modules: Sequence[Module], most: int | None = None
) -> None:
    """Make the marked lines again, in transactions of 500; within an organisation its own only.

    modules: those that the doctors are shown; most: how many lines at most, none for all that are marked.
    """
    made = 0
    while most is None or made < most:
        with database.write() as session:
            _notice_other_modules(session, modules)
            done = _make_marked(session, modules)
        if done == 0:
            return
        made += done


def _notice_other_modules(session: Session, modules: Sequence[Module]) -> None:
    served = " ".join(module.slug for module in modules)
    edition = session.get(StandingEdition, EDITION)
    if edition is None:
        try:
            with session.begin_nested():
                session.add(StandingEdition(id=EDITION, modules=served))
        except IntegrityError:
            return  # another process, which has just been started too, was faster and marks them
    elif edition.modules == served:
        return
    else:
        edition.modules = served
    session.flush()
    mark_all(session)


def _make_marked(session: Session, modules: Sequence[Module]) -> int:
    """Make some lines; return how many, 0 where no mark is left or others are at it."""
    _spread(session)
    wanted = select(StandingMark.membership_id).where(StandingMark.membership_id.is_not(None))
    if current() is not None:
        wanted = wanted.where(StandingMark.membership_id.in_(_members_of(current())))
    members = session.scalars(wanted.distinct().limit(AT_ONCE)).all()
    marked = select(StandingMark.id).where(StandingMark.membership_id.in_(members))
    marks = session.scalars(marked.with_for_update(skip_locked=True)).all()
    if not marks:
        return 0
    for organisation_id, those in _by_organisation(session, members).items():
        with within(organisation_id):
            make(session, those, modules)
    _delete(session, StandingMark, StandingMark.id.in_(marks))
    return len(members)


def _members_of(organisation_id: uuid.UUID | None) -> Select[uuid.UUID]:
    return select(Membership.id).where(Membership.organisation_id == organisation_id)


def _by_organisation(
    session: Session, members: Collection[uuid.UUID | None]
) -> dict[uuid.UUID, list[uuid.UUID]]:
    wanted = select(Membership.organisation_id, Membership.id).where(Membership.id.in_(members))
    found: defaultdict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for organisation_id, member in session.execute(wanted.order_by(Membership.organisation_id)):
        found[organisation_id].append(member)
    return found


def _spread(session: Session) -> None:
    """Mark each doctor where a whole organisation is marked, or all of them."""
    wanted = select(StandingMark).where(StandingMark.membership_id.is_(None))
    if current() is not None:
        wanted = wanted.where(StandingMark.organisation_id == current())
    for mark in session.scalars(wanted.with_for_update(skip_locked=True)):
        mark_members(session, _learners_of(session, mark.organisation_id))
        session.delete(mark)
    session.flush()


def make(session: Session, members: Collection[uuid.UUID], modules: Sequence[Module]) -> None:
    """Make the lines of some members again; whoever learns here no longer has none."""
    # Two who make a member's line act one after the other, and in one order.
    locked = select(Membership.id).where(Membership.id.in_(members)).order_by(Membership.id)
    session.execute(locked.with_for_update(key_share=True)).all()
    rows = rows_for(session, members, modules)
    _delete(session, LearnerStanding, LearnerStanding.membership_id.in_(members))
    session.add_all(_line(row) for row in rows.values())
    session.flush()


def _delete(session: Session, table: type[Base], which: ColumnElement[bool]) -> None:
    session.execute(delete(table).where(which).execution_options(synchronize_session=False))


def _line(row: Row) -> LearnerStanding:
    return LearnerStanding(
        membership_id=row.membership_id,
        organisation_id=row.doctor.organisation_id,
        away=row.doctor.away,
        rank=STATES.index(row.state),
        due=row.still_due,
        due_by=row.due_by or NO_DAY,
        active=row.active,
    )


def _learners_of(session: Session, organisation: uuid.UUID | None) -> Sequence[uuid.UUID]:
    wanted = (
        select(Membership.id)
        .join(MembershipRole, MembershipRole.membership_id == Membership.id)
        .where(MembershipRole.role == Role.LEARNER)
    )
    if organisation is not None:
        wanted = wanted.where(Membership.organisation_id == organisation)
    # Lines of those who left or learn no more are made again too, which takes them away.
    left = select(LearnerStanding.membership_id)
    if organisation is not None:
        left = left.where(LearnerStanding.organisation_id == organisation)
    return [*{*session.scalars(wanted), *session.scalars(left)}]
