"""Packages that administrators try: begun, found again by whoever began them, and erased.

What a package tells in a trial lies under a name of its own in the record store, and its actor is no
member: so it never reaches what supervisors see.
"""

import datetime as dt
import uuid
from typing import Final

from msgspec import Struct
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.launching import packages, store
from app.launching.facts import Enrolled
from app.launching.models import LaunchRefusal, LaunchRegistration, LaunchSession
from app.services import Services
from app.viewer import Member
from packager.reading.course_structure import CourseStructure

MOST: Final = 5
"""How many packages one person tries at a time: a further one ends the oldest."""

KEPT: Final = dt.timedelta(days=1)


class Trial(Struct, frozen=True):
    """A package under trial."""

    enrolled: Enrolled
    title: str
    made: dt.datetime
    course: CourseStructure


def begin(parts: Services, asker: Member, content: bytes, at: dt.datetime) -> uuid.UUID:
    """Register the asker with a package of ours and return the registration.

    content: the zip; whoever calls vouches that we made it, since its scripts will run on our origin.
    Blocks whose units need nothing are satisfied at once (9.6.1). Raises BadInput for a package that
    cannot be launched, NotFound without a record store of our own, StoreAway.
    """
    store.own_store(parts)
    opened = packages.open_package(content)
    row = LaunchRegistration(
        id=uuid.uuid4(),
        organisation_id=asker.organisation_id,
        membership_id=asker.membership_id,
        kind=opened.kind,
        title=opened.course.title,
        package=content,
        made=at,
    )
    with parts.database.write() as session:
        kept = select(LaunchRegistration).filter_by(membership_id=asker.membership_id)
        older = session.scalars(
            kept.order_by(LaunchRegistration.made.desc()).offset(MOST - 1)
        ).all()
        session.add(row)
    for old in older:
        erase(parts, enrolled_of(parts, old))
    store.tell_satisfied(parts, enrolled_of(parts, row), opened.course, uuid.uuid4(), at)
    return row.id


def own(session: Session, asker: Member) -> tuple[LaunchRegistration, ...]:
    """Return what the asker tries at present, the latest first."""
    found = select(LaunchRegistration).filter_by(membership_id=asker.membership_id)
    return tuple(session.scalars(found.order_by(LaunchRegistration.made.desc())))


def own_trial(parts: Services, session: Session, asker: Member, registration: uuid.UUID) -> Trial:
    """Return a trial of the asker's. Raises NotFound for any other."""
    row = _own(session, asker, registration)
    return trial_of(parts, row)


def own_file(session: Session, asker: Member, registration: uuid.UUID, name: str) -> bytes:
    """Return a file of a package that the asker tries. Raises NotFound."""
    found = packages.file_of(_own(session, asker, registration).package, name)
    if found is None:
        raise NotFound("The package has no such file.")
    return found


def trial_of(parts: Services, row: LaunchRegistration) -> Trial:
    """Return a row's trial."""
    course = packages.open_package(row.package).course
    return Trial(enrolled_of(parts, row), row.title, row.made, course)


def enrolled_of(parts: Services, row: LaunchRegistration) -> Enrolled:
    """Return whose registration a row is, as plain data."""
    return Enrolled(
        registration=row.id,
        organisation=row.organisation_id,
        space=uuid.uuid5(row.organisation_id, f"preview {row.id}"),
        home_page=parts.home_page,
        kind=row.kind,
    )


def erase(parts: Services, enrolled: Enrolled) -> None:
    """Delete a trial with all that it wrote, for good."""
    with parts.database.write() as session:
        for table in (LaunchRefusal, LaunchSession):
            session.execute(delete(table).where(table.registration_id == enrolled.registration))
        session.execute(
            delete(LaunchRegistration).where(LaunchRegistration.id == enrolled.registration)
        )
    # The rows go first: the guard then refuses what is still under way.
    store.own_store(parts).erase(str(enrolled.space))


def erase_old(parts: Services, at: dt.datetime) -> None:
    """Delete the trials of more than a day ago."""
    if parts.embedded_lrs is None:
        return
    with parts.database.read() as session:
        old = select(LaunchRegistration).where(LaunchRegistration.made < at - KEPT)
        found = [enrolled_of(parts, row) for row in session.scalars(old)]
    for enrolled in found:
        erase(parts, enrolled)


def _own(session: Session, asker: Member, registration: uuid.UUID) -> LaunchRegistration:
    row = session.get(LaunchRegistration, registration)
    if row is None or row.membership_id != asker.membership_id:
        raise NotFound("This trial of a package has ended, or was never yours.")
    return row
