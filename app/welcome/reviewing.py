"""The reviews after three, six and twelve months: when each is due, and which were signed."""

import calendar
import datetime as dt
from typing import Final

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.welcome.access import Seat
from app.welcome.models import WelcomeForm, WelcomeVersion
from app.welcome.states import REVIEW_MONTHS
from app.wording import in_london

DAYS_BEFORE: Final = 14
DAYS_AFTER: Final = 21
MOST_MOVED: Final = 365


class Review(Struct, frozen=True):
    """A review. due: its day, none while the start is not set; signed: when both had signed."""

    months: int
    due: dt.date | None
    signed: dt.datetime | None

    @property
    def window(self) -> tuple[dt.date, dt.date] | None:
        """Between which days it is held; none while the start is not set."""
        if self.due is None:
            return None
        before, after = dt.timedelta(days=DAYS_BEFORE), dt.timedelta(days=DAYS_AFTER)
        return self.due - before, self.due + after


def reviews(session: Session, seat: Seat) -> tuple[Review, ...]:
    """Return the reviews of a form in their order."""
    rows = session.execute(
        select(WelcomeVersion.months, WelcomeVersion.frozen)
        .where(WelcomeVersion.form_id == seat.form.id, WelcomeVersion.frozen.is_not(None))
        .order_by(WelcomeVersion.number)
    )
    frozen = {row.months: row.frozen for row in rows}
    return tuple(
        Review(months, due(seat.form, months), frozen.get(months)) for months in REVIEW_MONTHS
    )


def due(form: WelcomeForm, months: int) -> dt.date | None:
    """Return on which day a review is due; none while the first day in the post is not set."""
    return None if form.start is None else _months_after(form.start, months, form.moved)


def earliest(form: WelcomeForm, months: int) -> dt.date | None:
    """Return from which day on a review can be signed; none before the form is signed by both.

    Where nobody has said when the post began, the day counts on which both had signed.
    """
    day = _day(form, months)
    return None if day is None else day - dt.timedelta(days=DAYS_BEFORE)


def has_come(form: WelcomeForm, months: int, on: dt.date) -> bool:
    """Say whether the day of a review has come."""
    day = _day(form, months)
    return day is not None and day <= on


def waiting(form: WelcomeForm, done: int, on: dt.date) -> tuple[int, dt.date] | None:
    """Return the review that can be signed and is not, with its day; of several the latest. on: today.

    done: months of the latest that both have signed, 0 for none.
    """
    if form.closed is not None:
        return None
    for months in reversed(REVIEW_MONTHS):
        first, day = earliest(form, months), _day(form, months)
        if first is not None and day is not None and first <= on:
            return (months, day) if done < months else None
    return None


def _day(form: WelcomeForm, months: int) -> dt.date | None:
    if form.signed is None:
        return None
    day = due(form, months)
    return day or _months_after(in_london(form.signed).date(), months, form.moved)


def _months_after(start: dt.date, months: int, moved: int) -> dt.date:
    year, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + year, month + 1
    last = calendar.monthrange(year, month)[1]
    return dt.date(year, month, min(start.day, last)) + dt.timedelta(days=moved)
