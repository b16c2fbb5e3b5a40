"""Which packages may be tried: those that this organisation made, made again from its choices.

A package's scripts run on our origin; so no zip that somebody uploads is ever taken.
"""

import datetime as dt
import uuid
from typing import Final

import msgspec
from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Conflict, NotFound
from app.packages.making import CACHE
from app.packages.models import PackageMade
from app.viewer import Member
from course.model import Course
from packager import PackageOptions
from packager.errors import PackagerError
from packager.formats import FORMATS
from packager.reading import cmi5, tincan

LAUNCHABLE: Final = {
    each.name: each.label
    for each in FORMATS.values()
    if each.manifest_name in {cmi5.FILE_NAME, tincan.FILE_NAME}
}
SHOWN: Final = 20


class Choice(Struct, frozen=True):
    """A package that can be tried."""

    id: uuid.UUID
    title: str
    format: str
    version: str
    made: dt.datetime


def choices(session: Session, asker: Member, course: Course) -> tuple[Choice, ...]:
    """Return the latest packages of the organisation that can be tried here."""
    titles = {module.slug: module.title for module in course.modules}
    rows = session.scalars(
        select(PackageMade)
        .where(
            PackageMade.organisation_id == asker.organisation_id,
            PackageMade.format.in_(LAUNCHABLE),
            PackageMade.module.in_(titles),
        )
        .order_by(PackageMade.made.desc())
        .limit(SHOWN)
    )
    return tuple(
        Choice(row.id, titles[row.module], LAUNCHABLE[row.format], row.module_version, row.made)
        for row in rows
    )


def zip_of(session: Session, asker: Member, course: Course, made: uuid.UUID) -> bytes:
    """Return a package of the asker's organisation, from today's course.

    Raises NotFound for any other, Conflict where its choices make no package any more.
    """
    row = session.get(PackageMade, made)
    if row is None or row.organisation_id != asker.organisation_id:
        raise NotFound("Your organisation has made no such package.")
    try:
        options = msgspec.convert(row.options, PackageOptions)
        return CACHE.get(course, row.module, options).content
    except (msgspec.ValidationError, PackagerError) as error:
        raise Conflict("This package cannot be made any more as it was: make it anew.") from error
