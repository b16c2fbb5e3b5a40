"""Taking a seat of a licence: once for each learner, and never one too many.

Whoever comes back brings the seat along in the LMS's own data. Nobody is known here: a seat is a text
drawn by chance, so the count is an honest trust's, and no lock against a dishonest one.
"""

import datetime as dt
import re
import secrets
from typing import Final

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.dispatch.errors import Busy, Stranger, Unknown
from app.dispatch.models import DispatchLicence, DispatchSeat
from app.dispatch.rules import Terms, check_open, check_room
from app.wording import LONDON
from packager.dispatch import SEAT_CHARS

NEW_SEATS_AN_HOUR: Final = 1_000
"""More than any trust's induction day has; a flood stops here and cannot fill the table."""

_SEAT_BYTES: Final = SEAT_CHARS * 3 // 4
_SEAT: Final = re.compile(rf"[A-Za-z0-9_-]{{{SEAT_CHARS}}}")


class Asked(Struct, frozen=True):
    """A launch that is asked for.

    token: of the licence; origin: of the page that asks, as the browser says; seat: as the LMS kept
    it, or anything at all; looks: whether the LMS only shows the course, so that no seat can be kept.
    """

    token: str
    origin: str
    seat: str
    looks: bool


def open_licence(session: Session, token: str, *, for_update: bool = False) -> DispatchLicence:
    """Return the licence of a token. Raises Unknown."""
    asked = select(DispatchLicence).where(DispatchLicence.token == token)
    found = session.scalars(asked.with_for_update() if for_update else asked).first()
    if found is None:
        raise Unknown
    return found


def take(session: Session, asked: Asked, moment: dt.datetime) -> tuple[DispatchLicence, str | None]:
    """Return the licence and the seat of a launch: the one that was brought, or a new one.

    None where the LMS only shows the course. The licence's row is locked meanwhile, so that two who
    ask for the last seat at once get one between them. Raises Unknown, Stranger, Revoked, Expired,
    Full, Busy.
    """
    licence = open_licence(session, asked.token, for_update=True)
    if asked.origin not in licence.origins:
        raise Stranger
    terms, today = terms_of(licence), moment.astimezone(LONDON).date()
    check_open(terms, today)
    seat = _seat(session, licence, terms, asked, moment)
    if licence.last_used != today:
        licence.last_used = today
    return licence, seat


def terms_of(licence: DispatchLicence) -> Terms:
    """Return what was agreed."""
    return Terms(licence.expires, licence.seats, licence.revoked is not None)


def seats_taken(
    session: Session, licence: DispatchLicence, since: dt.datetime | None = None
) -> int:
    """Return how many seats of a licence are taken, or were since a moment."""
    counted = select(func.count()).where(DispatchSeat.licence_id == licence.id)
    return session.scalar(counted.where(DispatchSeat.taken > since) if since else counted) or 0


def _seat(
    session: Session, licence: DispatchLicence, terms: Terms, asked: Asked, moment: dt.datetime
) -> str | None:
    brought = asked.seat if _SEAT.fullmatch(asked.seat) else ""
    if brought and session.get(DispatchSeat, (licence.id, brought)) is not None:
        return brought
    if asked.looks:
        return None
    check_room(terms, seats_taken(session, licence))
    hour_ago = moment - dt.timedelta(hours=1)
    if seats_taken(session, licence, since=hour_ago) >= NEW_SEATS_AN_HOUR:
        raise Busy
    seat = secrets.token_urlsafe(_SEAT_BYTES)
    session.add(DispatchSeat(licence_id=licence.id, seat=seat, taken=moment))
    return seat
