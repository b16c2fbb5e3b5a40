"""Typing a number."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from course.files import kinds
from course.files.report import Report
from course.files.schema import Key
from course.files.yaml_positions import Node
from course.question_types.base import RIGHT_AND_WRONG, QuestionType, feedback_key, right_or_wrong
from course.question_types.typed_text import bounds, clean, number, plain_number, within
from course.questions import Numeric, Response
from course.results import Result


class NumericType(QuestionType[Numeric]):
    """Type a number: right within the tolerance, its ends included."""

    name = "numeric"
    model = Numeric
    keys = (
        Key("answer", kinds.decimal),
        Key("tolerance", kinds.positive_decimal, required=False),
        Key("unit", kinds.text, required=False),
        feedback_key(RIGHT_AND_WRONG),
    )
    xapi_type = "numeric"
    kept = False

    def build(self, values: dict[str, Any], node: Node, report: Report) -> Numeric | None:
        texts = values.pop("feedback")
        return Numeric(**values, feedback_right=texts["right"], feedback_wrong=texts["wrong"])

    def parse(self, question: Numeric, values: Sequence[str]) -> Response:
        typed = clean(values[0] if values else "")
        number(typed)
        return (typed,)

    def mark(self, question: Numeric, response: Response) -> Result:
        answer, tolerance = Decimal(question.answer), Decimal(question.tolerance)
        return right_or_wrong(within(number(response[0]), answer, tolerance))

    def feedback_texts(self, question: Numeric) -> dict[str, str]:
        return {"right": question.feedback_right, "wrong": question.feedback_wrong}

    def right(self, question: Numeric) -> tuple[Response, ...]:
        return ((question.answer,),)

    def xapi_response(self, question: Numeric, response: Response) -> str:
        return plain_number(number(response[0]))

    def xapi_patterns(self, question: Numeric) -> tuple[str, ...]:
        ends = bounds(Decimal(question.answer), Decimal(question.tolerance))
        return ("[:]".join(plain_number(end) for end in ends),)
