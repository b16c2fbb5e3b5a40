"""What a learner's tries at assessments say: which modules were tried, and what was missed there."""

import datetime as dt
import uuid
from collections.abc import Iterable

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.learning.models import Answer, Attempt, Enrolment


class Tried(Struct, frozen=True):
    """A module whose assessment was sent. sent: when, the last time; passed: in any try.

    missed: ids of questions, those that were not wholly right when they were last asked, the latest try's first.
    """

    module: str
    sent: dt.datetime
    passed: bool
    missed: tuple[str, ...]


class Tries(Struct, frozen=True):
    """Every module that was tried, the latest first. under_way: (module, question) of tries not yet sent."""

    modules: tuple[Tried, ...]
    under_way: frozenset[tuple[str, str]]


def read_tries(session: Session, membership_id: uuid.UUID) -> Tries:
    """Return what a learner's tries say, those of earlier enrolments included."""
    wanted = (
        select(Attempt, Enrolment.module)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(Enrolment.membership_id == membership_id, Attempt.purpose == "assessment")
    )
    rows = [(attempt, module) for attempt, module in session.execute(wanted)]
    sent = sorted(
        ((each, module) for each, module in rows if each.finished is not None),
        key=lambda row: _finished(row[0]),
        reverse=True,
    )
    right = _answered_right(session, [attempt.id for attempt, _ in sent])
    modules = dict.fromkeys(module for _, module in sent)
    return Tries(
        tuple(_tried(slug, [each for each, of in sent if of == slug], right) for slug in modules),
        frozenset(
            (module, question)
            for attempt, module in rows
            if attempt.finished is None
            for question in attempt.questions
        ),
    )


def _tried(slug: str, latest_first: list[Attempt], right: set[tuple[uuid.UUID, str]]) -> Tried:
    last_asked: dict[str, uuid.UUID] = {}
    for attempt in latest_first:
        for question in attempt.questions:
            last_asked.setdefault(question, attempt.id)
    missed = (
        question for question, attempt in last_asked.items() if (attempt, question) not in right
    )
    passed = any(attempt.passed for attempt in latest_first)
    return Tried(slug, _finished(latest_first[0]), passed, tuple(missed))


def _answered_right(session: Session, attempts: Iterable[uuid.UUID]) -> set[tuple[uuid.UUID, str]]:
    wanted = select(Answer.key, Answer.question).where(
        Answer.key.in_(list(attempts)), Answer.success
    )
    return {(key, question) for key, question in session.execute(wanted)}


def _finished(attempt: Attempt) -> dt.datetime:
    return attempt.finished or attempt.started
