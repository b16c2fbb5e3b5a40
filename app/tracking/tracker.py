"""One method a verb: what a learner does, told in the transaction in which it is kept."""

import datetime as dt

from msgspec import Struct
from sqlalchemy.orm import Session
from tincan import Activity, Context, Extensions, Result, Score, Statement

from app.records import outbox
from app.tracking import activities
from app.tracking.statements import body, build, duration, percentage
from app.tracking.trail import Trail
from course.interactions import xapi_response
from course.marking import Result as Marked
from course.model import Module, Topic
from course.question_types import type_of
from course.questions import Purpose, Question, Response
from course.vocabulary import Extension, Verb


class AnswerGiven(Struct, frozen=True):
    """An answer as it is told. attempt: number of the try, 0 in practice.

    seconds: how long it took, where that is known; progress: per cent of the module done by now.
    purpose: for what it was asked, where that is not the question's own: a card of spaced practice.
    """

    question: Question
    response: Response
    marked: Marked
    attempt: int = 0
    seconds: float | None = None
    progress: int | None = None
    purpose: Purpose | None = None


class Tracker:
    """Tells the acts of one trail. session: the writing transaction of the acts; module: as it is now."""

    def __init__(self, session: Session, trail: Trail) -> None:
        self._session = session
        self._trail = trail

    def initialized(self, at: dt.datetime) -> None:
        """Tell that a visit began."""
        self._about_module(Verb.INITIALIZED, at)

    def experienced(self, module: Module, topic: Topic, progress: int, at: dt.datetime) -> None:
        """Tell that a topic was opened. progress: per cent of the module done by now."""
        context = self._trail.context(parent=self._trail.activity())
        result = Result(extensions=Extensions({Extension.PROGRESS: progress}))
        self._send(Verb.EXPERIENCED, activities.topic(module, topic), at, context, result)

    def answered(self, module: Module, given: AnswerGiven, at: dt.datetime) -> None:
        """Tell an answer: to knowledge items only, never anything else that was typed."""
        question = given.question
        purpose = given.purpose or question.purpose
        about: dict[str, object] = {Extension.PURPOSE: purpose}
        about |= {Extension.ATTEMPT: given.attempt} if given.attempt else {}
        context = self._trail.context(parent=_parent(module, question, purpose), extensions=about)
        done = {} if given.progress is None else {Extension.PROGRESS: given.progress}
        judged = type_of(question).judged
        result = Result(
            # What somebody wrote for themselves is no response: then nothing stands here.
            response=xapi_response(question, given.response) or None,
            success=given.marked.success if judged else None,
            score=Score(scaled=float(given.marked.scaled)) if judged else None,
            duration=None if given.seconds is None else duration(given.seconds),
            extensions=Extensions(done) if done else None,
        )
        self._send(Verb.ANSWERED, activities.question(module, question), at, context, result)

    def completed(self, seconds: float, at: dt.datetime) -> None:
        """Tell that all was opened and answered. seconds: spent in the module so far."""
        result = Result(completion=True, duration=duration(seconds))
        self._about_module(Verb.COMPLETED, at, result)

    def judged(
        self,
        module: Module,
        *,
        score: float,
        passed: bool,
        attempt: int,
        seconds: float,
        at: dt.datetime,
    ) -> None:
        """Tell the end of a try. score: per cent; attempt: its number; seconds: spent on it."""
        context = self._trail.context(
            other=activities.assessment(module),
            extensions={Extension.PURPOSE: "assessment", Extension.ATTEMPT: attempt},
        )
        result = Result(success=passed, score=percentage(score), duration=duration(seconds))
        verb = Verb.PASSED if passed else Verb.FAILED
        self._send(verb, self._trail.activity(), at, context, result)

    def terminated(self, seconds: float, at: dt.datetime) -> None:
        """Tell that a visit ended. seconds: how long it was; at: its last act."""
        self._about_module(Verb.TERMINATED, at, Result(duration=duration(seconds)))

    def _about_module(self, verb: str, at: dt.datetime, result: Result | None = None) -> None:
        self._send(verb, self._trail.activity(), at, self._trail.context(), result)

    def _send(
        self,
        verb: str,
        target: Activity,
        at: dt.datetime,
        context: Context,
        result: Result | None,
    ) -> None:
        statement: Statement = build(self._trail, verb, target, at, context, result)
        outbox.add(self._session, self._trail.organisation_id, statement.id, body(statement), at)


def _parent(module: Module, question: Question, purpose: Purpose) -> Activity:
    if purpose == "assessment":
        return activities.assessment(module)
    return activities.topic(module, module.topic(question.topic))
