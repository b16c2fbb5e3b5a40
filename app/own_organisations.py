"""The organisations of a person: where they belong or belonged, whichever they act in now."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import tenancy
from app.organisations.models import Membership
from app.services import services
from app.viewer import viewer_or_none


def organisations_of(session: Session, person_id: uuid.UUID) -> Sequence[uuid.UUID]:
    """Return the organisations that keep something of a person."""
    wanted = select(Membership.organisation_id).where(Membership.person_id == person_id)
    return session.scalars(wanted.order_by(Membership.made, Membership.id)).all()


def as_a_person() -> None:
    """Do what is left of this request within all organisations of its viewer.

    To be called before each request of a room that is about somebody's own, wherever they have it.
    """
    who = viewer_or_none()
    if who is None:
        return
    if who.platform_administrator:
        tenancy.enter_request(None)
    else:
        found = organisations_of(services().database.of_request(), who.person_id)
        tenancy.enter_request(*found)
