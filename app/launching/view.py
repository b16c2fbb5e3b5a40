"""What the page of a trial shows: the units with where they stand, and one sentence."""

from typing import Final

from msgspec import Struct

from app.launching.registrations import Trial
from app.launching.standing import Standing, UnitStanding
from app.launching.vocabulary import Verb
from app.wording import counted, per_cent
from packager.reading.course_structure import Unit

COUNTS_WHEN: Final = {
    "NotApplicable": "always",
    "Passed": "once it is passed",
    "Completed": "once it is completed",
    "CompletedAndPassed": "once it is completed and passed",
    "CompletedOrPassed": "once it is completed or passed",
}


class UnitRow(Struct, frozen=True):
    """A unit as the page lists it. within: the blocks that it lies in; word: of its state."""

    id: str
    title: str
    within: str
    counts_when: str
    mastery: str
    word: str
    told: str


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


def verdict(trial: Trial, now: Standing) -> str:
    """Return in a sentence what an LMS would show."""
    units = [unit for unit, _ in trial.course.units()]
    met = sum(now.met(unit) for unit in units)
    if met == len(units):
        return "Your LMS would show this course as complete."
    if len(units) == 1:
        words = COUNTS_WHEN[units[0].move_on]
        return f"Your LMS would show this course as not complete: it counts {words}."
    return (
        "Your LMS would show this course as not complete:"
        f" {met} of {counted(len(units), 'unit')} satisfied."
    )


def is_done(trial: Trial, now: Standing) -> bool:
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
