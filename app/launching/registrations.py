"""Packages that administrators try: begun, and found again by whoever began them.

What a package tells in a trial lies under a name of its own in the record store, and its actor is no
member: so it never reaches what supervisors see.
"""

import datetime as dt
import uuid
from typing import Final

from msgspec import Struct
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.launching import packages, store
from app.launching.ending import end, erase_or_later, mark_ended
from app.launching.enrolment import enrolled_of
from app.launching.facts import Enrolled, Kind
from app.launching.models import LaunchRegistration
from app.services import Services
from app.viewer import Member
from packager.formats import FORMATS
from packager.reading.course_structure import CourseStructure

MOST: Final = 5
"""How many packages one person tries at a time: a further one ends the oldest."""

_FORMATS: Final[dict[Kind, str]] = {"cmi5": "cmi5", "tincan": "xapi"}


class Trial(Struct, frozen=True):
    """A package under trial. format: as people call it; package: which it is in the organisation's list."""

    enrolled: Enrolled
    title: str
    format: str
    package: uuid.UUID | None
    course: CourseStructure


def begin(
    parts: Services, asker: Member, content: bytes, package: uuid.UUID | None, at: dt.datetime
) -> uuid.UUID:
    """Register the asker with a package of ours and return the registration.

    content: the zip; whoever calls vouches that we made it, since its scripts will run on our origin.
    package: which it is in the organisation's list.
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
        package_made_id=package,
        package=content,
        made=at,
    )
    with parts.database.write() as session:
        older = [enrolled_of(parts, old) for old in session.scalars(_open(asker).offset(MOST - 1))]
        mark_ended(session, (old.registration for old in older), at)
        session.add(row)
    for old in older:
        erase_or_later(parts, old)
    store.tell_satisfied(parts, enrolled_of(parts, row), opened.course, uuid.uuid4(), at)
    return row.id


def begin_again(
    parts: Services, asker: Member, registration: uuid.UUID, at: dt.datetime
) -> uuid.UUID:
    """End a trial of the asker's, begin one of the same package, and return its registration.

    Raises NotFound, StoreAway.
    """
    with parts.database.read() as session:
        row = _own(session, asker, registration)
        content, package = row.package, row.package_made_id
    end(parts, enrolled_of(parts, row), at)
    return begin(parts, asker, content, package, at)


def own(session: Session, asker: Member) -> tuple[LaunchRegistration, ...]:
    """Return what the asker tries at present, the latest first."""
    return tuple(session.scalars(_open(asker)))


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
    label = FORMATS[_FORMATS[row.kind]].label
    return Trial(enrolled_of(parts, row), row.title, label, row.package_made_id, course)


def _open(asker: Member) -> Select[LaunchRegistration]:
    """Return the query for what somebody tries, the latest first."""
    found = select(LaunchRegistration).filter_by(membership_id=asker.membership_id, ended=None)
    return found.order_by(LaunchRegistration.made.desc())


def _own(session: Session, asker: Member, registration: uuid.UUID) -> LaunchRegistration:
    row = session.get(LaunchRegistration, registration)
    if row is None or row.ended is not None or row.membership_id != asker.membership_id:
        raise NotFound("This trial of a package has ended, or was never yours.")
    return row
