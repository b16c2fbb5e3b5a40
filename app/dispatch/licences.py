"""Keeping licences: make, change, revoke, list. An organisation sees its own only."""

import datetime as dt
import secrets
import uuid
from typing import Final

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.dispatch import held
from app.dispatch.content import options_kept, plain_options
from app.dispatch.held import Count
from app.dispatch.models import DispatchLicence
from app.dispatch.rules import State, state_of
from app.dispatch.seats import terms_of
from app.errors import Conflict, NotFound
from app.viewer import Member
from app.wording import in_london
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
    """A licence as the pages show it. modules, titles: of them; taken: seats; revoked: when it was.

    provisional: seats whose LMS is not known to have kept them; visits_ended: when what was open ended
    with it, none where it may be finished; options: without an overlay, which is always that of today.
    """

    id: uuid.UUID
    modules: tuple[str, ...]
    titles: tuple[str, ...]
    options: PackageOptions
    format: str
    origins: tuple[str, ...]
    contact: str
    expires: dt.date
    seats: int
    taken: int
    provisional: int
    last_used: dt.date | None
    state: State
    made: dt.datetime
    revoked: dt.datetime | None
    visits_ended: dt.datetime | None

    @property
    def title(self) -> str:
        """Say what it opens, in a few words."""
        return self.titles[0] if len(self.titles) == 1 else f"{len(self.titles)} modules"

    @property
    def full(self) -> bool:
        """Whether it is open, to those alone who have a seat."""
        return self.state == "open" and 0 < self.seats <= self.taken


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


def revoke(
    session: Session,
    asker: Member,
    licence_id: uuid.UUID,
    moment: dt.datetime,
    *,
    at_once: bool = False,
) -> None:
    """Revoke a licence, for good. at_once: end what is open too. Raises NotFound."""
    end(get_for(session, asker, licence_id), moment, at_once=at_once)


def end(licence: DispatchLicence, moment: dt.datetime, *, at_once: bool = False) -> None:
    """Revoke a licence, for good; the first moment stays. at_once: end what is open too."""
    licence.revoked = licence.revoked or moment
    if at_once:
        licence.visits_ended = licence.visits_ended or moment


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
    of_asker = DispatchLicence.organisation_id == asker.organisation_id
    counted = held.counts(session, of_asker, moment)
    found = session.scalars(
        select(DispatchLicence).where(of_asker).order_by(DispatchLicence.made.desc())
    )
    return tuple(
        _row(licence, counted.get(licence.id, Count()), course, moment) for licence in found
    )


def row_for(
    session: Session, asker: Member, licence_id: uuid.UUID, course: Course, moment: dt.datetime
) -> LicenceRow:
    """Return one licence. Raises NotFound."""
    licence = get_for(session, asker, licence_id)
    return _row(licence, held.count(session, licence, moment), course, moment)


def _row(
    licence: DispatchLicence, counted: Count, course: Course, moment: dt.datetime
) -> LicenceRow:
    titles = {module.slug: module.title for module in course.modules}
    options = plain_options(licence.options)
    return LicenceRow(
        id=licence.id,
        modules=tuple(licence.modules),
        options=options,
        titles=tuple(titles.get(slug, slug) for slug in licence.modules),
        format=DISPATCH_FORMATS[options.format].label,
        origins=tuple(licence.origins),
        contact=licence.contact,
        expires=licence.expires,
        seats=licence.seats,
        taken=counted.taken,
        provisional=counted.provisional,
        last_used=licence.last_used,
        state=state_of(terms_of(licence), in_london(moment).date()),
        made=licence.made,
        revoked=licence.revoked,
        visits_ended=licence.visits_ended,
    )


def _columns(draft: Draft) -> dict[str, object]:
    return {
        "origins": list(draft.origins),
        "contact": draft.contact,
        "expires": draft.expires,
        "seats": draft.seats,
    }
