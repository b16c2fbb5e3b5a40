"""A topic as it is shown: its text, with a form for each practice question in its place."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct

from app.learning.answers import Given
from course.model import Module, Question, Topic
from course.render import Html, QuestionState, Renderer


class Mistake(Struct, frozen=True):
    """An answer that could not be taken. values: as they were sent, to be shown again."""

    question: str
    sentence: str
    values: Sequence[str]

    @property
    def errors(self) -> list[dict[str, str]]:
        """The mistake as the error summary takes it."""
        return [{"text": self.sentence, "href": f"#answer-{self.question}"}]


class Part(Struct, frozen=True):
    """A stretch of a topic: text, or the inside of a question's form."""

    html: Markup
    question: str = ""
    answered: bool = False


def parts(
    renderer: Renderer,
    module: Module,
    topic: Topic,
    given: Mapping[str, Given],
    mistake: Mistake | None = None,
) -> tuple[Part, ...]:
    """Return a topic's stretches in order."""
    shown: list[Part] = []
    for segment in renderer.topic(module, topic):
        if isinstance(segment, Html):
            shown.append(Part(segment.html))
            continue
        question = segment.question
        state = question_state(question, given.get(question.id), mistake)
        html = renderer.question(question, state)
        shown.append(Part(html, question.id, state.result is not None))
    return tuple(shown)


def question_state(
    question: Question,
    given: Given | None,
    mistake: Mistake | None,
    order: tuple[str, ...] = (),
    *,
    feedback: bool = True,
    heading: int = 3,
) -> QuestionState:
    """Return how to show a question: after a mistake as it was sent, else as it was answered."""
    if mistake is not None and mistake.question == question.id:
        return QuestionState(
            response=tuple(mistake.values), error=mistake.sentence, order=order, heading=heading
        )
    if given is None:
        return QuestionState(order=order, heading=heading)
    result = given.result if feedback else None
    return QuestionState(response=given.response, result=result, order=order, heading=heading)
