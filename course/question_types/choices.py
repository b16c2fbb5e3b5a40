"""Choosing among options: one (``single``) or all that are right (``multiple``)."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from course.errors import ResponseError
from course.files import kinds
from course.files.report import Report
from course.files.schema import Key, listing, table
from course.files.yaml_positions import Node, line_of
from course.question_types.base import QuestionType, known, one_of_these
from course.questions import Multiple, Option, Response, Single
from course.results import Part, Result, cut_scaled

_OPTION = table(
    (
        Key("id", kinds.character),
        Key("text", kinds.inline),
        Key("feedback", kinds.inline),
        Key("correct", kinds.yes, required=False),
    ),
    Option,
    "an option",
)
_Q = TypeVar("_Q", Single, Multiple)


def _options(least: int) -> tuple[Key, ...]:
    return (Key("options", listing(_OPTION, "options", least, 8, unique="id")),)


class _Choice(QuestionType[_Q], Generic[_Q]):
    xapi_type = "choice"

    def feedback_texts(self, question: _Q) -> dict[str, str]:
        return {option.id: option.feedback for option in question.options}

    def right(self, question: _Q) -> tuple[Response, ...]:
        return (tuple(sorted(option.id for option in question.options if option.correct)),)

    def named(self, question: _Q) -> tuple[Option, ...]:
        return question.options

    def _parts(self, question: _Q, response: Response) -> tuple[Part, ...]:
        """Return each option that was chosen or missed, in the order of the question."""
        return tuple(
            Part(option.id, option.correct and option.id in response)
            for option in question.options
            if option.correct or option.id in response
        )


class SingleType(_Choice[Single]):
    """Choose the one right option: all or nothing."""

    name = "single"
    model = Single
    keys = _options(2)
    chooses_one = True

    def build(self, values: dict[str, Any], node: Node, report: Report) -> Single | None:
        question = Single(**values)
        right = self.right(question)[0]
        if len(right) == 1:
            return question
        what = f"{len(right)} options are marked as correct"
        report.add(line_of(node, "options"), what, "write 'correct: yes' on exactly one")
        return None

    def parse(self, question: Single, values: Sequence[str]) -> Response:
        return one_of_these(values, self.shuffled_ids(question), "Choose one answer.")

    def mark(self, question: Single, response: Response) -> Result:
        right = response == self.right(question)[0]
        return Result(right, 1.0 if right else 0.0, self._parts(question, response), response)


class MultipleType(_Choice[Multiple]):
    """Choose every right option: right ones chosen, less wrong ones chosen, of all right ones."""

    name = "multiple"
    model = Multiple
    keys = _options(3)
    tells_right = True

    def build(self, values: dict[str, Any], node: Node, report: Report) -> Multiple | None:
        question = Multiple(**values)
        right = self.right(question)[0]
        if 0 < len(right) < len(question.options):
            return question
        what = "all options are marked as correct" if right else "no option is marked as correct"
        mend = "write 'correct: yes' on each right one, and leave at least one wrong"
        report.add(line_of(node, "options"), what, mend)
        return None

    def parse(self, question: Multiple, values: Sequence[str]) -> Response:
        given = known(values, self.shuffled_ids(question))
        if not given:
            raise ResponseError("Choose at least one answer.")
        return tuple(sorted(set(given)))

    def longest(self, question: Multiple) -> Response:
        return tuple(sorted(self.shuffled_ids(question)))

    def mark(self, question: Multiple, response: Response) -> Result:
        right = self.right(question)[0]
        good = sum(option in right for option in response)
        bad = len(response) - good
        parts = self._parts(question, response)
        scaled = cut_scaled(good - bad, len(right))
        return Result(response == right, scaled, parts, tuple(part.id for part in parts))
