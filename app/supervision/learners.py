"""Whose learning somebody sees, and no other's: one rule, with which every page of this room begins.

A supervisor sees the doctors assigned to them; an IMG lead all who learn in their organisation.
"""

import datetime as dt
import uuid
from collections.abc import Collection

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.accounts.names import in_words
from app.errors import NotFound
from app.organisations.models import Membership, MembershipRole, Role, Supervision
from app.viewer import Member


class Supervised(Struct, frozen=True):
    """A doctor as their supervisor sees them. membership_id: the actor of their statements.

    preferred_name and said: how they want to be called and how that is spoken, where they told; away:
    the account is deactivated.
    """

    membership_id: uuid.UUID
    organisation_id: uuid.UUID
    name: str
    since: dt.datetime
    preferred_name: str = ""
    said: str = ""
    away: bool = False

    @property
    def name_words(self) -> str:
        """How the doctor wants to be called, and how that is said; empty where not told."""
        return in_words(self.preferred_name, self.said)


def sees_everybody(asker: Member) -> bool:
    """Say whether somebody sees all who learn in their organisation."""
    return Role.LEAD in asker.roles


def supervises(session: Session, asker: Member, membership_id: uuid.UUID) -> bool:
    """Say whether somebody is a doctor's supervisor: a lead who sees everybody need not be."""
    tie = session.get(Supervision, (asker.membership_id, membership_id))
    return Role.SUPERVISOR in asker.roles and tie is not None


def within_sight(asker: Member) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions on memberships that leave those whose learning the asker sees."""
    conditions = (
        Membership.organisation_id == asker.organisation_id,
        Membership.ended.is_(None),
        _learns(),
    )
    if sees_everybody(asker):
        return conditions
    return (*conditions, Membership.id.in_(own_doctors(asker)))


def own_doctors(asker: Member) -> Select[uuid.UUID]:
    """Return the memberships of the doctors whom somebody supervises, some of whom may have left."""
    return select(Supervision.learner_id).where(Supervision.supervisor_id == asker.membership_id)


def _learns() -> ColumnElement[bool]:
    # Asked of each membership: a list of all who learn would be made for one of them as well.
    return exists().where(
        MembershipRole.membership_id == Membership.id, MembershipRole.role == Role.LEARNER
    )


def seen_learner(session: Session, asker: Member, membership_id: uuid.UUID) -> Supervised:
    """Return one doctor whose learning the asker sees. Raises NotFound for anybody else."""
    found = session.execute(
        _doctors().where(Membership.id == membership_id, *within_sight(asker))
    ).one_or_none()
    if found is None:
        raise NotFound("There is no such doctor among those whose learning you see.")
    return Supervised(*found)


def learners(session: Session, members: Collection[uuid.UUID]) -> tuple[Supervised, ...]:
    """Return those of some members who learn and belong, whoever asks: for sums, never for a page."""
    rows = session.execute(
        _doctors().where(Membership.id.in_(members), Membership.ended.is_(None)).where(_learns())
    )
    return tuple(Supervised(*row) for row in rows)


def _doctors() -> Select[uuid.UUID, uuid.UUID, str, dt.datetime, str, str, bool]:
    return select(
        Membership.id,
        Membership.organisation_id,
        Person.name,
        Membership.made,
        Person.preferred_name,
        Person.said,
        Membership.paused.is_not(None),
    ).join(Person, Person.id == Membership.person_id)
