"""What an organisation's administrator sees of invitations: what they typed, and nothing of accounts."""

import datetime as dt
import uuid
from typing import Final, Literal

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.organisations.models import Cohort, Invitation, Membership, Site, role_names
from app.viewer import Member
from app.wording import day

PAGE: Final = 25
State = Literal["waiting", "too old", "declined"]


class Invitations(Struct, frozen=True):
    """A page of invitations. total: how many there are on all pages."""

    rows: tuple["InvitationRow", ...]
    total: int


class InvitationRow(Struct, frozen=True):
    """Somebody who is invited. supervisors: names of those who are to supervise them; site: empty for none."""

    id: uuid.UUID
    name: str
    email: str
    role_names: tuple[str, ...]
    supervisors: tuple[str, ...]
    site: str
    cohorts: tuple[str, ...]
    first_day: dt.date | None
    state: State
    made: dt.datetime
    expires: dt.datetime

    @property
    def where(self) -> tuple[str, ...]:
        """Where they will be, and from when, as far as it was said."""
        first = f"First day {day(self.first_day)}" if self.first_day else ""
        return tuple(filter(None, (self.site, ", ".join(self.cohorts), first)))


def invited(
    session: Session, asker: Member, moment: dt.datetime, page: int, text: str = ""
) -> Invitations:
    """Return a page of the invitations of the asker's organisation, by name.

    page: from 1; text: part of a name or e-mail address, empty for all.
    """
    wanted = select(Invitation).where(Invitation.organisation_id == asker.organisation_id)
    if text:
        name = func.lower(Invitation.name).contains(text.lower(), autoescape=True)
        wanted = wanted.where(name | Invitation.email.contains(text.lower(), autoescape=True))
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    in_order = wanted.order_by(func.lower(Invitation.name), Invitation.id)
    found = session.scalars(in_order.offset((page - 1) * PAGE).limit(PAGE))
    return Invitations(tuple(row_of(session, each, moment) for each in found), total)


def to_be_supervised_by(
    session: Session, asker: Member, membership_id: uuid.UUID
) -> tuple[str, ...]:
    """Return who is invited, and has not declined, to be supervised by a member; by name."""
    rows = session.scalars(
        select(Invitation)
        .where(Invitation.organisation_id == asker.organisation_id, Invitation.declined.is_(None))
        .order_by(func.lower(Invitation.name), Invitation.id)
    )
    # The memberships are kept as a list in JSON, which the two databases search in ways of their own.
    return tuple(row.name for row in rows if str(membership_id) in row.supervisors)


def row_of(session: Session, found: Invitation, moment: dt.datetime) -> InvitationRow:
    """Return an invitation as its organisation sees it."""
    keys = [uuid.UUID(value) for value in found.supervisors]
    names = select(Person.name).join(Membership, Membership.person_id == Person.id)
    supervisors = session.scalars(names.where(Membership.id.in_(keys)).order_by(Person.name))
    site = session.get(Site, found.site_id) if found.site_id else None
    cohorts = [session.get(Cohort, uuid.UUID(value)) for value in found.cohorts]
    return InvitationRow(
        found.id,
        found.name,
        found.email,
        role_names(found.roles),
        tuple(supervisors),
        site.name if site else "",
        tuple(sorted((each.name for each in cohorts if each), key=str.casefold)),
        found.first_day,
        _state(found, moment),
        found.made,
        found.expires,
    )


def _state(found: Invitation, moment: dt.datetime) -> State:
    if found.declined is not None:
        return "declined"
    return "waiting" if found.expires > moment else "too old"
