"""The zips themselves: what an organisation made lately is handed out again as it was, byte for byte.

An older one is handed out as long as its choices still make the same bytes.
"""

import uuid
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.errors import BadInput, Conflict, NotFound
from app.organisations.people_queries import hold_organisation
from app.packages import making
from app.packages.models import PackageMade, PackageZip
from app.packages.orders import order_of
from course.model import Course
from packager import Overlay, PackageFile

KEPT: Final = 30
"""How many packages of an organisation are kept, each of some hundred kilobytes."""


def keep(session: Session, organisation_id: uuid.UUID, file: PackageFile) -> None:
    """Keep the zip of a package that was just written down, and let go of those that are too old."""
    # Taken first, so that two who make the same at once wait in line.
    hold_organisation(session, organisation_id)
    if session.get(PackageZip, (organisation_id, file.sha256)) is None:
        session.add(
            PackageZip(
                organisation_id=organisation_id,
                sha256=file.sha256,
                name=file.name,
                content_sha256=file.content_sha256,
                content=file.content,
            )
        )
    session.flush()
    latest = session.scalars(
        select(PackageMade.sha256)
        .where(PackageMade.organisation_id == organisation_id)
        .order_by(PackageMade.made.desc(), PackageMade.id)
        .limit(KEPT)
    ).all()
    session.execute(
        delete(PackageZip)
        .where(PackageZip.organisation_id == organisation_id)
        .where(PackageZip.sha256.not_in(latest))
    )


def find(
    session: Session, made: PackageMade, course: Course, overlay: Overlay
) -> PackageZip | PackageFile | None:
    """Return the very zip that was made; none where it is not kept and would be another today."""
    kept = session.get(PackageZip, (made.organisation_id, made.sha256))
    return kept or same_today(made, course, overlay)


def zip_of(
    session: Session, made: PackageMade, course: Course, overlay: Overlay
) -> PackageZip | PackageFile:
    """Return the same. Raises Conflict where there is none."""
    found = find(session, made, course, overlay)
    if found is None:
        raise Conflict(
            f"The zips of your latest {KEPT} packages are kept, and this one is older. Today’s course"
            " would make another: open it in the list, and make it again."
        )
    return found


def same_today(made: PackageMade, course: Course, overlay: Overlay) -> PackageFile | None:
    """Return what the choices of a package make of today’s course; none where that is another zip."""
    try:
        file = making.CACHE.get(course, order_of(made, overlay))
    except (NotFound, BadInput, Conflict):
        return None
    return file if file.sha256 == made.sha256 else None
