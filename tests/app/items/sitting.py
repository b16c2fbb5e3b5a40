"""People who sit an assessment, as rows."""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.learning.models import Answer, Attempt, Enrolment
from app.organisations.models import Membership
from course.model import Module
from course.questions import Question

Answers = Callable[[int, Question], tuple[list[str], bool] | None]
"""What somebody answers to a question, and whether it is right; none where they leave it open."""

BEGAN: Final = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)


class Sat(Struct, frozen=True):
    """An assessment that is sat. version: of the module then, empty for the one of today."""

    module: Module
    questions: Sequence[Question]
    answers: Answers
    version: str = ""


def let_sit(session: Session, organisation_id: uuid.UUID, people: int, sat: Sat) -> None:
    """Let new people of an organisation sit an assessment once."""
    for nth in range(people):
        person = Person(email=f"{uuid.uuid4()}@sat.example", name="X", password_hash="")
        session.add(person)
        session.flush()
        member = Membership(person_id=person.id, organisation_id=organisation_id)
        session.add(member)
        session.flush()
        enrolment = Enrolment(
            organisation_id=organisation_id, membership_id=member.id, module=sat.module.slug
        )
        session.add(enrolment)
        session.flush()
        _attempt(session, enrolment, nth, sat)


def _attempt(session: Session, enrolment: Enrolment, nth: int, sat: Sat) -> None:
    attempt = Attempt(
        organisation_id=enrolment.organisation_id,
        enrolment_id=enrolment.id,
        purpose="assessment",
        number=1,
        seed=1,
        questions=[question.id for question in sat.questions],
        module_version=sat.version or sat.module.version,
        started=BEGAN,
        finished=BEGAN + dt.timedelta(minutes=5),
        score=50.0,
        passed=False,
    )
    session.add(attempt)
    session.flush()
    for question in sat.questions:
        given = sat.answers(nth, question)
        if given is not None:
            session.add(
                Answer(
                    key=attempt.id,
                    organisation_id=enrolment.organisation_id,
                    enrolment_id=enrolment.id,
                    attempt_id=attempt.id,
                    question=question.id,
                    module_version=attempt.module_version,
                    response=given[0],
                    success=given[1],
                    scaled=float(given[1]),
                    seconds=20.0 + nth,
                )
            )
