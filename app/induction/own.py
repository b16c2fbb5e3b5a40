"""A doctor's first page of their induction: what is theirs this week, and what the trust should have done."""

import datetime as dt
from typing import Final

from msgspec import Struct
from sqlalchemy.orm import Session

from app.induction.listed import Listed, Row
from app.induction.lists import list_of
from app.viewer import Member
from course.induction.model import Induction, Phase

MOST: Final = 7
"""More than this in one week helps nobody."""
WEEK: Final = dt.timedelta(days=7)


class Owed(Struct, frozen=True):
    """A phase, with what the trust should have done in it by now.

    late: how much of it is late, or was said not to have happened.
    """

    phase: Phase
    rows: tuple[Row, ...]

    late: int = 0

    @property
    def done(self) -> int:
        """How much of it was done."""
        return sum(not row.open for row in self.rows)

    @property
    def words(self) -> str:
        """Such as "3 of 9 done, 2 late"."""
        late = f", {self.late} late" if self.late else ""
        return f"{self.done} of {len(self.rows)} done{late}"


class OwnView(Struct, frozen=True):
    """What a doctor sees first. week: own items due within a week or late; next: the one after them.

    more: how many other own items are due too. owed: what the trust should have done by now, by phase,
    the latest phase first. first_day: in post, while it lies ahead.
    """

    week: tuple[Row, ...]
    more: int
    next: Row | None
    owed: tuple[Owed, ...]
    first_day: dt.date | None = None

    @property
    def open_phase(self) -> str:
        """The phase to show unfolded: the latest in which something is late. What is only due can wait."""
        return next((each.phase.id for each in self.owed if each.late), "")


def own_view(induction: Induction, found: Listed, on: dt.date) -> OwnView:
    """Return a doctor's first page. on: today."""
    mine = sorted(
        (row for row in found.rows if row.item.of_doctor and row.open), key=lambda row: row.due
    )
    due = [row for row in mine if row.due <= on + WEEK]
    later = [row for row in mine if row.due > on + WEEK]
    owed = [
        Owed(phase, rows, sum(row.presses(on) for row in rows))
        for phase in induction.phases
        if (
            rows := tuple(
                row
                for row in found.of_phase(phase.id)
                if not row.item.of_doctor and row.due <= on and row.state != "na"
            )
        )
    ]
    return OwnView(
        tuple(due[:MOST]),
        max(0, len(due) - MOST),
        next(iter(later), None),
        tuple(reversed(owed)),
        found.first_day if found.first_day > on else None,
    )


def own_on_home(
    session: Session, induction: Induction, asker: Member, on: dt.date
) -> OwnView | None:
    """Return what a doctor's first page tells of their induction; none where no list has begun."""
    found = list_of(session, induction, asker.organisation_id, asker.membership_id, on)
    return own_view(induction, found, on) if found is not None else None
