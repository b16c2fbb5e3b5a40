"""Who answers a request for erasure.

The administrators of the organisation that holds the data: it is their controller. Where it has no
administrator any more, the platform's administrators: nobody else is left who could.
"""

import uuid

from msgspec import Struct
from sqlalchemy import ColumnElement, exists, false, or_
from sqlalchemy.orm import Session

from app.erasure.models import ErasureRequest
from app.organisations.models import Membership, MembershipRole, Role
from app.organisations.people_queries import administrators
from app.viewer import Viewer, viewer


class Answerer(Struct, frozen=True):
    """Who answers. organisation_id: as its administrator, none for who is none; membership_id: theirs.

    platform: as an administrator of the platform too.
    """

    person_id: uuid.UUID
    organisation_id: uuid.UUID | None
    membership_id: uuid.UUID | None
    platform: bool


def answerer_of(seen: Viewer) -> Answerer:
    """Return a viewer as one who answers requests."""
    own = Role.ORGANISATION_ADMINISTRATOR in seen.roles
    return Answerer(
        seen.person_id,
        seen.organisation_id if own else None,
        seen.membership_id if own else None,
        seen.platform_administrator,
    )


def answerer() -> Answerer:
    """Return who asks in this request. Raises NotAllowed where nobody is signed in."""
    return answerer_of(viewer())


def answered_by(who: Answerer) -> ColumnElement[bool]:
    """Return the condition on requests that are somebody's to answer."""
    own = ErasureRequest.organisation_id == who.organisation_id if who.organisation_id else false()
    return or_(own, _without_administrator() if who.platform else false())


def platform_answers(session: Session, organisation_id: uuid.UUID) -> bool:
    """Say whether an organisation has nobody of its own who could answer."""
    return administrators(session, organisation_id) == 0


def _without_administrator() -> ColumnElement[bool]:
    return ~(
        exists()
        .where(Membership.organisation_id == ErasureRequest.organisation_id)
        .where(Membership.ended.is_(None), Membership.paused.is_(None))
        .where(
            MembershipRole.membership_id == Membership.id,
            MembershipRole.role == Role.ORGANISATION_ADMINISTRATOR,
        )
    )
