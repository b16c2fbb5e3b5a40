"""The list of an organisation's people, a page at a time, whatever its size, and as a file."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.accounts.mailboxes import has_mailbox, mailbox_or_empty
from app.accounts.models import Person
from app.csv_text import csv_text
from app.organisations.models import (
    Cohort,
    CohortMember,
    Leaving,
    Membership,
    MembershipRole,
    Placement,
    Role,
    Site,
    Supervision,
    role_names,
)
from app.organisations.people_queries import State
from app.organisations.people_wanted import Wanted, has_a_way_in, in_order, memberships
from app.viewer import Member

PAGE: Final = 25
STATE_WORDS: Final[dict[State, str]] = {
    "invited": "Invited",
    "active": "Active",
    "paused": "Deactivated",
    "ended": "Has left",
}
CSV_HEAD: Final = (
    *("name", "email", "roles", "supervisor", "site", "cohort", "first day"),
    *("state", "here since"),
)
_BATCH: Final = 500


class ListedPerson(Struct, frozen=True):
    """A row of the list. supervisors: names with e-mail addresses; site: empty for none; leaves: the last day
    that was set for them.
    """

    membership_id: uuid.UUID
    name: str
    email: str
    roles: frozenset[Role]
    supervisors: tuple[tuple[str, str], ...]
    site: str
    cohorts: tuple[str, ...]
    first_day: dt.date | None
    state: State
    since: dt.datetime
    leaves: dt.date | None

    @property
    def role_names(self) -> tuple[str, ...]:
        """The roles as people read them."""
        return role_names(self.roles)

    @property
    def state_words(self) -> str:
        """The state as people read it."""
        return STATE_WORDS[self.state]


class People(Struct, frozen=True):
    """A page of the list. total: how many there are on all pages."""

    rows: tuple[ListedPerson, ...]
    total: int


def people(session: Session, asker: Member, wanted: Wanted, page: int) -> People:
    """Return a page of the asker's organisation's people, by name. page: from 1."""
    found = memberships(asker, wanted)
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    ids = in_order(found).offset((page - 1) * PAGE).limit(PAGE)
    return People(_rows(session, session.scalars(ids).all()), total)


def as_csv(session: Session, asker: Member, wanted: Wanted) -> str:
    """Return everybody who is wanted as CSV, in the columns that an import takes."""
    ids = session.scalars(in_order(memberships(asker, wanted))).all()
    batches = (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
    return csv_text(CSV_HEAD, (line for ids in batches for line in _lines(session, ids)))


def _lines(session: Session, ids: Sequence[uuid.UUID]) -> Iterator[tuple[object, ...]]:
    for row in _rows(session, ids):
        yield (
            row.name,
            mailbox_or_empty(row.email),
            "; ".join(row.role_names),
            "; ".join(email for _, email in row.supervisors if has_mailbox(email)),
            row.site,
            "; ".join(row.cohorts),
            row.first_day,
            row.state_words,
            row.since.date(),
        )


def _rows(session: Session, ids: Sequence[uuid.UUID]) -> tuple[ListedPerson, ...]:
    """Return rows in the order of their ids, in a few queries however many there are."""
    found = {
        row.id: row
        for row in session.execute(
            select(
                Membership.id,
                Person.name,
                Person.email,
                has_a_way_in().label("chosen"),
                Membership.ended,
                Membership.paused,
                Membership.made,
                Site.name.label("site"),
                Placement.first_day,
                Leaving.last_day,
            )
            .join(Person, Person.id == Membership.person_id)
            .outerjoin(Placement, Placement.membership_id == Membership.id)
            .outerjoin(Site, Site.id == Placement.site_id)
            .outerjoin(Leaving, Leaving.membership_id == Membership.id)
            .where(Membership.id.in_(ids))
        )
    }
    roles: dict[uuid.UUID, set[Role]] = defaultdict(set)
    of_roles = select(MembershipRole.membership_id, MembershipRole.role)
    for key, role in session.execute(of_roles.where(MembershipRole.membership_id.in_(ids))):
        roles[key].add(role)
    supervisors, cohorts = supervisors_of(session, ids), _cohorts(session, ids)
    return tuple(
        ListedPerson(
            key,
            row.name,
            row.email,
            frozenset(roles[key]),
            tuple(supervisors[key]),
            row.site or "",
            tuple(cohorts[key]),
            row.first_day,
            _state(row),
            row.made,
            row.last_day,
        )
        for key in ids
        if (row := found.get(key)) is not None
    )


def supervisors_of(
    session: Session, ids: Sequence[uuid.UUID]
) -> Mapping[uuid.UUID, Sequence[tuple[str, str]]]:
    """Return who supervises each of some doctors, by name: names with e-mail addresses."""
    by = aliased(Membership)
    found: dict[uuid.UUID, list[tuple[str, str]]] = defaultdict(list)
    for key, name, email in session.execute(
        select(Supervision.learner_id, Person.name, Person.email)
        .join(by, by.id == Supervision.supervisor_id)
        .join(Person, Person.id == by.person_id)
        .where(Supervision.learner_id.in_(ids))
        .order_by(func.lower(Person.name))
    ):
        found[key].append((name, email))
    return found


def _cohorts(session: Session, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    for key, name in session.execute(
        select(CohortMember.membership_id, Cohort.name)
        .join(Cohort, Cohort.id == CohortMember.cohort_id)
        .where(CohortMember.membership_id.in_(ids))
        .order_by(func.lower(Cohort.name))
    ):
        found[key].append(name)
    return found


def _state(row: Any) -> State:
    if row.ended is not None:
        return "ended"
    if row.paused is not None:
        return "paused"
    return "active" if row.chosen else "invited"
