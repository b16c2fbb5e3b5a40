"""What the pages of a try hold: one question, all before they are sent, the result."""

import datetime as dt
from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct

from app.learning.answers import Given, given_now
from app.learning.attempts import NOT_ANSWERED
from app.learning.models import Answer, Attempt
from course.marking import Result
from course.model import Module, Topic
from course.questions import Question
from course.render import Renderer, is_ordered


class Line(Struct, frozen=True):
    """A question of a try. number: from 1; saved: when it was answered; stem: inline HTML.

    answered: what was answered, in words, one or several; ordered: whether their order is the answer.
    """

    number: int
    stem: Markup
    saved: dt.datetime | None
    answered: tuple[Markup, ...] = ()
    ordered: bool = False


class TopicResult(Struct, frozen=True):
    """How a try went in one topic. right: wholly right answers, of ``of``."""

    topic: Topic
    right: int
    of: int

    @property
    def skim(self) -> bool:
        """Say whether all was right."""
        return self.right == self.of


class Shown(Struct, frozen=True):
    """A question after a try. html: its review; empty where the module no longer has it like this.

    stem: inline HTML; empty where the module no longer has the question.
    """

    html: Markup
    success: bool
    stem: Markup = Markup()


def overview(
    renderer: Renderer, module: Module, attempt: Attempt, rows: Mapping[str, Answer]
) -> tuple[Line, ...]:
    """Return the questions of a try that is under way."""
    return tuple(
        _line(renderer, number, module.question(key), rows.get(key))
        for number, key in enumerate(attempt.questions, start=1)
    )


def _line(renderer: Renderer, number: int, question: Question, row: Answer | None) -> Line:
    stem = renderer.inline(question.stem)
    given = None if row is None else given_now(question, row)
    if row is None or given is None:
        return Line(number, stem, row.answered if row else None)
    words = renderer.answered(question, given.response)
    return Line(number, stem, row.answered, words, ordered=is_ordered(question))


def reviews(
    renderer: Renderer, module: Module, attempt: Attempt, rows: Mapping[str, Answer]
) -> tuple[Shown, ...]:
    """Return the questions of a try that was sent, with answers and feedback."""
    questions = {question.id: question for question in module.questions}
    return tuple(_shown(renderer, questions.get(key), rows.get(key)) for key in attempt.questions)


def by_topic(
    module: Module, attempt: Attempt, rows: Mapping[str, Answer]
) -> tuple[TopicResult, ...]:
    """Return how a try went in each topic of which it asked something, in the module's order."""
    asked = [question for question in module.questions if question.id in attempt.questions]
    results = []
    for topic in module.topics:
        keys = [question.id for question in asked if question.topic == topic.slug]
        right = sum(rows[key].success for key in keys if key in rows)
        if keys:
            results.append(TopicResult(topic, right, len(keys)))
    return tuple(results)


def right_answers(attempt: Attempt, rows: Mapping[str, Answer]) -> int:
    """Return how many of a try's questions were answered wholly right."""
    return sum(rows[key].success for key in attempt.questions if key in rows)


def _shown(renderer: Renderer, question: Question | None, row: Answer | None) -> Shown:
    if question is None:
        return Shown(Markup(), row is not None and row.success)
    stem = renderer.inline(question.stem)
    if row is None:
        return Shown(renderer.review(question, (), NOT_ANSWERED), success=False, stem=stem)
    given = given_now(question, row)
    if given is None or not _as_then(given, row):
        return Shown(Markup(), row.success, stem)
    return Shown(renderer.review(question, given.response, given.result), row.success, stem)


def _as_then(given: Given, row: Answer) -> bool:
    result: Result = given.result
    return result.success == row.success and float(result.scaled) == row.scaled
