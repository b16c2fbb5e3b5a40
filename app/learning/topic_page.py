"""A topic as it is shown: its text, with a form for each practice question in its place."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct, structs

from app.learning.answers import Given
from course.model import Module, Topic
from course.questions import Conversation, LongText, Question, Response
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


class Written(Struct, frozen=True):
    """What a learner has just written for themselves: shown once more, and kept nowhere."""

    question: str
    text: str


class Part(Struct, frozen=True):
    """A stretch of a topic: text, or the inside of a question's form.

    lines_said: of a conversation, none for any other question; written: whether it is answered by
    writing for oneself.
    """

    html: Markup
    question: str = ""
    answered: bool = False
    lines_said: int | None = None
    written: bool = False


class Known(Struct, frozen=True):
    """What is known of a learner's practice in a topic. talks: paths of conversations under way."""

    given: Mapping[str, Given] = {}
    talks: Mapping[str, Response] = {}
    mistake: Mistake | None = None
    written: Written | None = None


def parts(renderer: Renderer, module: Module, topic: Topic, known: Known) -> tuple[Part, ...]:
    """Return a topic's stretches in order."""
    shown: list[Part] = []
    for segment in renderer.topic(module, topic):
        if isinstance(segment, Html):
            shown.append(Part(segment.html))
            continue
        question = segment.question
        state = _practice_state(question, known)
        html = renderer.question(question, state)
        said = len(state.response) if isinstance(question, Conversation) else None
        written = isinstance(question, LongText)
        shown.append(Part(html, question.id, state.result is not None, said, written))
    return tuple(shown)


def _practice_state(question: Question, known: Known) -> QuestionState:
    if question.id in known.talks:
        return QuestionState(response=known.talks[question.id])
    state = question_state(question, known.given.get(question.id), known.mistake)
    if known.written is not None and known.written.question == question.id:
        return structs.replace(state, written=known.written.text)
    return state


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
