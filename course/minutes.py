"""Estimate how long a topic and a module take."""

import re
from typing import Final

from course.placements import without_code

WORDS_PER_MINUTE: Final = 200
SECONDS_PER_QUESTION: Final = 45
MINUTES_PER_ASSESSMENT_QUESTION: Final = 1

_ADDRESS = re.compile(r"\]\([^()\s]*\)")
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


def topic_minutes(body: str, questions: int) -> int:
    """Return whole minutes, rounded up, at least 1. questions: how many are placed in the topic."""
    words = len(_WORD.findall(_ADDRESS.sub("]", without_code(body))))
    seconds = words * 60 / WORDS_PER_MINUTE + questions * SECONDS_PER_QUESTION
    return max(1, -int(-seconds // 60))


def module_minutes(topics: int, draw: int) -> int:
    """Return whole minutes. topics: the sum of their minutes; draw: questions of an attempt."""
    return topics + draw * MINUTES_PER_ASSESSMENT_QUESTION
