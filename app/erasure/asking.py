"""Asking for erasure: by the person, or by an administrator whom they have asked."""

import datetime as dt
import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.erasure.models import ErasureRequest, RequestState
from app.erasure.term import due_day
from app.errors import Conflict
from app.organisations.people_queries import membership
from app.viewer import Member

WAITING = (RequestState.OPEN.value, RequestState.UNDER_WAY.value)


def own_request(session: Session, asker: Member) -> ErasureRequest | None:
    """Return the latest request of the person who asks that says something; none where there is none."""
    return session.scalars(
        select(ErasureRequest)
        .where(ErasureRequest.membership_id == asker.membership_id)
        .where(ErasureRequest.state != RequestState.WITHDRAWN.value)
        .order_by(ErasureRequest.asked.desc())
        .limit(1)
    ).one_or_none()


def ask(session: Session, asker: Member, moment: dt.datetime) -> uuid.UUID:
    """Ask for one's own data to be erased; return the request, the one that waits if there is one."""
    return _ask(session, asker.organisation_id, asker.membership_id, moment)


def ask_for(
    session: Session, asker: Member, membership_id: uuid.UUID, moment: dt.datetime
) -> uuid.UUID:
    """Write down that a person of the asker's organisation asked by another way.

    Raises NotFound for anybody else.
    """
    found = membership(session, asker, membership_id)
    return _ask(session, asker.organisation_id, found.id, moment)


def withdraw(session: Session, asker: Member) -> None:
    """Take one's own request back. Raises Conflict where nobody has asked, or it is decided."""
    waits = session.scalars(
        select(ErasureRequest)
        .where(ErasureRequest.membership_id == asker.membership_id)
        .where(ErasureRequest.state == RequestState.OPEN.value)
        .with_for_update()
    ).first()
    if waits is None:
        raise Conflict("There is no request of yours that is still open.")
    waits.state = RequestState.WITHDRAWN.value


def _ask(
    session: Session, organisation_id: uuid.UUID, membership_id: uuid.UUID, moment: dt.datetime
) -> uuid.UUID:
    waits = session.scalars(
        select(ErasureRequest)
        .where(ErasureRequest.membership_id == membership_id)
        .where(ErasureRequest.state.in_(WAITING))
    ).first()
    if waits is None:
        waits = ErasureRequest(
            organisation_id=organisation_id,
            membership_id=membership_id,
            asked=moment,
            due=due_day(moment),
        )
        session.add(waits)
        session.flush()
    return waits.id
