"""Answering a practice question."""

from app.errors import BadInput
from app.learning import answers
from app.learning.progress import read_progress
from app.learning.topics import complete_if_done
from app.learning.visits import Act
from app.tracking import AnswerGiven
from course.model import Module
from course.questions import Question, Response


def find_question(module: Module, question_id: str) -> Question:
    """Return a practice question of a module. Raises BadInput where the module has no such one."""
    for question in module.of_purpose("practice"):
        if question.id == question_id:
            return question
    raise BadInput(
        f"The module “{module.title}” has no such practice question. Nothing was recorded."
        " Open the topic again and answer there."
    )


def answer(act: Act, question: Question, response: Response) -> None:
    """Keep and tell an answer; a repeat of the same one changes nothing."""
    marked = answers.keep(act, act.enrolment.id, None, question, response)
    if not act.late:
        act.enrolment.location = f"{question.topic}#{question.id}"
    if marked is None:
        return
    act.session.flush()
    progress = read_progress(act.session, act.enrolment.id, act.module)
    given = AnswerGiven(question, response, marked, progress=progress.percent)
    act.tracker.answered(act.module, given, act.at)
    complete_if_done(act, progress)
