"""What is seen of organisations: of all by the platform's administrator, of one by its members."""

import datetime as dt

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.organisations.models import Membership, Organisation
from app.viewer import Member
from course.nations import HomeNation


class OrganisationRow(Struct, frozen=True):
    """An organisation and how many people belong to it now: numbers, no names."""

    name: str
    made: dt.datetime
    people: int


def organisations(session: Session) -> tuple[OrganisationRow, ...]:
    """Return every organisation, by name."""
    rows = session.execute(
        select(Organisation.name, Organisation.made, func.count(Membership.id))
        .outerjoin(
            Membership,
            (Membership.organisation_id == Organisation.id) & Membership.ended.is_(None),
        )
        .group_by(Organisation.id)
        .order_by(Organisation.name)
    )
    return tuple(OrganisationRow(*row) for row in rows)


def nation_of(session: Session, asker: Member) -> HomeNation | None:
    """Return the nation in which the asker's organisation works; none where it has not said one."""
    return session.get_one(Organisation, asker.organisation_id).nation
