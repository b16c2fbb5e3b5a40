"""Find the doctors of a view: which, in which order, how many; the database does it by their lines."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import ColumnExpressionArgument, Select, case, exists, func, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.induction.models import InductionList
from app.organisations import groups
from app.organisations.models import Membership, MembershipRole, Role, Supervision
from app.supervision.learners import own_doctors, sees_everybody
from app.supervision.lines import NO_DAY
from app.supervision.models import LearnerStanding, Progress
from app.supervision.standing import STATES, State
from app.supervision.view import Choice, Narrowings, View
from app.viewer import Member
from app.welcome.standing import narrowed

Key = uuid.UUID
"""A membership, by which a doctor is known here."""

PAGE: Final = 25
AT_ONCE: Final = 500
"""How many rows are read at once where all of them are wanted."""


class Numbers(Struct, frozen=True):
    """How many doctors the asker sees, by state, and how many of them are late with something.

    away: how many have an account that is deactivated, whom the other numbers leave out; due: how many modules are assigned and not passed, of all of them; latest: the one who is late for longest, and by how many days; none where nobody is.
    """

    by_state: dict[State, int]
    late: int
    away: int = 0
    due: int = 0
    latest: tuple[uuid.UUID, int] | None = None

    @property
    def all(self) -> int:
        """All of them."""
        return sum(self.by_state.values())


def numbers(session: Session, asker: Member, on: dt.date) -> Numbers:
    """Count those whom the asker sees; only those whose account is active have a state. on: today."""
    late = case((LearnerStanding.due_by < on, 1), else_=0)
    sums = func.count(), func.sum(late), func.sum(LearnerStanding.due)
    counted = session.execute(
        _seen(select(LearnerStanding.away, LearnerStanding.rank, *sums), asker).group_by(
            LearnerStanding.away, LearnerStanding.rank
        )
    ).all()
    here = [row[1:] for row in counted if not row[0]]
    away = sum(row[2] for row in counted if row[0])
    by_state = {STATES[rank]: number for rank, number, _, _ in here}
    number_late = sum(each for _, _, each, _ in here)
    due = sum(each for _, _, _, each in here)
    latest = _latest(session, asker, on) if number_late else None
    return Numbers(by_state, number_late, away, due, latest)


def _latest(session: Session, asker: Member, on: dt.date) -> tuple[uuid.UUID, int]:
    wanted = _seen(select(LearnerStanding.membership_id, LearnerStanding.due_by), asker)
    wanted = wanted.where(LearnerStanding.away.is_(False), LearnerStanding.due_by < on)
    key, due_by = session.execute(wanted.order_by(*_by_need(on)).limit(1)).one()
    return key, (on - due_by).days


def found(session: Session, asker: Member, view: View, on: dt.date) -> int:
    """Count the doctors of a view, on all its pages. on: today."""
    wanted = _narrowed(_seen(select(func.count()), asker), asker, view, on)
    return session.scalar(wanted) or 0


def page(
    session: Session, asker: Member, view: View, on: dt.date, most: int | None = PAGE
) -> Sequence[uuid.UUID]:
    """Return the doctors on a view's page, in its order. on: today; most: on a page, none for all on one."""
    wanted = _narrowed(_seen(select(LearnerStanding.membership_id), asker), asker, view, on)
    wanted = wanted.order_by(*_order(view, on))
    if most is not None:
        wanted = wanted.limit(most).offset((view.page - 1) * most)
    return session.scalars(wanted).all()


def narrowings(session: Session, asker: Member) -> Narrowings:
    """Return what the asker can narrow the table by, each by name; nothing for a supervisor."""
    if not sees_everybody(asker):
        return Narrowings()
    sites, cohorts = (groups.open_groups(session, asker, kind) for kind in ("site", "cohort"))
    return Narrowings(
        _supervisors(session, asker),
        tuple(Choice(row.id, row.name) for row in sites),
        tuple(Choice(row.id, row.name) for row in cohorts),
    )


def _supervisors(session: Session, asker: Member) -> tuple[Choice, ...]:
    rows = session.execute(
        select(Membership.id, Person.name)
        .join(Person, Person.id == Membership.person_id)
        .join(MembershipRole, MembershipRole.membership_id == Membership.id)
        .where(MembershipRole.role == Role.SUPERVISOR)
        .where(Membership.organisation_id == asker.organisation_id, Membership.ended.is_(None))
        .order_by(Person.name, Membership.id)
    )
    return tuple(Choice(*row) for row in rows)


def _seen(wanted: Select[*tuple[Any, ...]], asker: Member) -> Select[*tuple[Any, ...]]:
    # The lines alone, so that 20,000 are counted in milliseconds. One of a doctor who left a second ago may
    # still be counted; what is shown is read from the memberships (``table.rows_for``), which leaves it out.
    wanted = wanted.select_from(LearnerStanding).where(
        LearnerStanding.organisation_id == asker.organisation_id
    )
    if sees_everybody(asker):
        return wanted
    return wanted.where(LearnerStanding.membership_id.in_(own_doctors(asker)))


def _with_names(wanted: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return wanted.join(Membership, Membership.id == LearnerStanding.membership_id).join(
        Person, Person.id == Membership.person_id
    )


def _narrowed(
    wanted: Select[*tuple[Any, ...]], asker: Member, view: View, on: dt.date
) -> Select[*tuple[Any, ...]]:
    doctor = LearnerStanding.membership_id
    wanted = wanted.where(LearnerStanding.away.is_(view.away))
    if view.state is not None:
        wanted = wanted.where(LearnerStanding.rank == STATES.index(view.state))
    if view.late:
        wanted = wanted.where(LearnerStanding.due_by < on)
    if view.without:
        passed = exists().where(
            Progress.organisation_id == asker.organisation_id,
            Progress.actor == doctor,
            Progress.module == view.without,
            Progress.passed.is_not(None),
        )
        wanted = wanted.where(~passed)
    if view.supervisor is not None:
        theirs = select(Supervision.learner_id).where(Supervision.supervisor_id == view.supervisor)
        wanted = wanted.where(doctor.in_(theirs))
    if view.site is not None:
        wanted = wanted.where(doctor.in_(groups.members_at_site(asker, view.site)))
    if view.cohort is not None:
        wanted = wanted.where(doctor.in_(groups.members_in_cohort(asker, view.cohort)))
    if view.induction:
        begun = exists().where(InductionList.membership_id == doctor)
        wanted = wanted.where(begun if view.induction == "begun" else ~begun)
    if view.meeting:
        wanted = wanted.where(narrowed(doctor, view.meeting, asker.organisation_id))
    if view.name or view.order == "name":
        wanted = _with_names(wanted)
        for word in view.name.split():
            wanted = wanted.where(Person.name.icontains(word, autoescape=True))
    return wanted


def _order(view: View, on: dt.date) -> tuple[ColumnExpressionArgument[Any], ...]:
    if view.order == "name":
        return func.lower(Person.name), LearnerStanding.membership_id
    if view.order == "active":
        return LearnerStanding.active, LearnerStanding.membership_id
    return _by_need(on)


def _by_need(on: dt.date) -> tuple[ColumnExpressionArgument[Any], ...]:
    """Return the order by need: what is late for longest, then the state, then who was away longest."""
    late = case((LearnerStanding.due_by < on, LearnerStanding.due_by), else_=NO_DAY)
    return late, LearnerStanding.rank, LearnerStanding.active, LearnerStanding.membership_id
