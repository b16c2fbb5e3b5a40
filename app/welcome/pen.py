"""One pen for what both write, in the meeting; it comes back by itself. And who is here, in words.

The pen is a courtesy of the pages. What keeps a text from being lost is the version that each save names.
"""

import datetime as dt
from typing import Final

from msgspec import Struct
from sqlalchemy.orm import Session

from app.welcome.access import Seat

IDLE: Final = dt.timedelta(minutes=5)
HERE: Final = dt.timedelta(minutes=2)


class Pen(Struct, frozen=True):
    """Who holds the pen: mine, theirs, or nobody; here: whether the other is on the meeting's page."""

    mine: bool
    theirs: bool
    here: bool


def state(seat: Seat, moment: dt.datetime) -> Pen:
    """Return who holds the pen now."""
    form = seat.form
    held = form.pen_since is not None and moment - form.pen_since < IDLE
    mine = held and form.pen_holder == seat.member.membership_id
    seen = form.sup_here if seat.is_img else form.img_here
    return Pen(mine, held and not mine, seen is not None and moment - seen < HERE)


def take(session: Session, seat: Seat, moment: dt.datetime) -> bool:
    """Take the pen where the other does not hold it; say whether the asker has it now."""
    if state(seat, moment).theirs:
        return False
    seat.form.pen_holder, seat.form.pen_since = seat.member.membership_id, moment
    session.flush()
    return True


def pass_on(session: Session, seat: Seat, moment: dt.datetime) -> None:
    """Pass the pen to the other."""
    form = seat.form
    if form.pen_holder == seat.member.membership_id:
        form.pen_holder = form.supervisor_id if seat.is_img else form.learner_id
        form.pen_since = moment
        session.flush()


def used(session: Session, seat: Seat, moment: dt.datetime) -> None:
    """Let the pen stay with whoever writes with it."""
    if seat.form.pen_holder == seat.member.membership_id:
        seat.form.pen_since = moment
        session.flush()


def seen(session: Session, seat: Seat, moment: dt.datetime) -> None:
    """Write down that somebody is on the page of the meeting."""
    if seat.is_img:
        seat.form.img_here = moment
    else:
        seat.form.sup_here = moment
    session.flush()
