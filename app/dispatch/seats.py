"""Taking a seat of a licence: once for each learner, and never one too many.

Whoever comes back brings the seat along in the LMS's own data. Nobody is known here: a seat is a text
drawn by chance, so the count is an honest trust's, and no lock against a dishonest one.
"""

import datetime as dt
import re
import secrets
from typing import Final

from msgspec import Struct
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app import tries
from app.dispatch import held
from app.dispatch.errors import Busy, Revoked, Stranger, Unknown
from app.dispatch.models import DispatchLicence, DispatchSeat
from app.dispatch.rules import Terms, check_open, check_room
from app.wording import in_london
from packager.dispatch import SEAT_CHARS

HOUR: Final = dt.timedelta(hours=1)

NEW_SEATS_AN_HOUR: Final = 1_000
"""More than any trust's induction day has; a flood stops here and cannot fill the table."""

NEW_SEATS_OF_A_NETWORK: Final = 300
"""New seats of a licence in an hour from one network address, behind which a whole trust may sit."""

_SEAT_BYTES: Final = SEAT_CHARS * 3 // 4
_SEAT: Final = re.compile(rf"[A-Za-z0-9_-]{{{SEAT_CHARS}}}")


class Asked(Struct, frozen=True):
    """A launch that is asked for.

    token: of the licence; origin: of the page that asks, as the browser says; seat: as the LMS kept
    it, or anything at all; looks: whether the LMS only shows the course, so that no seat can be kept;
    network: the digest under which new seats of this licence and this network address are counted.
    """

    token: str
    origin: str
    seat: str
    looks: bool
    network: bytes


class Place(Struct, frozen=True):
    """What a launch finds. seat: that was brought and is held; settled: nothing is to be written."""

    licence: DispatchLicence
    seat: DispatchSeat | None
    settled: bool


def open_licence(session: Session, token: str, *, for_update: bool = False) -> DispatchLicence:
    """Return the licence of a token. Raises Unknown."""
    asked = select(DispatchLicence).where(DispatchLicence.token == token)
    found = session.scalars(asked.with_for_update() if for_update else asked).first()
    if found is None:
        raise Unknown
    return found


def licence_of_visit(session: Session, token: str) -> DispatchLicence:
    """Return the licence of a visit that has begun. Raises Unknown; Revoked where it may not go on."""
    licence = open_licence(session, token)
    if licence.visits_ended is not None:
        raise Revoked
    return licence


def find(session: Session, asked: Asked, moment: dt.datetime, *, for_update: bool = False) -> Place:
    """Look whether a launch is granted, and what it finds; nothing is written.

    Raises Unknown, Stranger, Revoked, Expired, Full, Busy.
    """
    licence = open_licence(session, asked.token, for_update=for_update)
    if asked.origin not in licence.origins:
        raise Stranger
    terms, today = terms_of(licence), _day(moment)
    check_open(terms, today)
    seat = _held(session, licence, asked.seat, moment)
    if seat is None and not asked.looks:
        _check_new(session, licence, asked, moment)
    settled = (
        asked.looks if seat is None else seat.kept is not None and seat.used == today
    ) and licence.last_used == today
    return Place(licence, seat, settled)


def take(session: Session, asked: Asked, moment: dt.datetime) -> str | None:
    """Return the seat of a launch: the one that was brought, or a new one; write that it is used.

    None where the LMS only shows the course. The licence's row is locked meanwhile, so that two who
    ask for the last seat at once get one between them. Raises as ``find`` does, and needs it before:
    nobody whom ``find`` refuses shall make others wait for the database.
    """
    place = find(session, asked, moment, for_update=True)
    licence, seat, today = place.licence, place.seat, _day(moment)
    licence.last_used = today
    if seat is not None:
        seat.kept = seat.kept or moment
        seat.used = today
        return seat.seat
    return None if asked.looks else _new(session, licence, asked, moment)


def is_provisional(
    session: Session, licence: DispatchLicence, seat: str, moment: dt.datetime
) -> bool:
    """Say whether a seat is held, and its LMS not yet known to have kept it."""
    found = _held(session, licence, seat, moment)
    return found is not None and found.kept is None


def keep(session: Session, licence: DispatchLicence, seat: str, moment: dt.datetime) -> None:
    """Note that the LMS has kept a seat, where it is still held."""
    session.execute(
        update(DispatchSeat)
        .where(
            DispatchSeat.licence_id == licence.id,
            DispatchSeat.seat == seat,
            DispatchSeat.kept.is_(None),
            held.is_held(moment),
        )
        .values(kept=moment)
    )


def terms_of(licence: DispatchLicence) -> Terms:
    """Return what was agreed."""
    return Terms(licence.expires, licence.seats, licence.revoked is not None)


def _day(moment: dt.datetime) -> dt.date:
    return in_london(moment).date()


def _held(
    session: Session, licence: DispatchLicence, seat: str, moment: dt.datetime
) -> DispatchSeat | None:
    if not _SEAT.fullmatch(seat):
        return None
    return session.scalars(
        select(DispatchSeat).where(
            DispatchSeat.licence_id == licence.id, DispatchSeat.seat == seat, held.is_held(moment)
        )
    ).one_or_none()


def _check_new(
    session: Session, licence: DispatchLicence, asked: Asked, moment: dt.datetime
) -> None:
    check_room(terms_of(licence), held.count(session, licence, moment).taken)
    if held.taken_since(session, licence, moment - HOUR) >= NEW_SEATS_AN_HOUR:
        raise Busy
    if tries.seconds_to_wait(session, asked.network, NEW_SEATS_OF_A_NETWORK, moment):
        raise Busy


def _new(session: Session, licence: DispatchLicence, asked: Asked, moment: dt.datetime) -> str:
    held.forget_lapsed(session, licence, moment)
    tries.count(session, [asked.network], moment + HOUR, moment)
    seat = secrets.token_urlsafe(_SEAT_BYTES)
    session.add(
        DispatchSeat(licence_id=licence.id, seat=seat, taken=moment, kept=None, used=_day(moment))
    )
    return seat
