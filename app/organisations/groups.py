"""Sites and cohorts of an organisation: who is where, and who starts together."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct
from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from app.audit import log
from app.errors import Conflict, NotFound
from app.organisations.models import Cohort, CohortMember, Membership, Placement, Site
from app.organisations.people_queries import hold_organisation
from app.organisations.signals import placed
from app.viewer import Member

GroupKind = Literal["site", "cohort"]


class GroupRow(Struct, frozen=True):
    """A site or a cohort. people: who belong to the organisation now and are in it."""

    id: uuid.UUID
    name: str
    people: int
    ended: bool
    first_day: dt.date | None = None


class Place(Struct, frozen=True):
    """Where a member is: at most one site, any number of cohorts, and the first day."""

    site_id: uuid.UUID | None = None
    cohort_ids: frozenset[uuid.UUID] = frozenset()
    first_day: dt.date | None = None


def groups(session: Session, asker: Member, kind: GroupKind) -> tuple[GroupRow, ...]:
    """Return the asker's organisation's sites or cohorts by name, those that have ended last."""
    counts = _counts(session, asker, kind)
    made = (
        GroupRow(
            row.id,
            row.name,
            counts.get(row.id, 0),
            row.ended is not None,
            getattr(row, "first_day", None),
        )
        for row in _all(session, asker, kind)
    )
    return tuple(sorted(made, key=lambda row: (row.ended, row.name.casefold())))


def open_groups(session: Session, asker: Member, kind: GroupKind) -> tuple[GroupRow, ...]:
    """Return those that have not ended."""
    return tuple(row for row in groups(session, asker, kind) if not row.ended)


def not_open(kind: GroupKind, name: str = "") -> str:
    """Return the sentence on a site or cohort that nobody can be put into. name: empty where none was told."""
    named = f"{kind} “{name[:60]}”" if name else f"such {kind}"
    return f"There is no {named} that is open."


def find(
    session: Session, asker: Member, kind: GroupKind, key: uuid.UUID, *, to_write: bool = False
) -> Site | Cohort:
    """Return a site or a cohort of the asker's organisation. Raises NotFound for any other."""
    lock = True if to_write else None
    found: Site | Cohort | None
    if kind == "site":
        found = session.get(Site, key, with_for_update=lock)
    else:
        found = session.get(Cohort, key, with_for_update=lock)
    if found is None or found.organisation_id != asker.organisation_id:
        raise NotFound(f"There is no such {kind} in your organisation.")
    return found


def make(
    session: Session, asker: Member, kind: GroupKind, name: str, first_day: dt.date | None = None
) -> uuid.UUID:
    """Make a site or a cohort. Raises Conflict where there is one of this name."""
    _name_is_free(session, asker, kind, name, None)
    key = uuid.uuid4()
    if kind == "site":
        session.add(Site(id=key, organisation_id=asker.organisation_id, name=name))
    else:
        session.add(
            Cohort(id=key, organisation_id=asker.organisation_id, name=name, first_day=first_day)
        )
    session.flush()
    _write_down(session, asker, kind, key, f"Added: {name}")
    return key


def change(
    session: Session,
    asker: Member,
    kind: GroupKind,
    key: uuid.UUID,
    name: str,
    first_day: dt.date | None = None,
) -> None:
    """Give a site another name, or a cohort another name and first day. Raises as ``make`` and ``find``."""
    found = find(session, asker, kind, key, to_write=True)
    _name_is_free(session, asker, kind, name, key)
    if found.name != name:
        _write_down(session, asker, kind, key, f"{found.name} is now called {name}")
    found.name = name
    if isinstance(found, Cohort) and found.first_day != first_day:
        found.first_day = first_day
        _write_down(session, asker, kind, key, f"{name}: first day {first_day or 'not known'}")
        session.flush()
        there = select(CohortMember.membership_id).where(CohortMember.cohort_id == key)
        placed.send(session, members=session.scalars(there).all())


def end(
    session: Session, asker: Member, kind: GroupKind, key: uuid.UUID, moment: dt.datetime
) -> str:
    """End a site or a cohort, and return its name: who is in it stays, and nobody is put there any more."""
    found = find(session, asker, kind, key, to_write=True)
    if found.ended is None:
        found.ended = moment
        _write_down(session, asker, kind, key, f"Ended: {found.name}")
    return found.name


def open_again(session: Session, asker: Member, kind: GroupKind, key: uuid.UUID) -> str:
    """Open a site or a cohort again that had ended, and return its name. Raises as ``make`` and ``find``."""
    found = find(session, asker, kind, key, to_write=True)
    if found.ended is not None:
        _name_is_free(session, asker, kind, found.name, key)
        found.ended = None
        _write_down(session, asker, kind, key, f"Opened again: {found.name}")
    return found.name


def place_of(session: Session, membership_id: uuid.UUID) -> Place:
    """Return where a member is."""
    found = session.get(Placement, membership_id)
    cohorts = session.scalars(
        select(CohortMember.cohort_id).where(CohortMember.membership_id == membership_id)
    )
    return Place(
        found.site_id if found else None, frozenset(cohorts), found.first_day if found else None
    )


def first_day_of_cohorts(session: Session, membership_id: uuid.UUID) -> dt.date | None:
    """Return the latest first day of a member's cohorts; none where none of them has one."""
    wanted = select(func.max(Cohort.first_day)).join(
        CohortMember, CohortMember.cohort_id == Cohort.id
    )
    return session.scalar(wanted.where(CohortMember.membership_id == membership_id))


def put(session: Session, membership: Membership, place: Place) -> bool:
    """Put a member in a site and cohorts of their organisation; say whether anything changed.

    Those of other organisations are left out, and those that have ended unless the member is there.
    """
    before = place_of(session, membership.id)
    wanted = _own(session, membership.organisation_id, before, place)
    if wanted == before:
        return False
    row = session.get(Placement, membership.id)
    if row is None:
        row = Placement(organisation_id=membership.organisation_id, membership_id=membership.id)
        session.add(row)
    row.site_id, row.first_day = wanted.site_id, wanted.first_day
    gone = before.cohort_ids - wanted.cohort_ids
    session.execute(
        delete(CohortMember).where(
            CohortMember.membership_id == membership.id, CohortMember.cohort_id.in_(gone)
        )
    )
    session.add_all(
        CohortMember(
            organisation_id=membership.organisation_id, cohort_id=key, membership_id=membership.id
        )
        for key in sorted(wanted.cohort_ids - before.cohort_ids)
    )
    session.flush()
    placed.send(session, members=(membership.id,))
    return True


def members_at_site(asker: Member, site_id: uuid.UUID) -> Select[uuid.UUID]:
    """Return the query for the memberships of a site of the asker's organisation, to be filtered by."""
    return (
        select(Placement.membership_id)
        .join(Site, Site.id == Placement.site_id)
        .where(Site.id == site_id, Site.organisation_id == asker.organisation_id)
    )


def members_in_cohort(asker: Member, cohort_id: uuid.UUID) -> Select[uuid.UUID]:
    """Return the query for the memberships of a cohort of the asker's organisation."""
    return (
        select(CohortMember.membership_id)
        .join(Cohort, Cohort.id == CohortMember.cohort_id)
        .where(Cohort.id == cohort_id, Cohort.organisation_id == asker.organisation_id)
    )


def _own(session: Session, organisation_id: uuid.UUID, before: Place, wanted: Place) -> Place:
    def kept(table: type[Site] | type[Cohort], ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
        query = select(table.id, table.ended).where(
            table.id.in_(list(ids)), table.organisation_id == organisation_id
        )
        there = {before.site_id, *before.cohort_ids}
        return {key for key, ended in session.execute(query) if ended is None or key in there}

    sites = kept(Site, [wanted.site_id] if wanted.site_id else [])
    cohorts = frozenset(kept(Cohort, wanted.cohort_ids))
    return Place(next(iter(sites), None), cohorts, wanted.first_day)


def _all(session: Session, asker: Member, kind: GroupKind) -> Sequence[Site | Cohort]:
    if kind == "site":
        sites = select(Site).where(Site.organisation_id == asker.organisation_id)
        return session.scalars(sites).all()
    cohorts = select(Cohort).where(Cohort.organisation_id == asker.organisation_id)
    return session.scalars(cohorts).all()


def _counts(session: Session, asker: Member, kind: GroupKind) -> dict[uuid.UUID, int]:
    here = (Membership.organisation_id == asker.organisation_id, Membership.ended.is_(None))
    if kind == "site":
        at_sites = (
            select(Placement.site_id, func.count())
            .join(Membership, Membership.id == Placement.membership_id)
            .where(*here)
            .group_by(Placement.site_id)
        )
        return {key: count for key, count in session.execute(at_sites) if key is not None}
    in_cohorts = (
        select(CohortMember.cohort_id, func.count())
        .join(Membership, Membership.id == CohortMember.membership_id)
        .where(*here)
        .group_by(CohortMember.cohort_id)
    )
    return {key: count for key, count in session.execute(in_cohorts)}  # noqa: C416


def _name_is_free(
    session: Session, asker: Member, kind: GroupKind, name: str, own: uuid.UUID | None
) -> None:
    hold_organisation(session, asker.organisation_id)  # two may think of one name at once
    for row in groups(session, asker, kind):
        if row.id != own and not row.ended and row.name.casefold() == name.casefold():
            raise Conflict(f"There is already a {kind} of the name {row.name}.")


def _write_down(
    session: Session, asker: Member, kind: GroupKind, key: uuid.UUID, words: str
) -> None:
    log.write(
        session,
        asker.organisation_id,
        f"{kind}.changed",
        by=asker,
        object=f"{kind} {key}",
        words=words,
    )
