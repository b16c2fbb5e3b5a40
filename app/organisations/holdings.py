"""What organisations hold about a person: that they belong, as what, and who supervises them."""

import uuid
from typing import Any, Final

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from app.accounts.holding import Holding, Row, Whose
from app.accounts.holdings import DIGEST
from app.accounts.models import Person
from app.organisations.models import (
    Cohort,
    CohortMember,
    Invitation,
    Leaving,
    Membership,
    MembershipRole,
    Placement,
    Site,
    Supervision,
)
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


def _forget_own(session: Session, whose: Whose) -> None:
    """Delete the invitations of the organisations whose data go; another's is its own to take back."""
    where = select(Membership.organisation_id).where(Membership.id.in_(whose.membership_ids))
    session.execute(
        delete(Invitation)
        .where(_to_their_address(whose), Invitation.organisation_id.in_(where))
        .execution_options(synchronize_session=False)
    )


def _site(_parts: Services, session: Session, row: Any) -> Row:
    site = session.get(Site, row.site_id) if row.site_id else None
    return {"site": site.name if site else ""}


def _cohort(_parts: Services, session: Session, row: Any) -> Row:
    return {"cohort": session.get_one(Cohort, row.cohort_id).name}


def _forget_successor(session: Session, whose: Whose) -> None:
    own = Leaving.successor_id.in_(whose.membership_ids)
    session.execute(update(Leaving).where(own).values(successor_id=None))


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
        stays="An invitation of another organisation is that one’s own, and goes when it is too old.",
        loosen=_forget_own,
    ),
    Holding(
        "placements",
        "Site and first day",
        Placement,
        lambda whose: Placement.membership_id.in_(whose.membership_ids),
        written=_site,
    ),
    Holding(
        "cohorts",
        "Cohorts",
        CohortMember,
        lambda whose: CohortMember.membership_id.in_(whose.membership_ids),
        written=_cohort,
    ),
    Holding(
        "leaving",
        "Last day, decided beforehand",
        Leaving,
        lambda whose: Leaving.membership_id.in_(whose.membership_ids),
        hidden={"successor_id": "it is about somebody else"},
    ),
    Holding(
        "leaving_successor",
        "Doctors to be taken over from somebody who leaves",
        Leaving,
        lambda whose: Leaving.successor_id.in_(whose.membership_ids),
        hidden={"membership_id": "it is about somebody else"},
        stays="The other’s last day stays, and their doctors are then without a supervisor.",
        loosen=_forget_successor,
    ),
)
