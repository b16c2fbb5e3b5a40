"""Typing a word or two."""

from collections.abc import Sequence
from typing import Any

from course.files import kinds
from course.files.report import Report
from course.files.schema import Key, listing
from course.files.yaml_positions import Node
from course.question_types.base import RIGHT_AND_WRONG, QuestionType, feedback_key, right_or_wrong
from course.question_types.typed_text import clean, comparable
from course.questions import FillIn, Response
from course.results import Result

_SCORM12_CHARACTERS = 255


class FillInType(QuestionType[FillIn]):
    """Type a word or two: right where it is one of those accepted."""

    name = "fill-in"
    model = FillIn
    keys = (
        Key("accept", listing(kinds.text, "accept", least=1, most=20)),
        feedback_key(RIGHT_AND_WRONG),
        Key("hint", kinds.inline, required=False),
    )
    xapi_type = "fill-in"
    scorm12_type = "fill-in"
    kept = False

    def build(self, values: dict[str, Any], node: Node, report: Report) -> FillIn | None:
        texts = values.pop("feedback")
        return FillIn(**values, feedback_right=texts["right"], feedback_wrong=texts["wrong"])

    def parse(self, question: FillIn, values: Sequence[str]) -> Response:
        return (clean(values[0] if values else ""),)

    def mark(self, question: FillIn, response: Response) -> Result:
        accepted = {comparable(text) for text in question.accept}
        return right_or_wrong(comparable(response[0]) in accepted)

    def feedback_texts(self, question: FillIn) -> dict[str, str]:
        return {"right": question.feedback_right, "wrong": question.feedback_wrong}

    def right(self, question: FillIn) -> tuple[Response, ...]:
        return tuple((text,) for text in question.accept)

    def xapi_response(self, question: FillIn, response: Response) -> str:
        # The delimiters, and a brace at the start, would be read as part of the form.
        text = response[0].replace("[,]", ",").replace("[.]", ".").replace("[:]", ":")
        return f"({text[1:]}" if text.startswith("{") else text

    def xapi_patterns(self, question: FillIn) -> tuple[str, ...]:
        return tuple(f"{{case_matters=false}}{text}" for text in super().xapi_patterns(question))

    def scorm12_response(self, question: FillIn, response: Response) -> str:
        return response[0][:_SCORM12_CHARACTERS]
