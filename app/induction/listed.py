"""What an induction list says: every item with its state, its day and its owner, and how they are counted."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from app.induction.asked import Asked
from app.induction.starting import HAND, JOINED, WORDS
from course.induction.model import Induction, Phase

REASONS: Final[Mapping[str, str]] = {
    "post": "It does not apply to this post",
    "doctor": "It does not apply to this doctor",
    "earlier": "It was done in an earlier post here",
    "other": "Another reason",
}


class Row(Struct, frozen=True):
    """An item of a list. state: ``open``, ``done`` or ``na``; by: who said so; owners: memberships.

    due: the last day in time; clock: the day from which lateness counts, never before the list began.
    """

    item: Asked
    due: dt.date
    clock: dt.date
    owners: frozenset[uuid.UUID]
    owner_words: str
    state: str = "open"
    on: dt.date | None = None
    by: str = ""
    at: dt.datetime | None = None
    link: str = ""
    note: str = ""
    reason: str = ""
    objected: dt.datetime | None = None
    handed_to: uuid.UUID | None = None
    told: bool = False

    @property
    def key(self) -> str:
        """The item's key."""
        return self.item.key

    @property
    def open(self) -> bool:
        """Say whether it is still to be done."""
        return self.state == "open"

    def late_by(self, on: dt.date) -> int:
        """Return by how many days it is late, 0 where it is not. on: today."""
        return max(0, (on - self.clock).days) if self.open else 0

    def trust_late(self, on: dt.date) -> bool:
        """Say whether the trust is late with it: it is due, and not the doctor's own to do. on: today."""
        return self.due <= on and self.late_by(on) > 0 and not self.item.of_doctor

    def presses(self, on: dt.date) -> bool:
        """Say whether it is late, or was said not to have happened. on: today."""
        return self.open and (self.objected is not None or self.late_by(on) > 0)

    @property
    def reason_words(self) -> str:
        """Why it is not relevant."""
        words = REASONS.get(self.reason, "")
        return f"{words}: {self.note}" if self.reason == "other" and self.note else words


class SignOff(Struct, frozen=True):
    """Who found a phase whole, and when. by: empty where the account is gone."""

    by: str
    at: dt.datetime


class Count(Struct, frozen=True):
    """Of what is due by now: how much is done. trust_late and own_late: what is late, by whose it is."""

    done: int
    asked: int
    trust_late: int = 0
    own_late: int = 0

    @property
    def words(self) -> str:
        """Such as "11 of 16"; "Nothing due yet" before anything is."""
        return f"{self.done} of {self.asked}" if self.asked else "Nothing due yet"


class Listed(Struct, frozen=True):
    """A doctor's list. name_words: how they want to be called, and how that is said; empty if not told.

    first_day_from: as ``InductionList`` has it.
    """

    id: uuid.UUID
    membership_id: uuid.UUID
    name: str
    name_words: str
    first_day: dt.date
    offer: dt.date | None
    begun: dt.date
    rows: tuple[Row, ...]
    sign_offs: Mapping[str, SignOff] = {}
    first_day_from: str = HAND

    @property
    def assumed(self) -> bool:
        """Say whether nobody has told the first day yet: a lead is asked for it."""
        return self.first_day_from == JOINED

    @property
    def source_words(self) -> str:
        """Where the first day comes from, as a sentence."""
        return WORDS.get(self.first_day_from, WORDS[HAND])

    def of_phase(self, phase: str) -> tuple[Row, ...]:
        """Return the rows of a phase, by day."""
        return tuple(row for row in self.rows if row.item.phase == phase)

    def row(self, key: str) -> Row | None:
        """Return the row of an item; none where it is not asked."""
        return next((row for row in self.rows if row.key == key), None)

    def whole(self, phase: str) -> bool:
        """Say whether nothing of a phase is open."""
        rows = self.of_phase(phase)
        return bool(rows) and not any(row.open for row in rows)

    def signed(self, phase: str) -> SignOff | None:
        """Return the sign-off of a phase, while nothing of it is open; none where there is none."""
        return self.sign_offs.get(phase) if self.whole(phase) else None


def count(rows: Iterable[Row], on: dt.date) -> Count:
    """Count what is due by a day; what is not relevant does not count."""
    due = [row for row in rows if row.due <= on and row.state != "na"]
    late = [row for row in due if row.late_by(on)]
    return Count(
        sum(row.state == "done" for row in due),
        len(due),
        sum(row.trust_late(on) for row in late),
        sum(row.item.of_doctor for row in late),
    )


def stand_words(rows: Sequence[Row], on: dt.date) -> str:
    """Return how items stand, such as "7 open, 2 of them late; 9 done; 1 not relevant". on: today."""
    open_ = sum(row.open for row in rows)
    late = sum(row.presses(on) for row in rows)
    done = sum(row.state == "done" for row in rows)
    left_out = len(rows) - open_ - done
    told = f"{open_} open" if open_ else "nothing open"
    if late:
        told += (
            f", {late} of them late" if late < open_ else ", late" if late == 1 else ", all late"
        )
    return "; ".join(
        (
            told,
            *((f"{done} done",) if done else ()),
            *((f"{left_out} not relevant",) if left_out else ()),
        )
    )


def phases_of(induction: Induction, found: Listed) -> tuple[tuple[Phase, tuple[Row, ...]], ...]:
    """Return the phases with what is asked in them."""
    pairs = ((phase, found.of_phase(phase.id)) for phase in induction.phases)
    return tuple((phase, rows) for phase, rows in pairs if rows)
