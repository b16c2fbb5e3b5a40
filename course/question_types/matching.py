"""Giving each source its target."""

from collections.abc import Sequence
from typing import Any

from course.errors import ResponseError
from course.files import kinds
from course.files.report import Report
from course.files.schema import Key, alternatives, listing, table
from course.files.yaml_positions import Node, line_of
from course.question_types.base import QuestionType, known
from course.questions import Matching, Pair, Response, Target
from course.results import Part, Result, cut_scaled

_PAIR = table(
    (
        Key("id", kinds.character),
        Key("text", kinds.inline),
        Key("target", kinds.character),
        Key("feedback", kinds.inline),
    ),
    Pair,
    "a pair",
)
_TARGET = table((Key("id", kinds.character), Key("text", kinds.inline)), Target, "a target")


class MatchingType(QuestionType[Matching]):
    """Give each source its target: right pairs of all pairs. A form sends ``source.target``."""

    name = "matching"
    model = Matching
    keys = (
        Key("pairs", listing(_PAIR, "pairs", 2, 8, unique="id")),
        Key("targets", listing(_TARGET, "targets", 2, 8, unique="id")),
    )
    xapi_type = "matching"

    def build(self, values: dict[str, Any], node: Node, report: Report) -> Matching | None:
        question = Matching(**values)
        targets = self.shuffled_ids(question)
        good = True
        for place, pair in enumerate(question.pairs):
            if pair.target not in targets:
                line = line_of(node, "pairs", place, "target")
                what = f"the answer '{pair.target}' is no target"
                report.add(line, what, f"use {alternatives(targets)}")
                good = False
        return question if good else None

    def parse(self, question: Matching, values: Sequence[str]) -> Response:
        sources = [pair.id for pair in question.pairs]
        targets = self.shuffled_ids(question)
        # A list left at its first, empty entry sends "a."; that is no answer yet.
        complete = [value for value in values if not value.strip().endswith(".")]
        given = known(complete, [f"{s}.{t}" for s in sources for t in targets])
        if sorted(value.split(".")[0] for value in given) != sorted(sources):
            raise ResponseError("Choose one answer for each line.")
        return tuple(sorted(given))

    def mark(self, question: Matching, response: Response) -> Result:
        parts = tuple(
            Part(pair.id, f"{pair.id}.{pair.target}" in response) for pair in question.pairs
        )
        right = sum(part.correct for part in parts)
        scaled = cut_scaled(right, len(parts))
        return Result(right == len(parts), scaled, parts, tuple(part.id for part in parts))

    def feedback_texts(self, question: Matching) -> dict[str, str]:
        return {pair.id: pair.feedback for pair in question.pairs}

    def right(self, question: Matching) -> tuple[Response, ...]:
        return (tuple(sorted(f"{pair.id}.{pair.target}" for pair in question.pairs)),)

    def shuffled(self, question: Matching) -> tuple[Target, ...]:
        return question.targets

    def components(self, question: Matching) -> dict[str, tuple[tuple[str, str], ...]]:
        return {
            "source": tuple((pair.id, pair.text) for pair in question.pairs),
            "target": tuple((target.id, target.text) for target in question.targets),
        }

    def to_characters(self, response: Response) -> str:
        return "".join(response).replace(".", "")

    def from_characters(self, question: Matching, characters: str) -> Response:
        pairs = zip(characters[::2], characters[1::2], strict=False)
        return tuple(f"{source}.{target}" for source, target in pairs)
