"""Mark an answer: pure, without clock, database or request.

The browser's twin does the same; ``vectors/marking.json`` holds the cases that both must pass.
"""

from collections.abc import Sequence
from math import floor
from typing import Final

from course.errors import ResponseError
from course.question_types import type_of
from course.questions import Question, Response
from course.results import Part, Result

__all__ = [
    "Part",
    "ResponseError",
    "Result",
    "an_answer",
    "feedback_texts",
    "mark",
    "parse_response",
    "score_percent",
]

# The least number that 1 to 8 all divide: no question has more parts than 8, so each exact share is
# a whole number of units, and a share cut to four decimals is less than a tenth of a unit below it.
_UNITS: Final = 840


def parse_response(question: Question, values: Sequence[str]) -> Response:
    """Bring what a form or a browser sent into normal form (see ``course.questions.Response``).

    values: single ``["b"]``; multiple ``["c", "a"]``; true-false ``["true"]``; fill-in and numeric
    the text; matching ``["a.1", "b.3"]``; sequencing the steps in order, or ``["c.1", "a.2"]``
    (step.place, from 1). Raises ResponseError with a sentence for the learner.
    """
    return type_of(question).parse(question, values)


def mark(question: Question, response: Response) -> Result:
    """Mark a response in normal form.

    success: wholly right only. scaled: single, true-false, fill-in and numeric 0 or 1; multiple
    right ones chosen less wrong ones chosen, of all right ones, at least 0; matching right pairs of
    all; sequencing steps in their right place of all.
    """
    return type_of(question).mark(question, response)


def an_answer(question: Question) -> Response:
    """Return a response as somebody gives it who knows: wholly right, or any where none is."""
    kind = type_of(question)
    return next(iter(kind.right(question)), None) or kind.longest(question)


def feedback_texts(question: Question) -> dict[str, str]:
    """Return each text of feedback, as inline Markdown, by the key that ``Result.feedback`` names.

    Keys: ids of options or pairs, ``true`` and ``false``, or ``right`` and ``wrong``.
    """
    return type_of(question).feedback_texts(question)


def score_percent(results: Sequence[Result]) -> float:
    """Return the mean score in per cent, 0 to 100, cut to two decimals.

    Cut, never rounded up: a pass is not made by rounding. Nor is it lost by it: each share is first
    brought back to the whole number of 840ths that it was cut from, so that three thirds are one.
    In JavaScript: ``units += Math.round(scaled * 840)``, then
    ``Math.floor(units * 10000 / (840 * n)) / 100``. Raises ValueError where there is no result.
    """
    if not results:
        raise ValueError("a score needs at least one result")
    units = sum(floor(result.scaled * _UNITS + 0.5) for result in results)
    return units * 10000 // (_UNITS * len(results)) / 100
