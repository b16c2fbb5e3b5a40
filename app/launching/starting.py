"""Which packages may be tried: those that this organisation made, as they were made.

A package's scripts run on our origin; so no zip that somebody uploads is ever taken.
"""

import uuid
from typing import Final

from sqlalchemy.orm import Session

from app.packages import keeping, notes
from app.packages.overlays import own_overlay
from app.packages.rows import MadeRow
from app.viewer import Member
from course.model import Course
from packager.formats import FORMATS

LAUNCHABLE: Final = {each.name: each.label for each in FORMATS.values() if each.speaks == "xapi"}
"""The formats whose packages are launched over the record store: their names and labels."""


def choices(session: Session, asker: Member, course: Course) -> tuple[MadeRow, ...]:
    """Return the latest packages of the organisation that can be tried here."""
    rows = notes.read(session, asker, course, own_overlay())
    return tuple(row for row in rows if row.format in LAUNCHABLE.values())


def zip_of(session: Session, asker: Member, course: Course, made: uuid.UUID) -> bytes:
    """Return a package of the asker's organisation, as it was made.

    Raises NotFound for any other, Conflict where it is not kept any more.
    """
    row = notes.own(session, asker, made)
    return keeping.zip_of(session, row, course, own_overlay()).content
