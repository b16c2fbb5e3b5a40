"""Asking for erasure: by the person, or by an administrator whom they have asked.

A request goes to one organisation and is about what it holds: a membership, which may have ended.
"""

import datetime as dt
import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.erasure.models import ErasureRequest, RequestState
from app.erasure.term import due_day
from app.errors import Conflict, NotFound
from app.organisations.models import Membership
from app.organisations.people_queries import membership
from app.viewer import Member

WAITING = (RequestState.OPEN.value, RequestState.UNDER_WAY.value)


def own_memberships(session: Session, person_id: uuid.UUID) -> tuple[Membership, ...]:
    """Return where a person belongs or belonged, by the organisation's name."""
    found = session.scalars(select(Membership).where(Membership.person_id == person_id))
    return tuple(sorted(found, key=lambda each: each.organisation.name))


def own_membership(session: Session, person_id: uuid.UUID, membership_id: uuid.UUID) -> Membership:
    """Return a membership of a person, ended or not. Raises NotFound for another's."""
    found = session.get(Membership, membership_id)
    if found is None or found.person_id != person_id:
        raise NotFound("You never belonged there.")
    return found


def own_request(session: Session, membership_id: uuid.UUID) -> ErasureRequest | None:
    """Return the latest request about a membership that says something; none where there is none."""
    return session.scalars(
        select(ErasureRequest)
        .where(ErasureRequest.membership_id == membership_id)
        .where(ErasureRequest.state != RequestState.WITHDRAWN.value)
        .order_by(ErasureRequest.asked.desc())
        .limit(1)
    ).one_or_none()


def ask(session: Session, about: Membership, moment: dt.datetime) -> uuid.UUID:
    """Ask for one's own data to be erased; return the request, the one that waits if there is one."""
    waits = session.scalars(
        select(ErasureRequest)
        .where(ErasureRequest.membership_id == about.id)
        .where(ErasureRequest.state.in_(WAITING))
    ).first()
    if waits is None:
        waits = ErasureRequest(
            organisation_id=about.organisation_id,
            membership_id=about.id,
            asked=moment,
            due=due_day(moment),
        )
        session.add(waits)
        session.flush()
    return waits.id


def ask_for(
    session: Session, asker: Member, membership_id: uuid.UUID, moment: dt.datetime
) -> uuid.UUID:
    """Write down that a person of the asker's organisation asked by another way.

    Raises NotFound for anybody else.
    """
    return ask(session, membership(session, asker, membership_id), moment)


def withdraw(session: Session, membership_id: uuid.UUID) -> None:
    """Take one's own request back. Raises Conflict where nobody has asked, or it is decided."""
    waits = session.scalars(
        select(ErasureRequest)
        .where(ErasureRequest.membership_id == membership_id)
        .where(ErasureRequest.state == RequestState.OPEN.value)
        .with_for_update()
    ).first()
    if waits is None:
        raise Conflict("There is no request of yours that is still open.")
    waits.state = RequestState.WITHDRAWN.value
