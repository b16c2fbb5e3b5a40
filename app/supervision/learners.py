"""Whose learning a supervisor sees: the doctors assigned to them, in their own organisation, and no other.

Every page of this room begins with one of these two functions.
"""

import datetime as dt
import uuid

from msgspec import Struct
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.accounts.names import in_words
from app.errors import NotFound
from app.organisations.models import Membership, MembershipRole, Role, Supervision
from app.viewer import Member


class Supervised(Struct, frozen=True):
    """A doctor as their supervisor sees them. membership_id: the actor of their statements.

    preferred_name and said: how they want to be called and how that is spoken, where they told.
    """

    membership_id: uuid.UUID
    organisation_id: uuid.UUID
    name: str
    since: dt.datetime
    preferred_name: str = ""
    said: str = ""

    @property
    def name_words(self) -> str:
        """How the doctor wants to be called, and how that is said; empty where not told."""
        return in_words(self.preferred_name, self.said)


def own_learners(session: Session, asker: Member) -> tuple[Supervised, ...]:
    """Return the doctors assigned to the asker, by name; those who left are not among them."""
    rows = session.execute(_assigned(asker).order_by(Person.name, Membership.id))
    return tuple(Supervised(*row) for row in rows)


def own_learner(session: Session, asker: Member, membership_id: uuid.UUID) -> Supervised:
    """Return one doctor assigned to the asker. Raises NotFound for anybody else."""
    row = session.execute(_assigned(asker).where(Membership.id == membership_id)).one_or_none()
    if row is None:
        raise NotFound("There is no such doctor among those assigned to you.")
    return Supervised(*row)


def _assigned(asker: Member) -> Select[uuid.UUID, uuid.UUID, str, dt.datetime, str, str]:
    return (
        select(
            Membership.id,
            Membership.organisation_id,
            Person.name,
            Membership.made,
            Person.preferred_name,
            Person.said,
        )
        .join(Supervision, Supervision.learner_id == Membership.id)
        .join(Person, Person.id == Membership.person_id)
        .join(MembershipRole, MembershipRole.membership_id == Membership.id)
        .where(MembershipRole.role == Role.LEARNER)
        .where(Supervision.supervisor_id == asker.membership_id)
        .where(Membership.organisation_id == asker.organisation_id, Membership.ended.is_(None))
    )
