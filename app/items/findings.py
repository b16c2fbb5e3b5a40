"""What an editor should look at in a question: rules over its numbers, in sentences. Pure."""

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import Final

from markupsafe import Markup
from msgspec import Struct

from app.items.statistics import ENOUGH, Numbers
from app.items.uses import Use
from course.question_types import type_of
from course.questions import Question, TrueFalse

HARD: Final = 0.3
EASY: Final = 0.95
USEFUL: Final = 0.2
"""From this discrimination on a question tells apart. Source: Ebel, "Essentials of Educational Measurement"."""

MOST_CHOOSE: Final = 0.5
LOOK_AT: Final = 2
"""From this weight on a question stands out; below, it is a note."""


class Finding(Struct, frozen=True):
    """Something that stands out. weight: the higher, the sooner it should be looked at."""

    weight: int
    sentence: Markup


def findings(question: Question, found: Numbers, uses: Sequence[Use]) -> tuple[Finding, ...]:
    """Return what stands out, the weightiest first."""
    several = [*_by_choice(question, found, uses), *_by_number(found)]
    return tuple(sorted(several, key=lambda each: -each.weight))


def in_ten(share: float) -> str:
    """Return a share in words: ``9 in 10``."""
    tenths = round(share * 10)
    if tenths == 0:
        return "hardly anybody"
    return "nearly everybody" if tenths == 10 else f"{tenths} in 10"


def _by_choice(question: Question, found: Numbers, uses: Sequence[Use]) -> Iterator[Finding]:
    if not type_of(question).chooses_one:
        return
    choices = [use for use in uses if use.key]
    favourite = max(choices, key=lambda use: use.count)
    share = favourite.count / found.answers
    if not favourite.right and share >= MOST_CHOOSE:
        words = in_ten(share)
        sentence = Markup("{} choose {}, which is marked wrong: look at the key.")
        yield Finding(5, sentence.format(words[0].upper() + words[1:], _quoted(favourite.words)))
    unused = [use for use in choices if not use.count]
    if found.answers >= ENOUGH and unused and not isinstance(question, TrueFalse):
        named = Markup(", ").join(_quoted(use.words) for use in unused)
        yield Finding(1, Markup("Nobody chooses {}.").format(named))


def _quoted(words: Markup) -> Markup:
    """Return a choice in quotation marks, around others single ones; what is all saying has its own."""
    if "“" not in words:
        return Markup("“{}”").format(words)
    saying = words.startswith("“") and words.find("”") == len(words) - 1
    return words if saying else Markup("‘{}’").format(words)


def _by_number(found: Numbers) -> Iterator[Finding]:
    highest = _highest(found)
    if highest < 0:
        yield Finding(
            4,
            Markup(
                "Those who do well in the rest get this one wrong more often: look at the key and at"
                " the wording."
            ),
        )
    if found.facility < HARD:
        few = in_ten(found.facility)
        words = f"Only {few} get" if few[0].isdigit() else "Hardly anybody gets"
        yield Finding(
            3, Markup("{} it right: look at the wording, and at what the topic says.").format(words)
        )
    if 0 <= highest < USEFUL:
        yield Finding(2, Markup("It hardly tells those who know the rest from those who do not."))
    if found.answers >= ENOUGH and found.facility > EASY:
        yield Finding(1, Markup("Nearly everybody gets it right: it may be too plain to ask."))


def _highest(found: Numbers) -> float:
    """Return how high the discrimination may well be in truth: one standard error above what was found.

    So few answers do not accuse a question by chance. 1 where it is not known.
    """
    if found.discrimination is None:
        return 1.0
    return found.discrimination + 1 / sqrt(found.answers - 1)
