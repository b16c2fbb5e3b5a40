"""What organisations hold about a person: that they belong, as what, and who supervises them."""

import uuid
from typing import Any, Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.accounts.holding import Holding, Row, Whose
from app.accounts.holdings import DIGEST
from app.accounts.models import Person
from app.organisations.models import Invitation, Membership, MembershipRole, Supervision
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


def _to_their_address(whose: Whose) -> ColumnElement[bool]:
    address = select(Person.email).where(Person.id == whose.person_id)
    return Invitation.email == address.scalar_subquery()


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
    Holding(
        "invitations",
        "Invitations to this e-mail address",
        Invitation,
        _to_their_address,
        of="person",
        hidden={
            "token_digest": DIGEST,
            "supervisors": "account numbers of others",
        },
        written=_organisation,
    ),
)
