"""Lists that begin by themselves: when a doctor joins, or begins a first module soon after.

Whether they do is the organisation's to say. Where it has said nothing they do as soon as it uses lists:
one has begun, or the list was made its own.
"""

import datetime as dt
import uuid

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.assignments.due import today
from app.database import now
from app.induction.content import induction
from app.induction.models import (
    InductionList,
    InductionOwner,
    InductionOwnItem,
    InductionRule,
    InductionSetting,
)
from app.induction.starting import NEW, start_of
from app.learning.signals import enrolled
from app.organisations.models import Membership, Role
from app.organisations.signals import learner_joined


def chosen(session: Session, organisation_id: uuid.UUID) -> bool | None:
    """Return what an organisation has said; none where it has said nothing."""
    row = session.get(InductionSetting, organisation_id)
    return row.begins if row is not None else None


def by_themselves(session: Session, organisation_id: uuid.UUID) -> bool:
    """Say whether lists begin by themselves in an organisation."""
    said = chosen(session, organisation_id)
    return in_use(session, organisation_id) if said is None else said


def choose(session: Session, organisation_id: uuid.UUID, begins: bool) -> None:
    """Let lists begin by themselves from now on, or not."""
    row = session.get(InductionSetting, organisation_id)
    if row is None:
        row = InductionSetting(organisation_id=organisation_id)
        session.add(row)
    row.begins = begins


def in_use(session: Session, organisation_id: uuid.UUID) -> bool:
    """Say whether an organisation uses lists: one has begun, or something of them was made its own."""
    here = select(Membership.id).where(Membership.organisation_id == organisation_id)
    signs = (
        select(InductionList.id).where(InductionList.membership_id.in_(here)),
        select(InductionRule.item).where(InductionRule.organisation_id == organisation_id),
        select(InductionOwnItem.id).where(InductionOwnItem.organisation_id == organisation_id),
        select(InductionOwner.owner).where(InductionOwner.membership_id.in_(here)),
    )
    return any(session.scalars(sign.limit(1)).first() is not None for sign in signs)


def begin_own(
    session: Session,
    membership: Membership,
    joined: dt.date,
    on: dt.date,
) -> None:
    """Begin the list of one doctor by itself, where it is wanted and none has begun.

    joined: what is assumed to be the first day where none is told; on: today.
    """
    if Role.LEARNER not in membership.roles or not induction().phases:
        return
    wanted = select(InductionList.id).where(InductionList.membership_id == membership.id)
    if session.scalars(wanted).first() is not None:
        return
    if not by_themselves(session, membership.organisation_id):
        return
    start = start_of(session, membership.id, joined)
    made = InductionList(
        organisation_id=membership.organisation_id,
        membership_id=membership.id,
        first_day=start.day,
        first_day_from=start.source,
        begun=on,
    )
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:
        return  # a lead has begun it in this very moment


@learner_joined.connect
def _on_joining(session: Session, membership: Membership) -> None:
    begin_own(session, membership, today(now()), today(now()))


@enrolled.connect
def _on_learning(session: Session, membership_id: uuid.UUID) -> None:
    membership = session.get_one(Membership, membership_id)
    if now() - membership.made <= NEW:
        begin_own(session, membership, today(membership.made), today(now()))
