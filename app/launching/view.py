"""What the pages of a trial show: the units with where they stand, one sentence, the log."""

from typing import Final

from msgspec import Struct

from app.launching import refusals, store
from app.launching.refusals import Refused
from app.launching.registrations import Trial
from app.launching.standing import Standing, UnitStanding
from app.launching.telling import Line, lines
from app.launching.vocabulary import Verb
from app.services import Services
from app.wording import counted, per_cent
from packager.reading.course_structure import Unit

COUNTS_WHEN: Final = {
    "NotApplicable": "always",
    "Passed": "passed",
    "Completed": "completed",
    "CompletedAndPassed": "completed and passed",
    "CompletedOrPassed": "completed or passed",
}
LOG_LINES: Final = 500


class UnitRow(Struct, frozen=True):
    """A unit as the page lists it. within: the blocks that it lies in; word: of its state."""

    id: str
    title: str
    within: str
    counts_when: str
    mastery: str
    word: str
    told: str


class Log(Struct, frozen=True):
    """Lines since a mark. after: the mark to go on from; verdict: what the LMS would show now.

    refused: all that did not get through.
    """

    after: int
    lines: tuple[Line, ...]
    verdict: str
    done: bool
    refused: tuple[Refused, ...]


def unit_rows(trial: Trial, now: Standing) -> tuple[UnitRow, ...]:
    """Return the units in the order of the course."""
    return tuple(
        UnitRow(
            id=unit.id,
            title=unit.title,
            within=", ".join(block.title for block in blocks),
            counts_when=COUNTS_WHEN[unit.move_on],
            mastery="" if unit.mastery_score is None else per_cent(unit.mastery_score * 100),
            word=_word(unit, now),
            told=_told(now.of(unit)),
        )
        for unit, blocks in trial.course.units()
    )


def read_log(parts: Services, trial: Trial, after: int) -> Log:
    """Return what was told after a mark, 0 for all, and the verdict by all. Raises StoreAway."""
    found = store.own_store(parts).since(str(trial.enrolled.space), after, LOG_LINES)
    now = store.read_standing(parts, trial.enrolled, trial.course)
    with parts.database.read() as session:
        refused = refusals.read(session, trial.enrolled.registration)
    return Log(
        after=found[-1].seq if found else after,
        lines=lines(found, _titles(trial)),
        verdict=verdict(trial, now),
        done=_is_done(trial, now),
        refused=refused,
    )


def verdict(trial: Trial, now: Standing) -> str:
    """Return in a sentence what an LMS would show."""
    units = [unit for unit, _ in trial.course.units()]
    met = sum(now.met(unit) for unit in units)
    if met == len(units):
        return "Your LMS would show this course as complete."
    if len(units) == 1:
        words = COUNTS_WHEN[units[0].move_on]
        return f"Your LMS would show this course as not complete: it counts when {words}."
    return (
        "Your LMS would show this course as not complete:"
        f" {met} of {counted(len(units), 'unit')} satisfied."
    )


def _is_done(trial: Trial, now: Standing) -> bool:
    return all(now.met(unit) for unit, _ in trial.course.units())


def _word(unit: Unit, now: Standing) -> str:
    found = now.of(unit)
    if now.met(unit):
        return "Done"
    if found.has(Verb.FAILED):
        return "Not passed yet"
    return "In progress" if found.verbs else "Not started"


def _told(found: UnitStanding) -> str:
    score = "" if found.score is None else f" with {per_cent(found.score)}"
    passed = found.has(Verb.PASSED)
    words = [
        "waived" if found.has(Verb.WAIVED) else "",
        "completed" if found.has(Verb.COMPLETED) else "",
        f"passed{score}" if passed else "",
        f"not passed{score}" if found.has(Verb.FAILED) and not passed else "",
    ]
    told = ", ".join(word for word in words if word)
    return told[:1].upper() + told[1:]


def _titles(trial: Trial) -> dict[str, str]:
    enrolled, course = trial.enrolled, trial.course
    found = {enrolled.own_iri("course", course.id): course.title}
    for unit, blocks in course.units():
        found[enrolled.activity_id(unit)] = unit.title
        found |= {enrolled.own_iri("block", block.id): block.title for block in blocks}
    return found
