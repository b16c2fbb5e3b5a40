"""Which of an organisation's people are looked for: by name, role, state, site and cohort, in the database."""

import uuid
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.organisations.groups import members_at_site, members_in_cohort
from app.organisations.models import Membership, MembershipRole, Role, Supervision
from app.providers.models import Identity
from app.viewer import Member

STATES: Final[dict[str, str]] = {
    "": "Everybody who belongs",
    "active": "Active",
    "invited": "Has not chosen a password yet",
    "paused": "Deactivated",
    "unsupervised": "Doctor without a supervisor",
    "ended": "Has left",
}


class Wanted(Struct, frozen=True):
    """Which people. text: part of a name or e-mail address; state: a key of STATES."""

    text: str = ""
    role: Role | None = None
    state: str = ""
    site_id: uuid.UUID | None = None
    cohort_id: uuid.UUID | None = None


class Counts(Struct, frozen=True):
    """How many belong to the organisation, of them not yet signed in and deactivated, and have left."""

    here: int
    unused: int
    paused: int
    left: int


def counts(session: Session, asker: Member) -> Counts:
    """Count the organisation's people."""

    def how_many(condition: ColumnElement[bool]) -> Any:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    row = session.execute(
        select(
            how_many(Membership.ended.is_(None)),
            how_many(_in_state("invited")),
            how_many(_in_state("paused")),
            how_many(Membership.ended.is_not(None)),
        )
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.organisation_id == asker.organisation_id)
    ).one()
    return Counts(*(int(each) for each in row))


def memberships(asker: Member, wanted: Wanted) -> Select[uuid.UUID]:
    """Return the ids of the memberships of whoever is wanted, in the asker's organisation."""
    found = (
        select(Membership.id)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.organisation_id == asker.organisation_id)
    )
    if wanted.state == "unsupervised":
        found = found.where(Membership.ended.is_(None), _has_role(Role.LEARNER), _is_alone())
    elif wanted.state:
        found = found.where(_in_state(wanted.state))
    else:
        found = found.where(Membership.ended.is_(None))
    if wanted.text:
        found = found.where(
            or_(
                func.lower(Person.name).contains(wanted.text.lower(), autoescape=True),
                Person.email.contains(wanted.text.lower(), autoescape=True),
            )
        )
    if wanted.role:
        found = found.where(_has_role(wanted.role))
    if wanted.site_id:
        found = found.where(Membership.id.in_(members_at_site(asker, wanted.site_id)))
    if wanted.cohort_id:
        found = found.where(Membership.id.in_(members_in_cohort(asker, wanted.cohort_id)))
    return found


def in_order(found: Select[uuid.UUID]) -> Select[uuid.UUID]:
    """Return them by name."""
    return found.order_by(func.lower(Person.name), Membership.id)


def _has_role(role: Role) -> ColumnElement[bool]:
    return Membership.id.in_(
        select(MembershipRole.membership_id).where(MembershipRole.role == role)
    )


def _is_alone() -> ColumnElement[bool]:
    return ~Membership.id.in_(select(Supervision.learner_id))


def has_a_way_in() -> ColumnElement[bool]:
    """Say of people whether they have chosen a password, or come in by a work account."""
    return (Person.password_hash != "") | Person.id.in_(select(Identity.person_id))


def _in_state(state: str) -> ColumnElement[bool]:
    here = Membership.ended.is_(None)
    conditions: dict[str, ColumnElement[bool]] = {
        "active": here & Membership.paused.is_(None) & has_a_way_in(),
        "invited": here & Membership.paused.is_(None) & ~has_a_way_in(),
        "paused": here & Membership.paused.is_not(None),
        "ended": Membership.ended.is_not(None),
    }
    return conditions[state]
