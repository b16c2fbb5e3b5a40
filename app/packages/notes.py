"""Which packages were made by whom: written down as each is made, read for the pages."""

import datetime as dt
import uuid
from typing import Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.audit import log
from app.errors import NotFound
from app.organisations.models import Membership, Organisation
from app.packages import keeping
from app.packages.models import PackageMade
from app.packages.orders import Order, kept, overlay_digest
from app.packages.rows import MadeRow, row_of
from app.tenancy import within
from app.viewer import Member
from course.model import Course
from packager import Overlay, PackageFile

NOBODY: Final = "somebody who has left"


def write(
    session: Session,
    asker: Member,
    course: Course,
    order: Order,
    file: PackageFile,
    moment: dt.datetime,
) -> uuid.UUID:
    """Write down that a package was made, keep its zip, and return its id."""
    key = uuid.uuid4()
    session.add(
        PackageMade(
            id=key,
            organisation_id=asker.organisation_id,
            modules={slug: course.module(slug).version for slug in order.slugs},
            format=order.options.format,
            options=kept(order.options),
            overlay=overlay_digest(order.options.overlay),
            sha256=file.sha256,
            size=len(file.content),
            made_by=asker.membership_id,
            made=moment,
        )
    )
    keeping.keep(session, asker.organisation_id, file)
    slugs, kind = ", ".join(order.slugs), order.options.format
    log.write(
        session,
        asker.organisation_id,
        "package.made",
        by=asker,
        object=f"package {key}",
        words=f"{slugs} as {kind}",
    )
    return key


def own(session: Session, asker: Member, key: uuid.UUID) -> PackageMade:
    """Return a package that the asker's organisation made. Raises NotFound for any other."""
    row = session.get(PackageMade, key)
    if row is None or row.organisation_id != asker.organisation_id:
        raise NotFound("Your organisation has made no such package.")
    return row


def read(session: Session, asker: Member, course: Course, overlay: Overlay) -> tuple[MadeRow, ...]:
    """Return the latest packages of the asker's organisation, newest first."""
    rows = session.execute(
        _rows().where(PackageMade.organisation_id == asker.organisation_id).limit(keeping.KEPT)
    )
    return tuple(row_of(made, name, trust, course, overlay) for made, name, trust in rows)


def read_one(
    session: Session, asker: Member, course: Course, overlay: Overlay, key: uuid.UUID
) -> MadeRow:
    """Return one of them. Raises NotFound."""
    own(session, asker, key)
    made, name, trust = session.execute(_rows().where(PackageMade.id == key)).one()
    return row_of(made, name, trust, course, overlay)


def newest_of_each(session: Session, course: Course) -> tuple[MadeRow, ...]:
    """Return, for every organisation, the newest package of each selection and format.

    What an organisation made again stands in the place of what it made before.
    """
    found: dict[tuple[uuid.UUID, tuple[str, ...], str], MadeRow] = {}
    with within(None):  # whoever asks for the platform may belong to an organisation as well
        rows = session.execute(_rows()).all()
    for made, name, trust in rows:
        place = (made.organisation_id, tuple(sorted(made.modules)), made.format)
        if place not in found:
            found[place] = row_of(made, name, trust, course, None)
    return tuple(sorted(found.values(), key=lambda row: (row.organisation, row.title)))


def _rows() -> Select[PackageMade, str, str]:
    return (
        select(PackageMade, func.coalesce(Person.name, NOBODY), Organisation.name)
        .outerjoin(Membership, Membership.id == PackageMade.made_by)
        .outerjoin(Person, Person.id == Membership.person_id)
        .join(Organisation, Organisation.id == PackageMade.organisation_id)
        .order_by(PackageMade.made.desc(), PackageMade.id)
    )
