"""Which seats of a licence are held, how many, and how they are given back.

A seat is provisional until it is known that the LMS has kept it: it was brought by a later launch, or the
course has told that the LMS stored something (``seats.keep``). A provisional seat lapses; until then it
counts like any other, so that a licence is never opened to more learners than it is for.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from sqlalchemy import ColumnElement, and_, delete, func, or_, select
from sqlalchemy.orm import Session

from app.dispatch.models import DispatchLicence, DispatchSeat
from app.wording import in_london

LAPSE: Final = dt.timedelta(days=14)
"""How long a provisional seat is held: past any weekend, leave or repair of an LMS."""

PROVISIONAL: Final = 0
"""Instead of a number of days: the seats whose LMS is not known to have kept them."""

UNUSED_DAYS: Final = (90, 180, 365)
"""The choices of the page; whoever runs the server may name any number of days."""


class Count(Struct, frozen=True):
    """Held seats. provisional: those of them whose LMS is not known to have kept them."""

    taken: int = 0
    provisional: int = 0


def is_held(moment: dt.datetime) -> ColumnElement[bool]:
    """Return the condition that a seat has not lapsed."""
    return or_(DispatchSeat.kept.is_not(None), DispatchSeat.taken > moment - LAPSE)


def counts(
    session: Session, licences: ColumnElement[bool], moment: dt.datetime
) -> Mapping[uuid.UUID, Count]:
    """Return the seats of every licence that a condition names, where it has any."""
    found = session.execute(
        select(DispatchSeat.licence_id, func.count(), func.count(DispatchSeat.kept))
        .join(DispatchLicence, DispatchLicence.id == DispatchSeat.licence_id)
        .where(licences, is_held(moment))
        .group_by(DispatchSeat.licence_id)
    )
    return {licence: Count(taken, taken - kept) for licence, taken, kept in found}


def count(session: Session, licence: DispatchLicence, moment: dt.datetime) -> Count:
    """Return the seats of a licence."""
    return counts(session, DispatchLicence.id == licence.id, moment).get(licence.id, Count())


def taken_since(session: Session, licence: DispatchLicence, moment: dt.datetime) -> int:
    """Return how many seats were taken since a moment."""
    return _number(session, and_(_of(licence), DispatchSeat.taken > moment))


def spare(session: Session, licence: DispatchLicence, moment: dt.datetime) -> Mapping[int, int]:
    """Return how many seats ``release`` would give back, by its days."""
    found = {days: _spare(licence, days, moment) for days in (PROVISIONAL, *UNUSED_DAYS)}
    return {days: _number(session, which) for days, which in found.items()}


def release(
    session: Session, licence: DispatchLicence, unused_days: int, moment: dt.datetime
) -> int:
    """Give back the seats that have not been used for so many days, or PROVISIONAL; return how many.

    Whoever held one takes another on coming back, where there is one left.
    """
    # Nobody may come back to a seat of it meanwhile.
    session.refresh(licence, with_for_update=True)
    which = _spare(licence, unused_days, moment)
    number = _number(session, which)
    session.execute(delete(DispatchSeat).where(which))
    return number


def forget_lapsed(session: Session, licence: DispatchLicence, moment: dt.datetime) -> None:
    """Delete what is held no longer."""
    session.execute(delete(DispatchSeat).where(_of(licence), ~is_held(moment)))


def _spare(licence: DispatchLicence, unused_days: int, moment: dt.datetime) -> ColumnElement[bool]:
    if unused_days == PROVISIONAL:
        return and_(_of(licence), DispatchSeat.kept.is_(None), is_held(moment))
    last = in_london(moment).date() - dt.timedelta(days=unused_days)
    return and_(_of(licence), DispatchSeat.used <= last, is_held(moment))


def _of(licence: DispatchLicence) -> ColumnElement[bool]:
    return DispatchSeat.licence_id == licence.id


def _number(session: Session, which: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(DispatchSeat).where(which)) or 0
