"""Estimate how long a topic and a module take."""

import re
from collections.abc import Iterable
from typing import Final

from course.files.placements import without_code
from course.question_types import type_of
from course.questions import Question

WORDS_PER_MINUTE: Final = 200
MINUTES_PER_ASSESSMENT_QUESTION: Final = 1

_ADDRESS = re.compile(r"\]\([^()\s]*\)")
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


def words_in(body: str) -> int:
    """Return how many words a topic's Markdown holds, without addresses and code."""
    return len(_WORD.findall(_ADDRESS.sub("]", without_code(body))))


def topic_minutes(body: str, questions: Iterable[Question]) -> int:
    """Return whole minutes, rounded up, at least 1. questions: those placed in the topic."""
    words = words_in(body)
    answering = sum(type_of(question).seconds for question in questions)
    seconds = words * 60 / WORDS_PER_MINUTE + answering
    return max(1, -int(-seconds // 60))


def module_minutes(topics: int, draw: int) -> int:
    """Return whole minutes. topics: the sum of their minutes; draw: questions of an attempt."""
    return topics + draw * MINUTES_PER_ASSESSMENT_QUESTION
