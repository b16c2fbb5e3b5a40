"""The log of a trial: what was told and what was refused, in one order, a part or the whole of it."""

import re
from operator import attrgetter
from typing import Final

from msgspec import Struct

from app.launching import refusals, store, view
from app.launching.refusals import Refused
from app.launching.registrations import Trial
from app.launching.telling import Line, lines, refused_line
from app.services import Services
from lrs import Stored

AT_A_TIME: Final = 500
_MARK: Final = re.compile(r"([0-9]{1,18})\.([0-9]{1,18})")


class Mark(Struct, frozen=True):
    """Up to where a log was read. statement, refusal: the last of each, 0 before any."""

    statement: int = 0
    refusal: int = 0

    def __str__(self) -> str:
        """Return it as an address holds it."""
        return f"{self.statement}.{self.refusal}"


class Log(Struct, frozen=True):
    """Lines since a mark. after: the mark to go on from; verdict: what the LMS would show now."""

    after: str
    lines: tuple[Line, ...]
    verdict: str
    done: bool


def mark_of(text: str) -> Mark:
    """Return the mark that an address holds. Raises ValueError for what is none."""
    found = _MARK.fullmatch(text)
    if found is None:
        raise ValueError("A mark is two whole numbers with a point between them.")
    return Mark(int(found[1]), int(found[2]))


def read_log(parts: Services, trial: Trial, after: Mark) -> Log:
    """Return the next lines after a mark, and the verdict by all that was told. Raises StoreAway."""
    found, refused = _read(parts, trial, after)
    now = store.read_standing(parts, trial.enrolled, trial.course)
    return Log(
        after=str(_mark(found, refused, after)),
        lines=_lines(trial, found, refused),
        verdict=view.verdict(trial, now),
        done=view.is_done(trial, now),
    )


def whole_log(parts: Services, trial: Trial) -> str:
    """Return all that was told, as text for a file to go with a ticket. Raises StoreAway."""
    found, refused = _read(parts, trial, Mark())
    every = found
    while len(found) == AT_A_TIME:
        found, _ = _read(parts, trial, _mark(found, refused, Mark()))
        every += found
    head = (
        f"A trial of “{trial.title}” ({trial.format}), told to First Shift in the place of an LMS."
    )
    return "\n\n".join((head, *map(_text, _lines(trial, every, refused)))) + "\n"


def _read(
    parts: Services, trial: Trial, after: Mark
) -> tuple[tuple[Stored, ...], tuple[Refused, ...]]:
    found = store.own_store(parts).since(str(trial.enrolled.space), after.statement, AT_A_TIME)
    with parts.database.read() as session:
        return found, refusals.read(session, trial.enrolled.registration, after.refusal)


def _mark(found: tuple[Stored, ...], refused: tuple[Refused, ...], before: Mark) -> Mark:
    return Mark(
        found[-1].seq if found else before.statement,
        refused[-1].id if refused else before.refusal,
    )


def _lines(
    trial: Trial, found: tuple[Stored, ...], refused: tuple[Refused, ...]
) -> tuple[Line, ...]:
    told = (*lines(found, _titles(trial)), *map(refused_line, refused))
    return tuple(sorted(told, key=attrgetter("moment")))


def _text(line: Line) -> str:
    moment = line.moment.isoformat(timespec="milliseconds")
    said = f"{moment} {line.by}: {line.sentence}"
    return f"{said}\n{line.json}" if line.json else said


def _titles(trial: Trial) -> dict[str, str]:
    enrolled, course = trial.enrolled, trial.course
    found = {enrolled.own_iri("course", course.id): course.title}
    for unit, blocks in course.units():
        found[enrolled.activity_id(unit)] = unit.title
        found |= {enrolled.own_iri("block", block.id): block.title for block in blocks}
    return found
