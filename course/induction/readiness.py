"""How ready a trust is to welcome: four words, computed from levels, never an average."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final

from msgspec import Struct

from course.induction.model import Standard

RELIABLE: Final = 2
"""The level that meets the minimum standard."""
LEADING: Final = 3
NEARLY: Final = 3
"""So many essential standards may be below the minimum where a trust is nearly ready."""


class Word(StrEnum):
    """What is said."""

    READY = "Ready to welcome"
    NEARLY = "Nearly ready"
    NOT_SAFE = "Not yet safe"
    IN_PROGRESS = "In progress"


class Readiness(Struct, frozen=True):
    """What is said, and why. word: none while levels are missing; because: one sentence.

    behind: standards that stand in the way, in the order in which to begin.
    """

    word: Word | None
    because: str
    behind: tuple[Standard, ...] = ()


def readiness(standards: Sequence[Standard], levels: Mapping[str, int]) -> Readiness:
    """Return how ready a trust is. levels: 0 to 3 by standard, as far as they were chosen.

    What is unsafe is said as soon as it is known, even while other levels are missing.
    """
    chosen = [each for each in standards if each.id in levels]
    essential = [each for each in chosen if each.essential]
    below = [each for each in essential if levels[each.id] < RELIABLE]
    at_zero = [each for each in chosen if levels[each.id] == 0]
    unsafe = [each for each in at_zero if each.safety]
    if unsafe or len(below) > NEARLY:
        behind = unsafe if unsafe else below
        return Readiness(Word.NOT_SAFE, _because_unsafe(unsafe, below), in_order(behind, levels))
    missing = len(standards) - len(chosen)
    if missing:
        return Readiness(None, f"{missing} of {len(standards)} levels are still to be chosen.")
    if not below and not at_zero:
        return Readiness(
            Word.READY, "Every essential standard is reliable, and none is missing altogether."
        )
    behind_all = in_order([*below, *(each for each in at_zero if each not in below)], levels)
    if (
        all(levels[each.id] for each in essential)
        and 0 < len(below) <= NEARLY
        and not any(each.safety for each in below)
    ):
        return Readiness(
            Word.NEARLY,
            f"{_counted(len(below), 'essential standard')} {'is' if len(below) == 1 else 'are'}"
            f" not yet reliable: {_names(below)}.",
            behind_all,
        )
    return Readiness(
        Word.IN_PROGRESS, f"These still stand in the way: {_names(behind_all)}.", behind_all
    )


def in_order(standards: Iterable[Standard], levels: Mapping[str, int]) -> tuple[Standard, ...]:
    """Return standards with the safety of patients first, then what is quickly won, what is done last."""
    return tuple(sorted(standards, key=lambda each: _rank(each, levels.get(each.id))))


def _rank(standard: Standard, level: int | None) -> tuple[int, int, bool, str]:
    """Below the minimum a higher level is nearer to it, and so the quicker win."""
    known = -1 if level is None else level
    unsafe = standard.safety and known < RELIABLE
    below = 0 if unsafe else 1 if known < RELIABLE else 2 if known < LEADING else 3
    return below, known if unsafe else -known, not standard.essential, standard.id


def _because_unsafe(unsafe: Sequence[Standard], below: Sequence[Standard]) -> str:
    if unsafe:
        return f"Not in place, and patient safety depends on it: {_names(unsafe)}."
    return f"{_counted(len(below), 'essential standard')} are not yet reliable: {_names(below)}."


def _names(standards: Iterable[Standard]) -> str:
    return ", ".join(each.short for each in standards)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
