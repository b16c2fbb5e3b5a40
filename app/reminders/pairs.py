"""Doctors with whoever supervises them, and where the form of their welcome meeting stands."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence

from msgspec import Struct
from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.assignments.due import today
from app.induction.models import InductionList
from app.organisations.models import Membership, MembershipRole, Role, Supervision
from app.welcome.models import WelcomeAction, WelcomeForm


class Pair(Struct, frozen=True):
    """A doctor whom somebody supervises. joined: the first day in post, or here where that was later."""

    learner_id: uuid.UUID
    name: str
    joined: dt.date
    form: WelcomeForm | None


def of_supervisor(session: Session, supervisor_id: uuid.UUID) -> tuple[Pair, ...]:
    """Return the doctors of a supervisor, by name; without those whose form is another supervisor's."""
    own = select(Supervision.learner_id).where(Supervision.supervisor_id == supervisor_id)
    pairs = _pairs(session, _doctors().where(Membership.id.in_(own)))
    return tuple(
        pair for pair in pairs if pair.form is None or pair.form.supervisor_id == supervisor_id
    )


def of_doctor(session: Session, learner_id: uuid.UUID) -> Pair | None:
    """Return a doctor as one of such a pair; none while nobody supervises them."""
    tie = exists().where(Supervision.learner_id == Membership.id)
    return next(iter(_pairs(session, _doctors().where(Membership.id == learner_id, tie))), None)


def owned_actions(
    session: Session, form_id: uuid.UUID, owners: Collection[str], until: dt.date
) -> Sequence[dt.date]:
    """Return the days of the open actions of some owners, up to a day, the earliest first."""
    found = session.scalars(
        select(WelcomeAction.due)
        .where(WelcomeAction.form_id == form_id, WelcomeAction.status == "open")
        .where(WelcomeAction.owner.in_(owners), WelcomeAction.due <= until)
        .order_by(WelcomeAction.due)
    )
    return [day for day in found if day is not None]


def _doctors() -> Select[uuid.UUID, str, dt.datetime, dt.date | None]:
    return (
        select(Membership.id, Person.name, Membership.made, InductionList.first_day)
        .join(Person, Person.id == Membership.person_id)
        .join(MembershipRole, MembershipRole.membership_id == Membership.id)
        .outerjoin(InductionList, InductionList.membership_id == Membership.id)
        .where(
            Membership.ended.is_(None),
            Membership.paused.is_(None),
            MembershipRole.role == Role.LEARNER,
        )
        .order_by(Person.name, Membership.id)
    )


def _pairs(
    session: Session, wanted: Select[uuid.UUID, str, dt.datetime, dt.date | None]
) -> tuple[Pair, ...]:
    doctors = session.execute(wanted).all()
    forms = {
        form.learner_id: form  # of several, the latest
        for form in session.scalars(
            select(WelcomeForm)
            .where(WelcomeForm.learner_id.in_([row[0] for row in doctors]))
            .where(WelcomeForm.transferred.is_(None))
            .order_by(WelcomeForm.made)
        )
    }
    found = []
    for key, name, made, first_day in doctors:
        form = forms.get(key)
        first = (form.start if form is not None else None) or first_day
        found.append(Pair(key, name, max(filter(None, (first, today(made)))), form))
    return tuple(found)
