"""Keeping licences: make, change, revoke, list. An organisation sees its own only."""

import datetime as dt
import secrets
import uuid
from typing import Final

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.dispatch.content import options_kept
from app.dispatch.models import DispatchLicence, DispatchSeat
from app.dispatch.rules import State, state_of
from app.dispatch.seats import seats_taken, terms_of
from app.errors import Conflict, NotFound
from app.viewer import Member
from app.wording import LONDON
from course.model import Course
from packager import PackageOptions
from packager.dispatch_formats import DISPATCH_FORMATS

TOKEN_BYTES: Final = 16


class Draft(Struct, frozen=True):
    """What may be changed of a licence at any time; no new zip is needed for it."""

    origins: tuple[str, ...]
    contact: str
    expires: dt.date
    seats: int


class LicenceRow(Struct, frozen=True):
    """A licence as the pages show it. titles: of its modules; taken: seats."""

    id: uuid.UUID
    titles: tuple[str, ...]
    format: str
    origins: tuple[str, ...]
    contact: str
    expires: dt.date
    seats: int
    taken: int
    last_used: dt.date | None
    state: State
    made: dt.datetime


def make(
    session: Session,
    asker: Member,
    modules: tuple[str, ...],
    options: PackageOptions,
    draft: Draft,
    moment: dt.datetime,
) -> uuid.UUID:
    """Make a licence and return its id."""
    licence = DispatchLicence(
        token=secrets.token_urlsafe(TOKEN_BYTES),
        organisation_id=asker.organisation_id,
        modules=list(modules),
        options=options_kept(options),
        made_by=asker.membership_id,
        made=moment,
        **_columns(draft),
    )
    session.add(licence)
    session.flush()
    return licence.id


def change(session: Session, asker: Member, licence_id: uuid.UUID, draft: Draft) -> None:
    """Change a licence. Raises NotFound, and Conflict for one that was revoked."""
    licence = get_for(session, asker, licence_id)
    if licence.revoked is not None:
        raise Conflict("This licence was revoked meanwhile; make a new one.")
    for name, value in _columns(draft).items():
        setattr(licence, name, value)


def revoke(session: Session, asker: Member, licence_id: uuid.UUID, moment: dt.datetime) -> None:
    """Revoke a licence, for good. Raises NotFound."""
    end(get_for(session, asker, licence_id), moment)


def end(licence: DispatchLicence, moment: dt.datetime) -> None:
    """Revoke a licence, for good; the first moment stays."""
    licence.revoked = licence.revoked or moment


def get_for(session: Session, asker: Member, licence_id: uuid.UUID) -> DispatchLicence:
    """Return a licence of the asker's organisation. Raises NotFound for any other."""
    licence = session.get(DispatchLicence, licence_id)
    if licence is None or licence.organisation_id != asker.organisation_id:
        raise NotFound("There is no such licence.")
    return licence


def rows(
    session: Session, asker: Member, course: Course, moment: dt.datetime
) -> tuple[LicenceRow, ...]:
    """Return the licences of the asker's organisation, newest first."""
    counted = session.execute(
        select(DispatchSeat.licence_id, func.count())
        .join(DispatchLicence, DispatchLicence.id == DispatchSeat.licence_id)
        .where(DispatchLicence.organisation_id == asker.organisation_id)
        .group_by(DispatchSeat.licence_id)
    )
    taken: dict[uuid.UUID, int] = {row[0]: row[1] for row in counted}
    found = session.scalars(
        select(DispatchLicence)
        .where(DispatchLicence.organisation_id == asker.organisation_id)
        .order_by(DispatchLicence.made.desc())
    )
    return tuple(_row(licence, taken.get(licence.id, 0), course, moment) for licence in found)


def row_for(
    session: Session, asker: Member, licence_id: uuid.UUID, course: Course, moment: dt.datetime
) -> LicenceRow:
    """Return one licence. Raises NotFound."""
    licence = get_for(session, asker, licence_id)
    return _row(licence, seats_taken(session, licence), course, moment)


def _row(licence: DispatchLicence, taken: int, course: Course, moment: dt.datetime) -> LicenceRow:
    titles = {module.slug: module.title for module in course.modules}
    kind = DISPATCH_FORMATS.get(licence.options["format"])
    return LicenceRow(
        id=licence.id,
        titles=tuple(titles.get(slug, slug) for slug in licence.modules),
        format=kind.label if kind else licence.options["format"],
        origins=tuple(licence.origins),
        contact=licence.contact,
        expires=licence.expires,
        seats=licence.seats,
        taken=taken,
        last_used=licence.last_used,
        state=state_of(terms_of(licence), moment.astimezone(LONDON).date()),
        made=licence.made,
    )


def _columns(draft: Draft) -> dict[str, object]:
    return {
        "origins": list(draft.origins),
        "contact": draft.contact,
        "expires": draft.expires,
        "seats": draft.seats,
    }
