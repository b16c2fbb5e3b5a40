"""How a question works, in numbers: pure, made from the first sittings of an assessment.

Facility is the share of wholly right answers. Discrimination is the point-biserial correlation of being
right with the score of the rest of the same sitting: the item itself is left out, since it would be
correlated with itself. Source: Crocker and Algina, "Introduction to Classical and Modern Test Theory"
(1986), chapter 14, on the corrected item-total correlation.
"""

from collections.abc import Iterable, Mapping, Sequence
from statistics import StatisticsError, correlation, fmean, median
from typing import Final

from msgspec import Struct

FEWEST: Final = 5
"""With fewer sittings nothing is shown: it might tell how one person answered."""

ENOUGH: Final = 20
"""With fewer answers a correlation is mostly chance."""


class Reply(Struct, frozen=True):
    """An answer to a question, or that there was none. scaled: 0 to 1; seconds: where they are known."""

    response: tuple[str, ...]
    success: bool
    scaled: float
    seconds: float | None = None


NO_REPLY: Final = Reply((), success=False, scaled=0.0)


class Sitting(Struct, frozen=True):
    """Somebody's first try at an assessment. version: of the module; replies: by question drawn."""

    version: str
    replies: Mapping[str, Reply]

    def rest(self, question: str) -> float | None:
        """Return the mean of the other questions' shares; none where there is no other."""
        others = [reply.scaled for key, reply in self.replies.items() if key != question]
        return fmean(others) if others else None


class Numbers(Struct, frozen=True):
    """A question's numbers. discrimination: none where there are too few answers, or all are alike.

    seconds: the median of those that are known, none for fewer than FEWEST.
    """

    answers: int
    facility: float
    discrimination: float | None
    seconds: float | None


def numbers(question: str, sittings: Iterable[Sitting]) -> Numbers | None:
    """Return a question's numbers; none where fewer than FEWEST sittings asked it."""
    asked = [each for each in sittings if question in each.replies]
    if len(asked) < FEWEST:
        return None
    replies = [each.replies[question] for each in asked]
    pairs = [
        (reply.success, rest)
        for each, reply in zip(asked, replies, strict=True)
        if (rest := each.rest(question)) is not None
    ]
    times = [reply.seconds for reply in replies if reply.seconds is not None]
    return Numbers(
        len(asked),
        facility([reply.success for reply in replies]),
        discrimination(pairs),
        median(times) if len(times) >= FEWEST else None,
    )


def facility(successes: Sequence[bool]) -> float:
    """Return the share that is right, 0 to 1. successes: at least one."""
    return sum(successes) / len(successes)


def discrimination(pairs: Sequence[tuple[bool, float]]) -> float | None:
    """Return the point-biserial correlation, -1 to 1. pairs: right or not, and the rest's score.

    None where there are fewer than ENOUGH, or where one of the two is the same for everybody.
    """
    if len(pairs) < ENOUGH:
        return None
    try:
        return correlation([float(right) for right, _ in pairs], [rest for _, rest in pairs])
    except StatisticsError:
        return None


def tellable_versions(sizes: Mapping[str, int]) -> tuple[str, ...]:
    """Return the versions whose numbers may be shown beside those of all versions together.

    sizes: sittings by version. Neither a version shown, nor what is left when the shown ones are taken
    from the whole, may be of fewer than FEWEST people (none at all is fine).
    """
    shown = [version for version, size in sizes.items() if size >= FEWEST]
    rest = sum(sizes.values()) - sum(sizes[version] for version in shown)
    if 0 < rest < FEWEST and shown:
        shown.remove(min(shown, key=lambda version: sizes[version]))
    return tuple(shown)
