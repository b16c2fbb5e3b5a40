"""What somebody has to do for newcomers: by day, each item once with every doctor for whom it is open."""

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct
from sqlalchemy.orm import Session

from app.induction.asked import Asked
from app.induction.listed import Listed, Row
from app.induction.lists import lists
from app.viewer import Member
from course.induction.model import Induction, Phase

SOON_DAYS: Final = 30
"""What is due later than this stands in no queue yet."""


class Duty(Struct, frozen=True):
    """An open item for one doctor."""

    found: Listed
    row: Row

    @property
    def value(self) -> str:
        """How a form names it."""
        return f"{self.found.membership_id}:{self.row.key}"


class Task(Struct, frozen=True):
    """An item with every doctor for whom somebody owns it, the most urgent first."""

    item: Asked
    duties: tuple[Duty, ...]

    @property
    def clock(self) -> dt.date:
        """The day that comes first."""
        return self.duties[0].row.clock


class Part(Struct, frozen=True):
    """What somebody has to do in one phase, the most urgent first. late: for one doctor at least."""

    phase: Phase
    tasks: tuple[Task, ...]
    late: tuple[Task, ...]

    @property
    def later(self) -> tuple[Task, ...]:
        """What is late for nobody yet."""
        return tuple(task for task in self.tasks if task not in self.late)

    @property
    def later_duties(self) -> int:
        """How many boxes these have: one for each doctor, as everything is counted here."""
        return sum(len(task.duties) for task in self.later)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Each item of each doctor."""
        return tuple(duty.row for task in self.tasks for duty in task.duties)


class Cohort(Struct, frozen=True):
    """Doctors who start in the same month. value: ``2026-11``."""

    value: str
    words: str


def duties(session: Session, induction: Induction, asker: Member, on: dt.date) -> tuple[Duty, ...]:
    """Return every open item that somebody owns for others, due soon or late, by day. on: today.

    What the doctor has said has not happened goes before the rest.
    """
    until = on + dt.timedelta(days=SOON_DAYS)
    found = [
        Duty(each, row)
        for each in lists(session, induction, asker.organisation_id, on)
        for row in each.rows
        if row.open
        and not row.item.of_doctor
        and row.due <= until
        and asker.membership_id in row.owners
    ]
    return tuple(sorted(found, key=_urgency))


def by_owner(
    session: Session, induction: Induction, organisation_id: uuid.UUID, until: dt.date, on: dt.date
) -> dict[uuid.UUID, tuple[Duty, ...]]:
    """Return what is open and due by a day for others, by the membership that owns it.

    For reminders: all of an organisation at once, since one item may have several owners. on: today; the
    most urgent first.
    """
    found = sorted(
        (
            Duty(each, row)
            for each in lists(session, induction, organisation_id, on)
            for row in each.rows
            if row.open and not row.item.of_doctor and row.due <= until
        ),
        key=_urgency,
    )
    owned: dict[uuid.UUID, list[Duty]] = {}
    for duty in found:
        for owner in duty.row.owners:
            owned.setdefault(owner, []).append(duty)
    return {owner: tuple(duties) for owner, duties in owned.items()}


def tasks(found: Iterable[Duty]) -> tuple[Task, ...]:
    """Return duties item by item, in the order of the most urgent of each."""
    by_item: dict[str, list[Duty]] = {}
    for duty in found:
        by_item.setdefault(duty.row.key, []).append(duty)
    return tuple(Task(each[0].row.item, tuple(each)) for each in by_item.values())


def parts(induction: Induction, found: Iterable[Duty], on: dt.date) -> tuple[Part, ...]:
    """Return duties phase by phase: first the phase with the most urgent of all. on: today."""
    by_phase: dict[str, list[Task]] = {}
    for task in tasks(found):
        by_phase.setdefault(task.item.phase, []).append(task)
    phases = {phase.id: phase for phase in induction.phases}
    return tuple(
        Part(
            phases[key],
            tuple(each),
            tuple(task for task in each if late_only(task.duties, on)),
        )
        for key, each in by_phase.items()
    )


def late_only(found: Iterable[Duty], on: dt.date) -> tuple[Duty, ...]:
    """Return the duties that are late, or were said not to have happened. on: today."""
    return tuple(duty for duty in found if duty.row.presses(on))


def cohorts(found: Iterable[Duty]) -> tuple[Cohort, ...]:
    """Return the months in which the doctors start, the latest first."""
    months = {(d.found.first_day.year, d.found.first_day.month): d.found for d in found}
    return tuple(
        Cohort(f"{one.first_day:%Y-%m}", f"{one.first_day:%B %Y}")
        for _, one in sorted(months.items(), reverse=True)
    )


def is_month(text: str) -> bool:
    """Say whether a text names a month as ``Cohort.value`` does."""
    return re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", text) is not None


def of_cohort(found: Sequence[Duty], value: str) -> tuple[Duty, ...]:
    """Return the duties for the doctors who start in a month; all of them for an empty one."""
    return tuple(d for d in found if not value or f"{d.found.first_day:%Y-%m}" == value)


def _urgency(duty: Duty) -> tuple[bool, dt.date, dt.date, str, uuid.UUID]:
    row = duty.row
    return row.objected is None, row.clock, row.due, row.key, duty.found.membership_id
