"""Answers as they are kept: one for each question, in practice or in a try; the last one counts."""

import uuid
from collections.abc import Mapping, Sequence

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import BadInput
from app.learning.models import Answer
from app.learning.visits import Act
from course.marking import ResponseError, Result, mark, parse_response
from course.model import Module
from course.question_types.base import NOT_SHOWN
from course.questions import Question, Response


class Given(Struct, frozen=True):
    """An answer that holds for a question as it is now, and how it is marked."""

    response: Response
    result: Result


def parse(question: Question, values: Sequence[str]) -> Response:
    """Return what a form said, in normal form.

    Raises ResponseError with a sentence for the learner where something is left out or mistyped, and
    BadInput where the form cannot be one of ours.
    """
    try:
        return parse_response(question, values)
    except ResponseError as error:
        if str(error) == NOT_SHOWN:
            raise BadInput(f"{NOT_SHOWN} Nothing was recorded.") from error
        raise


def keep(
    act: Act, key: uuid.UUID, attempt_id: uuid.UUID | None, question: Question, response: Response
) -> Result | None:
    """Keep an answer as the latest; return how it is marked, or none where it is a mere repeat.

    key: of the attempt, or in practice of the enrolment. One that was given before the latest, and arrives
    after it, is only marked.
    """
    result = mark(question, response)
    wanted = select(Answer).where(Answer.key == key, Answer.question == question.id)
    row = act.session.scalars(wanted).first()
    if row is not None and _says(row, response, act.module.version):
        return None
    if row is not None and row.answered > act.at:
        row.tries += 1
        return result
    if row is None:
        row = Answer(
            organisation_id=act.enrolment.organisation_id,
            key=key,
            enrolment_id=act.enrolment.id,
            attempt_id=attempt_id,
            question=question.id,
            tries=0,
        )
        act.session.add(row)
    row.response, row.module_version = list(response), act.module.version
    row.success, row.scaled = result.success, float(result.scaled)
    row.tries, row.answered = row.tries + 1, act.at
    if attempt_id is not None and act.seconds is not None:
        # In a topic the time would be that of reading.
        row.seconds = (row.seconds or 0.0) + act.seconds
    return result


def _says(row: Answer, response: Response, version: str) -> bool:
    return tuple(row.response) == response and row.module_version == version


def rows_of(session: Session, key: uuid.UUID) -> dict[str, Answer]:
    """Return the answers of an attempt, or of an enrolment's practice, by question."""
    rows = session.scalars(select(Answer).where(Answer.key == key)).all()
    return {row.question: row for row in rows}


def still_given(module: Module, rows: Mapping[str, Answer]) -> dict[str, Given]:
    """Return the answers that still hold, by question: the module may have changed since."""
    held: dict[str, Given] = {}
    questions = {question.id: question for question in module.questions}
    for question_id, row in rows.items():
        given = given_now(questions.get(question_id), row)
        if given is not None:
            held[question_id] = given
    return held


def given_now(question: Question | None, row: Answer) -> Given | None:
    """Return an answer with its marks of today; none where the question can no longer be so answered."""
    if question is None:
        return None
    try:
        response = parse_response(question, row.response)
        return Given(response, mark(question, response))
    except ResponseError:
        return None
