"""The rules for a trust's own answer: one short line of text, whatever stands in it.

An answer is shown as text everywhere, so markup and script in it are harmless letters.
"""

import datetime as dt
from typing import Final

from course.local_answers import LocalAnswerGiven
from course.visible import one_line

MAX_ANSWER_CHARS: Final = 200


def answer_problem(text: str) -> str:
    """Return what is wrong with an answer, as the end of a sentence; empty where nothing is."""
    if not text.strip():
        return "is empty"
    if len(text) > MAX_ANSWER_CHARS:
        return f"has {len(text)} characters; use at most {MAX_ANSWER_CHARS}"
    if one_line(text) != text:
        return "holds line breaks or characters that cannot be seen; write one plain line"
    return ""


def given_today(text: str, today: dt.date) -> LocalAnswerGiven:
    """Return an answer as it is given now, on one line and without what cannot be seen."""
    return LocalAnswerGiven(one_line(text), today)
