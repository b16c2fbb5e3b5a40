"""Placing oneself on a scale: no answer is right, each leads to a next step."""

from collections.abc import Sequence

import msgspec

from course.files import kinds
from course.files.schema import Key, listing, table
from course.question_types.base import UNJUDGED, QuestionType, one_of_these
from course.questions import Level, Likert, Response
from course.results import Result

_LEVEL = table(
    (Key("id", kinds.character), Key("text", kinds.inline), Key("feedback", kinds.inline)),
    Level,
    "a level",
)


class LikertType(QuestionType[Likert]):
    """Rate oneself. Never judged, and so never part of a score."""

    name = "likert"
    model = Likert
    keys = (Key("scale", listing(_LEVEL, "scale", 3, 7, unique="id")),)
    xapi_type = "likert"
    judged = False
    purposes = ("practice",)
    seconds = 30

    def parse(self, question: Likert, values: Sequence[str]) -> Response:
        ids = [level.id for level in question.scale]
        return one_of_these(values, ids, "Choose where you are on the scale.")

    def mark(self, question: Likert, response: Response) -> Result:
        return msgspec.structs.replace(UNJUDGED, feedback=response)

    def feedback_texts(self, question: Likert) -> dict[str, str]:
        return {level.id: level.feedback for level in question.scale}

    def right(self, question: Likert) -> tuple[Response, ...]:
        return ()

    def longest(self, question: Likert) -> Response:
        return (question.scale[0].id,)

    def named(self, question: Likert) -> tuple[Level, ...]:
        return question.scale

    def shuffled(self, question: Likert) -> tuple[Level, ...]:
        return ()

    def components(self, question: Likert) -> dict[str, tuple[tuple[str, str], ...]]:
        return {"scale": tuple((level.id, level.text) for level in question.scale)}
