"""Saying whether a statement (the stem) is true."""

from collections.abc import Sequence
from typing import Any

from course.files import kinds
from course.files.report import Report
from course.files.schema import Key
from course.files.yaml_positions import Node
from course.question_types.base import QuestionType, feedback_key, one_of_these
from course.questions import Response, TrueFalse
from course.results import Part, Result

_WORDS = ("true", "false")


class TrueFalseType(QuestionType[TrueFalse]):
    """Say whether a statement is true: all or nothing."""

    name = "true-false"
    model = TrueFalse
    keys = (
        Key("answer", kinds.true_or_false),
        feedback_key((Key("true", kinds.inline), Key("false", kinds.inline))),
    )
    xapi_type = "true-false"
    tells_right = True
    chooses_one = True

    def build(self, values: dict[str, Any], node: Node, report: Report) -> TrueFalse | None:
        texts = values.pop("feedback")
        return TrueFalse(**values, feedback_true=texts["true"], feedback_false=texts["false"])

    def parse(self, question: TrueFalse, values: Sequence[str]) -> Response:
        return one_of_these(values, _WORDS, "Choose true or false.")

    def mark(self, question: TrueFalse, response: Response) -> Result:
        right = response == self.right(question)[0]
        return Result(right, 1.0 if right else 0.0, (Part(response[0], right),), response)

    def feedback_texts(self, question: TrueFalse) -> dict[str, str]:
        return {"true": question.feedback_true, "false": question.feedback_false}

    def right(self, question: TrueFalse) -> tuple[Response, ...]:
        return (("true",) if question.answer else ("false",),)

    def to_characters(self, response: Response) -> str:
        return response[0][0]

    def from_characters(self, question: TrueFalse, characters: str) -> Response:
        return tuple(word for word in _WORDS if word[0] == characters)
