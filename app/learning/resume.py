"""Where a learner goes on: the same place on every device.

A location is kept as text: ``topic``, ``topic#question`` after an answer there, or ``assessment/3`` for
the third question of a try.
"""

from collections.abc import Collection
from typing import Final

from msgspec import Struct

from app.learning.progress import ModuleProgress, TopicProgress

ASSESSMENT: Final = "assessment/"
ASSESSMENT_DONE: Final = ""
"""After a try has been sent, the way on begins with what is left of the module."""


class Way(Struct, frozen=True):
    """The way on. topic: to read; question: of it, to begin at; number: of the assessment's question.

    With neither topic nor number it leads to the assessment's beginning, or, finished, to the module.
    """

    topic: TopicProgress | None = None
    question: str = ""
    number: int = 0
    finished: bool = False


def topic_of(location: str) -> str:
    """Return the slug of a location's topic; empty in the assessment or before the first act."""
    return "" if location.startswith(ASSESSMENT) else location.partition("#")[0]


def assessment_at(number: int) -> str:
    """Return the location of a question of the assessment, from 1."""
    return f"{ASSESSMENT}{number}"


def way_on(
    progress: ModuleProgress,
    location: str,
    *,
    in_assessment: bool,
    passed: bool,
    skim: Collection[str] = (),
) -> Way:
    """Return where to go on. in_assessment: a try is under way; passed: the module is.

    skim: slugs of topics that the learner knows already, by the pre-check; they come last.
    """
    if in_assessment and location.startswith(ASSESSMENT):
        return Way(number=int(location.removeprefix(ASSESSMENT)))
    here = progress.topic(topic_of(location))
    topic = here if here is not None and here.word != "Done" else _next_topic(progress, here, skim)
    if topic is not None:
        return Way(topic=topic, question=_question(topic))
    if in_assessment or not passed:
        return Way()
    return Way(finished=True)


def _next_topic(
    progress: ModuleProgress, here: TopicProgress | None, skim: Collection[str]
) -> TopicProgress | None:
    """Return the next topic with something left, first of those after this one."""
    after = progress.topics.index(here) + 1 if here is not None else 0
    in_turn = progress.topics[after:] + progress.topics[:after]
    left = [topic for topic in in_turn if topic.word != "Done"]
    new = [topic for topic in left if topic.topic.slug not in skim]
    return next(iter(new or left), None)


def _question(topic: TopicProgress) -> str:
    if not topic.answered:
        return ""
    return next((each for each in topic.questions if each not in topic.answered), "")
