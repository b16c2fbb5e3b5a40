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
    if form.start is None:
        return None
    year, month = divmod(form.start.month - 1 + months, 12)
    year, month = form.start.year + year, month + 1
    last = calendar.monthrange(year, month)[1]
    return dt.date(year, month, min(form.start.day, last)) + dt.timedelta(days=form.moved)
