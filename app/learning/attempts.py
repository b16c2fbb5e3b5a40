"""Tries at a module's assessment or pre-check: begun, answered, sent.

Only the assessment gives a score. Tries have no limit until one is passed; each draws its questions anew.
A try stands for as long as its learner likes; if the module changes in the meantime, its questions stay
where the module still has them all, and are drawn again where not.
"""

import secrets
import uuid
from typing import Final, Literal

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from app.errors import BadInput, Conflict
from app.learning import answers, resume
from app.learning.models import Answer, Attempt
from app.learning.signals import standing_changed
from app.learning.visits import Act
from app.tracking import AnswerGiven
from course.drawing import draw, shuffled
from course.marking import Result, score_percent
from course.model import Module
from course.questions import Question, Response

Kind = Literal["assessment", "precheck"]
SEED_BITS: Final = 31
NOT_ANSWERED: Final = Result(success=False, scaled=0.0, parts=(), feedback=())


def running(session: Session, enrolment_id: uuid.UUID, kind: Kind) -> Attempt | None:
    """Return the try that is under way; there is at most one of each kind."""
    wanted = _of(enrolment_id, kind).where(Attempt.finished.is_(None))
    return session.scalars(wanted).first()


def begin(act: Act, kind: Kind) -> Attempt:
    """Return the try that is under way, or begin one. Raises Conflict after a pass."""
    found = running(act.session, act.enrolment.id, kind)
    if found is not None:
        return found
    if kind == "assessment" and act.enrolment.passed is not None:
        raise Conflict(
            "You have passed this module. To be asked other questions, take the module again."
        )
    last = select(func.max(Attempt.number)).where(
        Attempt.enrolment_id == act.enrolment.id, Attempt.purpose == kind
    )
    made = Attempt(
        id=uuid.uuid4(),
        organisation_id=act.enrolment.organisation_id,
        enrolment_id=act.enrolment.id,
        purpose=kind,
        number=(act.session.scalar(last) or 0) + 1,
        started=act.at,
        seconds=0.0,
    )
    _draw(made, act.module)
    act.session.add(made)
    act.session.flush()
    return made


def find(session: Session, enrolment_id: uuid.UUID, kind: Kind, attempt_id: str) -> Attempt:
    """Return the try that a form names. Raises BadInput where the enrolment has no such."""
    try:
        found = session.get(Attempt, uuid.UUID(attempt_id))
    except ValueError:
        found = None
    if found is None or found.enrolment_id != enrolment_id or found.purpose != kind:
        raise BadInput(
            "This form belongs to no attempt of yours in this module. Nothing was recorded. Open the"
            " module and go on from there."
        )
    return found


def take(act: Act, kind: Kind, attempt_id: str) -> Attempt:
    """Return the try that a form names, to change it. Raises BadInput, and Conflict if it was sent."""
    found = find(act.session, act.enrolment.id, kind, attempt_id)
    if found.finished is not None:
        raise Conflict(
            "This attempt was sent already, perhaps in another tab, so its answers can no longer"
            " change. Open the module to see the result."
        )
    bring_up_to_date(act, found)
    return found


def asked(attempt: Attempt, module: Module, number: int, question_id: str) -> Question:
    """Return the question that a form answers. number: its place in the try, from 1.

    Raises BadInput where the try asks no such question, and Conflict where it stands elsewhere by now.
    """
    if question_id not in attempt.questions:
        if attempt.redrawn is not None:
            raise Conflict(
                "The module has changed, and the questions of your attempt were drawn again. This"
                " answer belongs to the old ones. Open the assessment to go on."
            )
        raise BadInput("Your attempt does not ask this question. Nothing was recorded.")
    if not 1 <= number <= len(attempt.questions) or attempt.questions[number - 1] != question_id:
        raise BadInput(
            "The question stands at another place of your attempt. Nothing was recorded."
        )
    return module.question(question_id)


def bring_up_to_date(act: Act, attempt: Attempt) -> None:
    """Fit a try to the module as it is now; answers that no longer hold are taken out."""
    if attempt.module_version == act.module.version:
        return
    bank = {question.id for question in act.module.of_purpose(_kind(attempt))}
    if not bank.issuperset(attempt.questions):
        _draw(attempt, act.module)
        attempt.redrawn = act.at
    attempt.module_version = act.module.version
    rows = answers.rows_of(act.session, attempt.id)
    held = answers.still_given(act.module, rows)
    gone = [row.id for key, row in rows.items() if key not in held or key not in attempt.questions]
    act.session.execute(delete(Answer).where(Answer.id.in_(gone)))


def answer(act: Act, attempt: Attempt, question: Question, response: Response) -> None:
    """Save and tell an answer; until the try is sent the last one counts."""
    attempt.seconds += act.seconds or 0.0
    number = attempt.questions.index(question.id) + 1
    if attempt.purpose == "assessment":
        act.enrolment.location = resume.assessment_at(min(number + 1, len(attempt.questions)))
    marked = answers.keep(act, attempt.id, attempt.id, question, response)
    if marked is None:
        return
    given = AnswerGiven(question, response, marked, attempt.number, act.seconds)
    act.tracker.answered(act.module, given, act.at)


def send(act: Act, attempt: Attempt) -> None:
    """Finish a try and, of the assessment, tell its result. What was not answered counts as wrong."""
    attempt.seconds += act.seconds or 0.0
    attempt.finished = act.at
    if attempt.purpose != "assessment":
        return
    results = results_of(act.session, act.module, attempt)
    attempt.score = score_percent(tuple(results.values()))
    attempt.passed = attempt.score >= act.module.pass_mark
    if attempt.passed and act.enrolment.passed is None:
        act.enrolment.passed = act.at
    act.enrolment.location = resume.ASSESSMENT_DONE
    act.tracker.judged(
        act.module,
        score=attempt.score,
        passed=attempt.passed,
        attempt=attempt.number,
        seconds=attempt.seconds,
        at=act.at,
    )
    standing_changed.send(act.session, enrolment=act.enrolment, at=act.at)


def unanswered(session: Session, attempt: Attempt) -> tuple[int, ...]:
    """Return the places, from 1, of a try's questions that have no answer yet."""
    given = answers.rows_of(session, attempt.id)
    return tuple(at for at, key in enumerate(attempt.questions, start=1) if key not in given)


def results_of(session: Session, module: Module, attempt: Attempt) -> dict[str, Result]:
    """Return the marks of each question of a try, in the order shown."""
    given = answers.still_given(module, answers.rows_of(session, attempt.id))
    return {key: given[key].result if key in given else NOT_ANSWERED for key in attempt.questions}


def _of(enrolment_id: uuid.UUID, kind: Kind) -> Select[Attempt]:
    return select(Attempt).where(Attempt.enrolment_id == enrolment_id, Attempt.purpose == kind)


def _kind(attempt: Attempt) -> Kind:
    return "assessment" if attempt.purpose == "assessment" else "precheck"


def _draw(attempt: Attempt, module: Module) -> None:
    attempt.seed = secrets.randbits(SEED_BITS)
    attempt.module_version = module.version
    if attempt.purpose == "assessment":
        attempt.questions = list(draw(module, attempt.seed))
    else:
        with_any = [t.slug for t in module.topics if module.of_purpose("precheck", t.slug)]
        attempt.questions = [_one_of(module, topic, attempt.seed) for topic in with_any]


def _one_of(module: Module, topic: str, seed: int) -> str:
    ids = [question.id for question in module.of_purpose("precheck", topic)]
    return shuffled(ids, seed, topic)[0]
