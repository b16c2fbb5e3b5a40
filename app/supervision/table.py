"""Who is where: one row a doctor, those who need somebody first."""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from msgspec import Struct
from sqlalchemy.orm import Session

from app.assignments.reading import Assigned, assigned
from app.errors import BadInput
from app.supervision.learners import Supervised, own_learners
from app.supervision.models import Progress
from app.supervision.standing import STATE_WORDS, ModuleStanding, State, rows_of, standings
from app.viewer import Member
from app.wording import capital, counted, time_spent
from course.model import Module

Order = Literal["need", "name", "active"]

ORDERS: Final[dict[Order, str]] = {
    "need": "Who needs me first",
    "name": "Name",
    "active": "Last active, longest ago first",
}
LATE: Final = "late"
NEVER: Final = dt.datetime.min.replace(tzinfo=dt.UTC)
STATES: Final = tuple(State)
IN_THE_SENTENCE: Final = {state: word.lower() for state, word in STATE_WORDS.items()}


class Row(Struct, frozen=True):
    """A doctor. seconds: in all registrations; last_active: none before the first statement.

    asked: what is assigned to them, by module.
    """

    doctor: Supervised
    modules: tuple[ModuleStanding, ...]
    seconds: float
    last_active: dt.datetime | None
    asked: Mapping[str, Assigned] = {}

    @property
    def membership_id(self) -> uuid.UUID:
        """Whose row it is."""
        return self.doctor.membership_id

    def due(self, module: ModuleStanding) -> Assigned | None:
        """Return what is assigned in a module and not passed; none where there is nothing."""
        asked = self.asked.get(module.slug)
        if asked is None or asked.passed is not None or module.state is State.PASSED:
            return None
        return asked

    @property
    def still_due(self) -> int:
        """How many modules are assigned and not passed."""
        return sum(self.due(module) is not None for module in self.modules)

    @property
    def time_words(self) -> str:
        """The time spent; of a first visit that runs, that it is counted when it ends."""
        if not self.seconds and self.last_active is not None:
            return "Counted when the first visit ends"
        return capital(time_spent(self.seconds))

    def days_late(self, on: dt.date) -> int:
        """Return by how many days the longest overdue is late, 0 where nothing is. on: today."""
        due = (self.due(module) for module in self.modules)
        days = (each.due for each in due if each is not None and each.due is not None)
        return max([0, *((on - day).days for day in days)])

    @property
    def state(self) -> State:
        """The doctor's state over all modules: the one that somebody should look at."""
        states = {each.state for each in self.modules}
        if len(states) == 1:
            return next(iter(states))
        return State.NOT_PASSED if State.NOT_PASSED in states else State.IN_PROGRESS


class View(Struct, frozen=True):
    """What the address asks for. state: only those; none for everybody. late: only who is overdue."""

    state: State | None = None
    order: Order = "need"
    late: bool = False

    @property
    def show(self) -> str:
        """What the list “Show” says."""
        return LATE if self.late else (self.state or "")

    @classmethod
    def of(cls, state: str, order: str) -> "View":
        """Return the view of an address's words, each empty where it says nothing. Raises BadInput."""
        if state and state not in {LATE, *State}:
            raise BadInput(f"There is no state “{state}”; choose one from the list “Show”.")
        for known in ORDERS:
            if order in {known, ""}:
                chosen = State(state) if state and state != LATE else None
                return cls(chosen, known, late=state == LATE)
        raise BadInput(f"The table cannot be ordered by “{order}”; choose from the list “Order”.")


def all_rows(
    session: Session, asker: Member, modules: Sequence[Module], on: dt.date
) -> tuple[Row, ...]:
    """Return a row for each doctor assigned to the asker, those who need somebody first. on: today."""
    doctors = own_learners(session, asker)
    found = rows_of(session, doctors)
    asked = assigned(session, [doctor.membership_id for doctor in doctors])
    rows = [
        row_of(doctor, found[doctor.membership_id], modules, asked[doctor.membership_id])
        for doctor in doctors
    ]
    return tuple(sorted(rows, key=lambda row: _need(row, on)))


def row_of(
    doctor: Supervised,
    found: Sequence[Progress],
    modules: Sequence[Module],
    asked: Sequence[Assigned] = (),
) -> Row:
    """Return a doctor's row."""
    return Row(
        doctor,
        standings(found, modules),
        sum(each.seconds for each in found),
        max((each.last_active for each in found), default=None),
        {each.module: each for each in asked},
    )


def viewed(rows: Sequence[Row], view: View, on: dt.date) -> tuple[Row, ...]:
    """Return the rows that a view shows, in its order. rows: by need; on: today."""
    kept = [row for row in rows if view.state in {None, row.state}]
    if view.late:
        kept = [row for row in kept if row.days_late(on)]
    if view.order == "name":
        kept.sort(key=lambda row: row.doctor.name)
    if view.order == "active":
        kept.sort(key=lambda row: row.last_active or NEVER)
    return tuple(kept)


def sentence(rows: Sequence[Row], on: dt.date) -> str:
    """Return the numbers as sentences. on: today."""
    numbers = Counter(row.state for row in rows)
    parts = [f"{numbers[state]} {IN_THE_SENTENCE[state]}" for state in STATES if numbers[state]]
    told = f"You supervise {counted(len(rows), 'doctor')}: {', '.join(parts)}."
    due = sum(row.still_due for row in rows)
    if due:
        told += (
            f" {counted(due, 'module')} {'is' if due == 1 else 'are'} assigned and not passed yet."
        )
    late = [row for row in rows if row.days_late(on)]
    if not late:
        return told
    if len(late) == 1:
        return f"{told} {late[0].doctor.name} is {counted(late[0].days_late(on), 'day')} late."
    return f"{told} {len(late)} are late with something."


def _need(row: Row, on: dt.date) -> tuple[int, int, dt.datetime, str]:
    since = row.last_active or row.doctor.since
    return -row.days_late(on), STATES.index(row.state), since, row.doctor.name
