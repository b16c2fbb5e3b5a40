"""Enrolments: the one that counts is the latest that a membership has in a module.

Every act of a learner takes the enrolment with a lock, so that two tabs or devices at once act one after
the other: what one has done, the other sees.
"""

import datetime as dt
import uuid

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app import locks
from app.errors import NotAllowed
from app.learning.models import Enrolment
from app.learning.signals import enrolled
from app.organisations.models import Membership


def current(session: Session, membership_id: uuid.UUID, module: str) -> Enrolment | None:
    """Return the enrolment that counts, to read; none before the first act."""
    return session.scalars(_latest(membership_id, module)).first()


def enter(session: Session, membership_id: uuid.UUID, module: str, at: dt.datetime) -> Enrolment:
    """Return the enrolment that counts, locked; make the first one. session: a writing one."""
    # The membership is locked too: two first acts at once must not make two enrolments.
    organisation_id = lock_membership(session, membership_id)
    found = locked(session, membership_id, module)
    return found or _new(session, organisation_id, membership_id, module, at)


def locked(session: Session, membership_id: uuid.UUID, module: str) -> Enrolment | None:
    """Return the enrolment that counts, locked until the end of the transaction."""
    return session.scalars(_latest(membership_id, module).with_for_update()).first()


def take_again(
    session: Session, membership_id: uuid.UUID, module: str, at: dt.datetime
) -> Enrolment:
    """Begin a module once more after a pass; asked twice, begin it once."""
    organisation_id = lock_membership(session, membership_id)
    found = locked(session, membership_id, module)
    if found is not None and found.passed is None:
        return found
    return _new(session, organisation_id, membership_id, module, at)


def _latest(membership_id: uuid.UUID, module: str) -> Select[Enrolment]:
    return (
        select(Enrolment)
        .where(Enrolment.membership_id == membership_id, Enrolment.module == module)
        .order_by(Enrolment.made.desc())
        .limit(1)
    )


def lock_membership(session: Session, membership_id: uuid.UUID) -> uuid.UUID:
    """Let what a member does in two tabs at once be done one after the other; return the organisation.

    Raises NotAllowed for one who belongs there no more.
    """
    locks.hold(session, locks.MEMBERSHIP, membership_id)
    here = Membership.ended.is_(None) & Membership.paused.is_(None)
    member = select(Membership.organisation_id).where(Membership.id == membership_id, here)
    organisation_id = session.scalar(member)
    if organisation_id is None:
        raise NotAllowed("You no longer belong to this organisation.")
    return organisation_id


def _new(
    session: Session,
    organisation_id: uuid.UUID,
    membership_id: uuid.UUID,
    module: str,
    at: dt.datetime,
) -> Enrolment:
    made = Enrolment(
        id=uuid.uuid4(),
        organisation_id=organisation_id,
        membership_id=membership_id,
        module=module,
        made=at,
    )
    session.add(made)
    session.flush()
    enrolled.send(session, membership_id=membership_id)
    return made
