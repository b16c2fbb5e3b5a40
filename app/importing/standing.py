"""What a file is compared with: the people, invitations, sites and cohorts of an organisation as they are.

It is read in a few queries, however long the file is.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final, TypeVar

from msgspec import Struct
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.organisations import groups, invitations
from app.organisations.groups import Place
from app.organisations.models import (
    CohortMember,
    Invitation,
    Membership,
    MembershipRole,
    Placement,
    Role,
    Supervision,
)
from app.viewer import Member

T = TypeVar("T")

_AT_ONCE: Final = 500


class Now(Struct, frozen=True):
    """A member, or somebody who is invited, as they are. key: of the membership or the invitation.

    supervisors: memberships; supervises: how many doctors; works: a link that can still be used.
    """

    key: uuid.UUID
    name: str
    roles: frozenset[Role]
    supervisors: frozenset[uuid.UUID]
    place: Place
    supervises: int = 0
    works: bool = True


class Standing(Struct, frozen=True):
    """What there is. members, left, invited: by e-mail address; sites, cohorts: by name without case.

    names: of every site and cohort, and of the supervisors of those here; administrators: memberships that
    can act; paused: memberships that cannot; people: how many belong.
    """

    members: dict[str, Now]
    left: frozenset[str]
    invited: dict[str, Now]
    sites: dict[str, uuid.UUID]
    cohorts: dict[str, uuid.UUID]
    names: dict[uuid.UUID, str]
    administrators: frozenset[uuid.UUID]
    paused: frozenset[uuid.UUID]
    people: int


def read(session: Session, asker: Member, emails: Collection[str], moment: dt.datetime) -> Standing:
    """Return how those with some addresses stand in the asker's organisation."""
    wanted = sorted(emails)
    members: dict[str, Now] = {}
    left: set[str] = set()
    for part in _parts(wanted):
        _read_members(session, asker, part, members, left)
    here = select(Membership.id).where(
        Membership.organisation_id == asker.organisation_id, Membership.ended.is_(None)
    )
    administrators = here.where(Membership.paused.is_(None)).where(
        Membership.id.in_(
            select(MembershipRole.membership_id).where(
                MembershipRole.role == Role.ORGANISATION_ADMINISTRATOR
            )
        )
    )
    invited = _invited(session, asker, wanted, moment)
    sites = groups.groups(session, asker, "site")
    cohorts = groups.groups(session, asker, "cohort")
    return Standing(
        members,
        frozenset(left),
        invited,
        {row.name.casefold(): row.id for row in sites if not row.ended},
        {row.name.casefold(): row.id for row in cohorts if not row.ended},
        {row.id: row.name for row in (*sites, *cohorts)}
        | {each.key: each.name for each in members.values()}
        | _supervisors(session, asker, (*members.values(), *invited.values())),
        frozenset(session.scalars(administrators)),
        frozenset(session.scalars(here.where(Membership.paused.is_not(None)))),
        session.scalar(select(func.count()).select_from(here.subquery())) or 0,
    )


def _read_members(
    session: Session,
    asker: Member,
    emails: Sequence[str],
    members: dict[str, Now],
    left: set[str],
) -> None:
    rows = session.execute(
        select(Person.email, Person.name, Membership.id, Membership.ended)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.organisation_id == asker.organisation_id, Person.email.in_(emails))
    ).all()
    ids = [row.id for row in rows if row.ended is None]
    left.update(row.email for row in rows if row.ended is not None)
    roles = _grouped(session, select(MembershipRole.membership_id, MembershipRole.role), ids)
    supervisors = _grouped(session, select(Supervision.learner_id, Supervision.supervisor_id), ids)
    doctors = _grouped(session, select(Supervision.supervisor_id, Supervision.learner_id), ids)
    cohorts = _grouped(session, select(CohortMember.membership_id, CohortMember.cohort_id), ids)
    placed = {
        row.membership_id: row
        for row in session.scalars(select(Placement).where(Placement.membership_id.in_(ids)))
    }
    for row in rows:
        if row.ended is not None:
            continue
        place = placed.get(row.id)
        members[row.email] = Now(
            row.id,
            row.name,
            frozenset(roles[row.id]),
            frozenset(supervisors[row.id]),
            Place(
                place.site_id if place else None,
                frozenset(cohorts[row.id]),
                place.first_day if place else None,
            ),
            len(doctors[row.id]),
        )


def _invited(
    session: Session, asker: Member, emails: Sequence[str], moment: dt.datetime
) -> dict[str, Now]:
    found: dict[str, Now] = {}
    for part in _parts(emails):
        wanted = select(Invitation).where(
            Invitation.organisation_id == asker.organisation_id, Invitation.email.in_(part)
        )
        for row in session.scalars(wanted):
            found[row.email] = Now(
                row.id,
                row.name,
                frozenset(Role(value) for value in row.roles),
                frozenset(uuid.UUID(value) for value in row.supervisors),
                invitations.place_of(row),
                works=row.declined is None and row.expires > moment,
            )
    return found


def _supervisors(session: Session, asker: Member, people: Sequence[Now]) -> dict[uuid.UUID, str]:
    """Return the names of those who supervise, or are to supervise, some people."""
    found: dict[uuid.UUID, str] = {}
    for part in _parts(sorted({key for each in people for key in each.supervisors})):
        names = (
            select(Membership.id, Person.name)
            .join(Person, Person.id == Membership.person_id)
            .where(Membership.organisation_id == asker.organisation_id, Membership.id.in_(part))
        )
        found |= {row.id: row.name for row in session.execute(names)}
    return found


def _grouped(
    session: Session, wanted: Select[Any, Any], ids: Sequence[uuid.UUID]
) -> dict[uuid.UUID, set[Any]]:
    found: dict[uuid.UUID, set[Any]] = defaultdict(set)
    for key, value in session.execute(wanted.where(wanted.selected_columns[0].in_(ids))):
        found[key].add(value)
    return found


def _parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
