"""Typing a word or two."""

from collections.abc import Iterable, Sequence
from typing import Any, get_args

import msgspec

from course.files import kinds
from course.files.report import Report
from course.files.schema import Key, listing
from course.files.yaml_positions import Node, line_of
from course.question_types.base import RIGHT_AND_WRONG, QuestionType, feedback_key, right_or_wrong
from course.question_types.near_miss import meant_by
from course.question_types.typed_text import clean, comparable
from course.questions import FillIn, Response, Spelling
from course.results import Result


class FillInType(QuestionType[FillIn]):
    """Type a word or two: right where it is one of those accepted, or a slip away from one."""

    name = "fill-in"
    model = FillIn
    keys = (
        Key("accept", listing(kinds.text, "accept", least=1, most=20)),
        feedback_key(RIGHT_AND_WRONG),
        Key("hint", kinds.inline, required=False),
        Key("spelling", kinds.one_of(*get_args(Spelling), what="spelling"), required=False),
        Key("refuse", listing(kinds.text, "refuse", least=1, most=20), required=False),
    )
    xapi_type = "fill-in"
    kept = False

    def build(self, values: dict[str, Any], node: Node, report: Report) -> FillIn | None:
        texts = values.pop("feedback")
        question = FillIn(**values, feedback_right=texts["right"], feedback_wrong=texts["wrong"])
        return question if _fits_together(question, node, report) else None

    def parse(self, question: FillIn, values: Sequence[str]) -> Response:
        return (clean(values[0] if values else ""),)

    def mark(self, question: FillIn, response: Response) -> Result:
        typed = comparable(response[0])
        accepted = {comparable(text) for text in question.accept}
        if typed in accepted:
            return right_or_wrong(True)
        refused = {comparable(text) for text in question.refuse}
        if question.spelling == "exact" or typed in refused:
            return right_or_wrong(False)
        others = (*question.apart, *_words(refused, but=_words(accepted)))
        meant = meant_by(typed, question.accept, others)
        return msgspec.structs.replace(right_or_wrong(bool(meant)), written=meant)

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


def _words(texts: Iterable[str], but: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the different words of some texts, without some."""
    words = dict.fromkeys(word for text in texts for word in text.split(" "))
    return tuple(word for word in words if word not in set(but))


def _fits_together(question: FillIn, node: Node, report: Report) -> bool:
    accepted = {comparable(text): text for text in question.accept}
    both = next((text for text in question.refuse if comparable(text) in accepted), "")
    if both:
        what = f"'{both}' is accepted and refused"
        report.add(line_of(node, "refuse"), what, "take it out of one of the two")
    return not both
