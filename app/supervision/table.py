"""Who is where: one row a doctor, those who need somebody first."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Sequence
from typing import Final, Literal

from msgspec import Struct
from sqlalchemy.orm import Session

from app.errors import BadInput
from app.supervision.learners import Supervised, own_learners
from app.supervision.models import Progress
from app.supervision.standing import ModuleStanding, State, rows_of, standings
from app.viewer import Member
from app.wording import counted
from course.model import Module

Order = Literal["need", "name", "active"]

ORDERS: Final[dict[Order, str]] = {
    "need": "Who needs me first",
    "name": "Name",
    "active": "Last active, longest ago first",
}
NEVER: Final = dt.datetime.min.replace(tzinfo=dt.UTC)
STATES: Final = tuple(State)
IN_THE_SENTENCE: Final = {
    State.NOT_PASSED: "not passed yet",
    State.NOT_STARTED: "not started",
    State.IN_PROGRESS: "in progress",
    State.PASSED: "passed",
}


class Row(Struct, frozen=True):
    """A doctor. seconds: in all registrations; last_active: none before the first statement."""

    doctor: Supervised
    modules: tuple[ModuleStanding, ...]
    seconds: float
    last_active: dt.datetime | None

    @property
    def membership_id(self) -> uuid.UUID:
        """Whose row it is."""
        return self.doctor.membership_id

    @property
    def state(self) -> State:
        """The doctor's state over all modules: the one that somebody should look at."""
        states = {each.state for each in self.modules}
        if len(states) == 1:
            return next(iter(states))
        return State.NOT_PASSED if State.NOT_PASSED in states else State.IN_PROGRESS


class View(Struct, frozen=True):
    """What the address asks for. state: only those; none for everybody."""

    state: State | None = None
    order: Order = "need"

    @classmethod
    def of(cls, state: str, order: str) -> "View":
        """Return the view of an address's words, each empty where it says nothing. Raises BadInput."""
        if state and state not in set(State):
            raise BadInput(f"There is no state “{state}”; choose one from the list “Show”.")
        for known in ORDERS:
            if order in {known, ""}:
                return cls(State(state) if state else None, known)
        raise BadInput(f"The table cannot be ordered by “{order}”; choose from the list “Order”.")


def all_rows(session: Session, asker: Member, modules: Sequence[Module]) -> tuple[Row, ...]:
    """Return a row for each doctor assigned to the asker, those who need somebody first."""
    doctors = own_learners(session, asker)
    found = rows_of(session, doctors)
    rows = [row_of(doctor, found[doctor.membership_id], modules) for doctor in doctors]
    return tuple(sorted(rows, key=_need))


def row_of(doctor: Supervised, found: Sequence[Progress], modules: Sequence[Module]) -> Row:
    """Return a doctor's row."""
    return Row(
        doctor,
        standings(found, modules),
        sum(each.seconds for each in found),
        max((each.last_active for each in found), default=None),
    )


def viewed(rows: Sequence[Row], view: View) -> tuple[Row, ...]:
    """Return the rows that a view shows, in its order. rows: by need."""
    kept = [row for row in rows if view.state in {None, row.state}]
    if view.order == "name":
        kept.sort(key=lambda row: row.doctor.name)
    if view.order == "active":
        kept.sort(key=lambda row: row.last_active or NEVER)
    return tuple(kept)


def sentence(rows: Sequence[Row]) -> str:
    """Return the numbers as a sentence."""
    numbers = Counter(row.state for row in rows)
    parts = [f"{numbers[state]} {IN_THE_SENTENCE[state]}" for state in STATES if numbers[state]]
    return f"You supervise {counted(len(rows), 'doctor')}: {', '.join(parts)}."


def _need(row: Row) -> tuple[int, dt.datetime, str]:
    since = row.last_active or row.doctor.since
    return STATES.index(row.state), since, row.doctor.name
