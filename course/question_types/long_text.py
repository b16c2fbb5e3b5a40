"""Writing for oneself. What is written is private: it is no part of a response, so that it can be
neither kept nor sent nor told.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

from course.errors import ResponseError
from course.files import kinds
from course.files.schema import Key, listing
from course.question_types.base import UNJUDGED, QuestionType
from course.questions import LongText, Response
from course.results import Result

WRITTEN: Final = "written"
"""All that a response says: that something was written."""


class LongTextType(QuestionType[LongText]):
    """Write, then compare with what others notice. Never judged."""

    name = "long-text"
    model = LongText
    keys = (Key("compare", listing(kinds.inline, "compare", 2, 6)),)
    xapi_type = "long-fill-in"
    kept = False
    judged = False
    purposes = ("practice",)
    seconds = 180

    def parse(self, question: LongText, values: Sequence[str]) -> Response:
        if not any(value.strip() for value in values):
            raise ResponseError("Write a few words first. Nobody but you will read them.")
        return (WRITTEN,)

    def mark(self, question: LongText, response: Response) -> Result:
        return msgspec.structs.replace(UNJUDGED, feedback=tuple(self.feedback_texts(question)))

    def feedback_texts(self, question: LongText) -> dict[str, str]:
        return {str(place): text for place, text in enumerate(question.compare, start=1)}

    def right(self, question: LongText) -> tuple[Response, ...]:
        return ()

    def longest(self, question: LongText) -> Response:
        return (WRITTEN,)

    def xapi_response(self, question: LongText, response: Response) -> str:
        return ""
