"""Which packages were made by whom: written down at each download, read for the page."""

import datetime as dt
import hashlib
from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.organisations.models import Membership
from app.packages.models import PackageMade
from app.viewer import Member
from course.model import Course, Module
from packager import PackageFile, PackageOptions

SHOWN: Final = 50


class MadeRow(Struct, frozen=True):
    """A package that was made, as the page shows it. sha256: in hex; size: in bytes.

    now: the version that is served today; empty where the module is served no more.
    """

    title: str
    version: str
    now: str
    format: str
    sha256: str
    size: int
    by: str
    made: dt.datetime


def write(
    session: Session,
    asker: Member,
    module: Module,
    options: PackageOptions,
    made: PackageFile,
    moment: dt.datetime,
) -> None:
    """Write down that a package was made."""
    session.add(
        PackageMade(
            organisation_id=asker.organisation_id,
            module=module.slug,
            module_version=module.version,
            format=options.format,
            options=_told(options),
            sha256=made.sha256,
            size=len(made.content),
            made_by=asker.membership_id,
            made=moment,
        )
    )


def _told(options: PackageOptions) -> dict[str, Any]:
    """Return what was chosen, with a digest in the place of the logo's bytes: every row has one."""
    told: dict[str, Any] = msgspec.to_builtins(options)
    logo = options.overlay.logo
    if logo is not None:
        digest = hashlib.sha256(logo.content).hexdigest()
        told["overlay"]["logo"] = {"suffix": logo.suffix, "sha256": digest}
    return told


def read(session: Session, asker: Member, course: Course) -> tuple[MadeRow, ...]:
    """Return the latest packages of the asker's organisation, newest first."""
    modules = {module.slug: module for module in course.modules}
    rows = session.execute(
        select(PackageMade, Person.name)
        .join(Membership, Membership.id == PackageMade.made_by)
        .join(Person, Person.id == Membership.person_id)
        .where(PackageMade.organisation_id == asker.organisation_id)
        .order_by(PackageMade.made.desc())
        .limit(SHOWN)
    )
    return tuple(_row(made, name, modules.get(made.module)) for made, name in rows)


def _row(made: PackageMade, by: str, module: Module | None) -> MadeRow:
    return MadeRow(
        title=module.title if module else made.module,
        version=made.module_version,
        now=module.version if module else "",
        format=made.format,
        sha256=made.sha256,
        size=made.size,
        by=by,
        made=made.made,
    )
