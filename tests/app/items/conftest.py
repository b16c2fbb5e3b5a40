"""An editor, and people who have sat an assessment."""

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from flask import Flask

from app.accounts.models import Person
from app.learning.models import Answer, Attempt, Enrolment
from app.organisations.models import Membership
from course.questions import Question
from tests.app.feedback.conftest import as_editor, as_other_editor
from tests.app.learning.walking import module_of, parts_of
from tests.app.trust import Trust

__all__ = ["as_editor", "as_other_editor"]

Answers = Callable[[int, Question], tuple[list[str], bool] | None]
Sit = Callable[..., None]
BEGAN = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)


@pytest.fixture
def sit(app: Flask, trust: Trust) -> Sit:
    """Give a function that lets new people sit an assessment of given questions."""

    def let_sit(
        people: int, questions: list[Question], answers: Answers, number: int = 1, version: str = ""
    ) -> None:
        with parts_of(app).database.write() as session:
            for nth in range(people):
                person = Person(email=f"{uuid.uuid4()}@alder.example", name="X", password_hash="")
                session.add(person)
                session.flush()
                member = Membership(person_id=person.id, organisation_id=trust.organisation)
                session.add(member)
                session.flush()
                enrolment = Enrolment(membership_id=member.id, module="culture")
                session.add(enrolment)
                session.flush()
                attempt = Attempt(
                    enrolment_id=enrolment.id,
                    purpose="assessment",
                    number=number,
                    seed=1,
                    questions=[question.id for question in questions],
                    module_version=version or module_of(app).version,
                    started=BEGAN,
                    finished=BEGAN + dt.timedelta(minutes=5),
                    score=50.0,
                    passed=False,
                )
                session.add(attempt)
                session.flush()
                for question in questions:
                    given = answers(nth, question)
                    if given is None:
                        continue
                    session.add(
                        Answer(
                            key=attempt.id,
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

    return let_sit
