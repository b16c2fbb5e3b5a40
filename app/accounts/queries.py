"""What a person sees of their own account."""

import uuid

from msgspec import Struct
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.accounts.sign_ins import memberships_of
from app.organisations.models import ROLE_NAMES, Role
from app.viewer import Viewer


class OwnAccount(Struct, frozen=True):
    """Who is signed in. organisation: empty where they act in none."""

    name: str
    email: str
    organisation: str
    roles: tuple[str, ...]
    platform_administrator: bool
    several: bool


class Choice(Struct, frozen=True):
    """An organisation in which the person may act. current: they do so now."""

    membership_id: uuid.UUID
    organisation: str
    roles: tuple[str, ...]
    current: bool


def own_account(session: Session, viewer: Viewer) -> OwnAccount:
    """Return what is kept of the person who asks."""
    person = session.get_one(Person, viewer.person_id)
    return OwnAccount(
        name=person.name,
        email=person.email,
        organisation=viewer.organisation_name,
        roles=role_names(viewer.roles),
        platform_administrator=viewer.platform_administrator,
        several=len(memberships_of(session, person)) > 1,
    )


def choices(session: Session, viewer: Viewer) -> tuple[Choice, ...]:
    """Return the organisations in which the person who asks may act."""
    person = session.get_one(Person, viewer.person_id)
    return tuple(
        Choice(m.id, m.organisation.name, role_names(m.roles), m.id == viewer.membership_id)
        for m in memberships_of(session, person)
    )


def role_names(roles: frozenset[Role]) -> tuple[str, ...]:
    """Return the names of roles as people read them, in the order of the table of roles."""
    return tuple(name for role, name in ROLE_NAMES.items() if role in roles)
