"""Which packages were made by whom: written down as each is made, read for the pages."""

import datetime as dt
import uuid
from typing import Final

from msgspec import Struct
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.errors import Conflict, NotFound
from app.organisations.models import Membership, Organisation
from app.packages.models import PackageMade
from app.packages.orders import Order, kept, order_of, overlay_digest
from app.viewer import Member
from course.changes import changes_since
from course.model import Change, Course
from packager import Overlay, PackageFile
from packager.formats import FORMATS

SHOWN: Final = 50


class HeldModule(Struct, frozen=True):
    """A module in a package. version: the package's; now: what is served today, empty if none is.

    missed: what has changed since the package's version, newest first.
    """

    title: str
    version: str
    now: str
    missed: tuple[Change, ...] = ()

    @property
    def behind(self) -> bool:
        """Whether another version is served now."""
        return self.now != self.version


class MadeRow(Struct, frozen=True, kw_only=True):
    """A package that was made, as the pages show it. sha256: in hex; size: in bytes.

    overlay_changed: whether the trust's own part has changed since.
    """

    id: uuid.UUID
    modules: tuple[HeldModule, ...]
    format: str
    sha256: str
    size: int
    by: str
    made: dt.datetime
    overlay_changed: bool
    organisation: str

    @property
    def title(self) -> str:
        """Say what it holds, in a few words."""
        if len(self.modules) == 1:
            return self.modules[0].title
        return f"{len(self.modules)} modules"

    @property
    def behind(self) -> tuple[HeldModule, ...]:
        """The modules of which another version is served now."""
        return tuple(module for module in self.modules if module.behind)


def write(
    session: Session,
    asker: Member,
    course: Course,
    order: Order,
    file: PackageFile,
    moment: dt.datetime,
) -> uuid.UUID:
    """Write down that a package was made, and return its id."""
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
        _rows().where(PackageMade.organisation_id == asker.organisation_id).limit(SHOWN)
    )
    return tuple(_row(made, name, trust, course, overlay) for made, name, trust in rows)


def read_one(
    session: Session, asker: Member, course: Course, overlay: Overlay, key: uuid.UUID
) -> MadeRow:
    """Return one of them. Raises NotFound."""
    own(session, asker, key)
    made, name, trust = session.execute(_rows().where(PackageMade.id == key)).one()
    return _row(made, name, trust, course, overlay)


def newest_of_each(session: Session, course: Course) -> tuple[MadeRow, ...]:
    """Return, for every organisation, the newest package of each selection and format.

    What an organisation made again stands in the place of what it made before.
    """
    found: dict[tuple[uuid.UUID, tuple[str, ...], str], MadeRow] = {}
    for made, name, trust in session.execute(_rows()):
        place = (made.organisation_id, tuple(sorted(made.modules)), made.format)
        if place not in found:
            found[place] = _row(made, name, trust, course, None)
    return tuple(sorted(found.values(), key=lambda row: (row.organisation, row.title)))


def _rows() -> Select[PackageMade, str, str]:
    return (
        select(PackageMade, Person.name, Organisation.name)
        .join(Membership, Membership.id == PackageMade.made_by)
        .join(Person, Person.id == Membership.person_id)
        .join(Organisation, Organisation.id == PackageMade.organisation_id)
        .order_by(PackageMade.made.desc(), PackageMade.id)
    )


def _row(
    made: PackageMade, by: str, organisation: str, course: Course, overlay: Overlay | None
) -> MadeRow:
    known = {module.slug: module for module in course.modules}
    modules = tuple(
        HeldModule(
            known[slug].title if slug in known else slug,
            version,
            known[slug].version if slug in known else "",
            changes_since(known[slug], version) if slug in known else (),
        )
        for slug, version in made.modules.items()
    )
    return MadeRow(
        id=made.id,
        modules=modules,
        format=FORMATS[made.format].label if made.format in FORMATS else made.format,
        sha256=made.sha256,
        size=made.size,
        by=by,
        made=made.made,
        overlay_changed=overlay is not None and _changed(made, overlay),
        organisation=organisation,
    )


def _changed(made: PackageMade, overlay: Overlay) -> bool:
    # A package made before digests were kept says nothing.
    if not made.overlay:
        return False
    try:
        worn = order_of(made, overlay).options.overlay
    except Conflict:
        return False
    return made.overlay != overlay_digest(worn)
