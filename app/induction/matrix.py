"""Doctor by phase, as a lead sees it: counts alone, the trust's own lateness first."""

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct

from app.induction.listed import Count, Listed, count
from app.wording import counted
from course.induction.model import Induction


class Cell(Struct, frozen=True):
    """A phase of a doctor. done of asked: all of the phase, due or not; late: the trust's late items.

    signed: the phase is whole and was signed; whole: nothing of it is open.
    """

    done: int
    asked: int
    late: int
    whole: bool
    signed: bool


class Line(Struct, frozen=True):
    """A doctor. now: what is due by today; objected: how much has not happened, as the doctor says.

    objected_late: how much of that is counted among what is late.
    """

    found: Listed
    now: Count
    cells: tuple[Cell, ...]
    objected: int
    objected_late: int

    @property
    def lateness(self) -> tuple[tuple[str, str], ...]:
        """What the trust is behind with, as tags: words and colour. No item is told twice as a number of its own."""
        apart = self.objected - self.objected_late
        tags = (
            (self.now.trust_late, f"{self.now.trust_late} late", "orange"),
            (self.objected_late, f"{self.objected_late} of them not happened", "red"),
            (apart, f"{apart} not happened, not late yet", "red"),
        )
        return tuple((words, colour) for number, words, colour in tags if number)


def matrix(induction: Induction, found: Sequence[Listed], on: dt.date) -> tuple[Line, ...]:
    """Return a line a doctor: who waits for the trust longest and for most comes first. on: today."""
    lines = [_line(induction, each, on) for each in found]
    return tuple(
        sorted(
            lines,
            key=lambda line: (
                -line.objected,
                -line.now.trust_late,
                -line.found.first_day.toordinal(),
                line.found.name,
            ),
        )
    )


def sentence(lines: Sequence[Line], begun: int, *, recent: bool) -> str:
    """Return the numbers as a sentence: what the trust is late with, never how doctors fare.

    begun: how many lists there are, of which these are shown; recent: they are those of a year.
    """
    late = [line for line in lines if line.now.trust_late]
    which = counted(begun, "list") + (" of the last twelve months" if recent else "")
    told = f"{which}." if len(lines) == begun else f"{len(lines)} of {which}."
    if not late:
        return f"{told} The trust is late with nothing."
    items = sum(line.now.trust_late for line in late)
    return f"{told} The trust is late with {counted(items, 'item')}, for {counted(len(late), 'doctor')}."


def _line(induction: Induction, found: Listed, on: dt.date) -> Line:
    cells = []
    for phase in induction.phases:
        rows = found.of_phase(phase.id)
        of_phase = count(rows, on)
        asked = [row for row in rows if row.state != "na"]
        cells.append(
            Cell(
                sum(row.state == "done" for row in asked),
                len(asked),
                of_phase.trust_late,
                found.whole(phase.id),
                found.signed(phase.id) is not None,
            )
        )
    objected = [row for row in found.rows if row.objected is not None and row.open]
    late = sum(row.trust_late(on) for row in objected)
    return Line(found, count(found.rows, on), tuple(cells), len(objected), late)
