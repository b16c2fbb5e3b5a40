"""What an organisation's administrator sees of invitations: what they typed, and nothing of accounts."""

import datetime as dt
import uuid
from typing import Literal

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.organisations.models import ROLE_NAMES, Invitation, Membership
from app.viewer import Member

State = Literal["waiting", "too old", "declined"]


class InvitationRow(Struct, frozen=True):
    """Somebody who is invited. supervisors: names of those who are to supervise them."""

    id: uuid.UUID
    name: str
    email: str
    role_names: tuple[str, ...]
    supervisors: tuple[str, ...]
    state: State
    made: dt.datetime
    expires: dt.datetime


def invited(session: Session, asker: Member, moment: dt.datetime) -> tuple[InvitationRow, ...]:
    """Return the invitations of the asker's organisation, by name."""
    found = session.scalars(
        select(Invitation)
        .where(Invitation.organisation_id == asker.organisation_id)
        .order_by(Invitation.name)
    )
    return tuple(row_of(session, each, moment) for each in found)


def row_of(session: Session, found: Invitation, moment: dt.datetime) -> InvitationRow:
    """Return an invitation as its organisation sees it."""
    keys = [uuid.UUID(value) for value in found.supervisors]
    names = select(Person.name).join(Membership, Membership.person_id == Person.id)
    supervisors = session.scalars(names.where(Membership.id.in_(keys)).order_by(Person.name))
    return InvitationRow(
        found.id,
        found.name,
        found.email,
        tuple(name for role, name in ROLE_NAMES.items() if role.value in found.roles),
        tuple(supervisors),
        _state(found, moment),
        found.made,
        found.expires,
    )


def _state(found: Invitation, moment: dt.datetime) -> State:
    if found.declined is not None:
        return "declined"
    return "waiting" if found.expires > moment else "too old"
