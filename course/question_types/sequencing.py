"""Putting steps in order."""

from collections.abc import Sequence
from typing import Any

from course.files import kinds
from course.files.report import Report
from course.files.schema import Key, listing, table
from course.files.yaml_positions import Node
from course.question_types.base import RIGHT_AND_WRONG, QuestionType, feedback_key
from course.question_types.ordering import parse_order
from course.questions import Response, Sequencing, Step
from course.results import Part, Result, cut_scaled

_STEP = table((Key("id", kinds.character), Key("text", kinds.inline)), Step, "a step")


class SequencingType(QuestionType[Sequencing]):
    """Put steps in order: steps in their right place, of all steps.

    A form sends what ``ordering.parse_order`` reads.
    """

    name = "sequencing"
    model = Sequencing
    keys = (
        Key("steps", listing(_STEP, "steps", 2, 8, unique="id")),
        feedback_key(RIGHT_AND_WRONG),
    )
    xapi_type = "sequencing"
    order_is_the_answer = True

    def build(self, values: dict[str, Any], node: Node, report: Report) -> Sequencing | None:
        texts = values.pop("feedback")
        return Sequencing(**values, feedback_right=texts["right"], feedback_wrong=texts["wrong"])

    def parse(self, question: Sequencing, values: Sequence[str]) -> Response:
        return parse_order(
            values, self.shuffled_ids(question), "Give each step a place of its own."
        )

    def mark(self, question: Sequencing, response: Response) -> Result:
        right = self.shuffled_ids(question)
        parts = tuple(Part(a, a == b) for a, b in zip(response, right, strict=True))
        in_place = sum(part.correct for part in parts)
        success = in_place == len(parts)
        key = "right" if success else "wrong"
        return Result(success, cut_scaled(in_place, len(parts)), parts, (key,))

    def feedback_texts(self, question: Sequencing) -> dict[str, str]:
        return {"right": question.feedback_right, "wrong": question.feedback_wrong}

    def right(self, question: Sequencing) -> tuple[Response, ...]:
        return (self.shuffled_ids(question),)

    def named(self, question: Sequencing) -> tuple[Step, ...]:
        return question.steps
