"""Which packages may be tried: those that this organisation made, made again from its choices.

A package's scripts run on our origin; so no zip that somebody uploads is ever taken.
"""

import uuid
from typing import Final

from sqlalchemy.orm import Session

from app.packages import notes
from app.packages.making import CACHE
from app.packages.notes import MadeRow
from app.packages.orders import order_of
from app.packages.overlays import own_overlay
from app.viewer import Member
from course.model import Course
from packager.formats import FORMATS
from packager.reading import cmi5, tincan

LAUNCHABLE: Final = {
    each.name: each.label
    for each in FORMATS.values()
    if each.manifest_name in {cmi5.FILE_NAME, tincan.FILE_NAME}
}
"""The formats whose packages are launched over the record store: their names and labels."""


def choices(session: Session, asker: Member, course: Course) -> tuple[MadeRow, ...]:
    """Return the latest packages of the organisation that can be tried here."""
    rows = notes.read(session, asker, course, own_overlay())
    return tuple(row for row in rows if row.format in LAUNCHABLE.values())


def zip_of(session: Session, asker: Member, course: Course, made: uuid.UUID) -> bytes:
    """Return a package of the asker's organisation, from today's course.

    Raises NotFound for any other, Conflict where its choices make no package any more.
    """
    order = order_of(notes.own(session, asker, made), own_overlay())
    return CACHE.get(course, order).content
