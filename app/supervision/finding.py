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
from app.supervision.learners import sees_everybody, within_sight
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
    """Count those whom the asker sees and whose account is active. on: today."""
    late = case((LearnerStanding.due_by < on, 1), else_=0)
    counted = session.execute(
        _seen(
            select(
                LearnerStanding.rank, func.count(), func.sum(late), func.sum(LearnerStanding.due)
            ),
            asker,
        )
        .where(Membership.paused.is_(None))
        .group_by(LearnerStanding.rank)
    ).all()
    by_state = {STATES[rank]: number for rank, number, _, _ in counted}
    number_late = sum(each or 0 for _, _, each, _ in counted)
    due = sum(each or 0 for _, _, _, each in counted)
    away = session.scalar(_seen(select(func.count()), asker).where(Membership.paused.is_not(None)))
    if not number_late:
        return Numbers(by_state, 0, away or 0, due)
    wanted = _seen(select(LearnerStanding.membership_id, LearnerStanding.due_by), asker).where(
        Membership.paused.is_(None)
    )
    first = session.execute(wanted.order_by(*_by_need(on)).limit(1)).one()
    return Numbers(by_state, number_late, away or 0, due, (first[0], (on - first[1]).days))


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
    # Who may be seen is asked of the memberships, never of the lines, which may be some seconds old.
    return (
        wanted.select_from(LearnerStanding)
        .join(Membership, Membership.id == LearnerStanding.membership_id)
        .join(Person, Person.id == Membership.person_id)
        .where(LearnerStanding.organisation_id == asker.organisation_id, *within_sight(asker))
    )


def _narrowed(
    wanted: Select[*tuple[Any, ...]], asker: Member, view: View, on: dt.date
) -> Select[*tuple[Any, ...]]:
    here = Membership.paused
    wanted = wanted.where(here.is_not(None) if view.away else here.is_(None))
    if view.state is not None:
        wanted = wanted.where(LearnerStanding.rank == STATES.index(view.state))
    if view.late:
        wanted = wanted.where(LearnerStanding.due_by < on)
    if view.without:
        passed = select(Progress.actor).where(
            Progress.organisation_id == asker.organisation_id,
            Progress.module == view.without,
            Progress.passed.is_not(None),
        )
        wanted = wanted.where(LearnerStanding.membership_id.not_in(passed))
    if view.supervisor is not None:
        theirs = select(Supervision.learner_id).where(Supervision.supervisor_id == view.supervisor)
        wanted = wanted.where(LearnerStanding.membership_id.in_(theirs))
    if view.site is not None:
        at_site = groups.members_at_site(asker, view.site)
        wanted = wanted.where(LearnerStanding.membership_id.in_(at_site))
    if view.cohort is not None:
        in_cohort = groups.members_in_cohort(asker, view.cohort)
        wanted = wanted.where(LearnerStanding.membership_id.in_(in_cohort))
    if view.induction:
        begun = exists().where(InductionList.membership_id == Membership.id)
        wanted = wanted.where(begun if view.induction == "begun" else ~begun)
    if view.meeting:
        wanted = wanted.where(narrowed(view.meeting, asker.organisation_id))
    if view.name:
        for word in view.name.split():
            wanted = wanted.where(Person.name.icontains(word, autoescape=True))
    return wanted


def _order(view: View, on: dt.date) -> tuple[ColumnExpressionArgument[Any], ...]:
    name = (func.lower(Person.name), LearnerStanding.membership_id)
    if view.order == "name":
        return name
    if view.order == "active":
        return LearnerStanding.active, *name
    return _by_need(on)


def _by_need(on: dt.date) -> tuple[ColumnExpressionArgument[Any], ...]:
    """Return the order by need: what is late for longest, then the state, then who was away longest."""
    late = case((LearnerStanding.due_by < on, LearnerStanding.due_by), else_=NO_DAY)
    return late, LearnerStanding.rank, LearnerStanding.active, LearnerStanding.membership_id
