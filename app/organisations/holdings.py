"""What organisations hold about a person: that they belong, as what, and who supervises them."""

import uuid
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.holding import Holding, Row
from app.accounts.models import Person
from app.organisations.models import Membership, MembershipRole, Supervision
from app.services import Services


def _organisation(_parts: Services, _session: Session, row: Any) -> Row:
    return {"organisation": row.organisation.name}


def _supervisor(_parts: Services, session: Session, row: Any) -> Row:
    """Add who supervises; whom the person supervises stays a number: that is about somebody else."""
    return {"supervisor": _name(session, row.supervisor_id)}


def _name(session: Session, membership_id: uuid.UUID) -> str:
    wanted = (
        select(Person.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.id == membership_id)
    )
    return session.scalars(wanted).one()


HOLDINGS: Final = (
    Holding(
        "memberships",
        "Organisations belonged to",
        Membership,
        lambda whose: Membership.id.in_(whose.membership_ids),
        written=_organisation,
    ),
    Holding(
        "roles",
        "Roles there",
        MembershipRole,
        lambda whose: MembershipRole.membership_id.in_(whose.membership_ids),
    ),
    Holding(
        "supervised_by",
        "Supervisors",
        Supervision,
        lambda whose: Supervision.learner_id.in_(whose.membership_ids),
        written=_supervisor,
    ),
    Holding(
        "supervises",
        "Doctors supervised, by account number",
        Supervision,
        lambda whose: Supervision.supervisor_id.in_(whose.membership_ids),
    ),
)
