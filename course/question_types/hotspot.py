"""Choosing a place on a picture, with a list of the places as its equal in words."""

from collections.abc import Sequence
from typing import Any

from course.files import kinds
from course.files.report import Report
from course.files.schema import BAD, Key, listing, table
from course.files.yaml_positions import Node, line_of
from course.question_types.base import QuestionType, one_of_these
from course.questions import Hotspot, Response, Spot
from course.results import Part, Result

PER_CENT_STEP = 5
_LEAST_APART = 10
_image = kinds.matching(r"images/[a-z0-9]+(?:-[a-z0-9]+)*\.svg", "picture", "'images/ward-map.svg'")


def _per_cent(node: Node, report: Report) -> Any:
    value = kinds.whole(0, 100, "place on a picture")(node, report)
    if value is BAD or value % PER_CENT_STEP == 0:
        return value
    report.add(node.line, f"{value} is no multiple of 5", "write per cent in steps of 5")
    return BAD


_SPOT = table(
    (
        Key("id", kinds.character),
        Key("x", _per_cent),
        Key("y", _per_cent),
        Key("text", kinds.inline),
        Key("feedback", kinds.inline),
        Key("correct", kinds.yes, required=False),
    ),
    Spot,
    "a spot",
)


class HotspotType(QuestionType[Hotspot]):
    """Choose the one right place: all or nothing. Places keep their order, as their letters do."""

    name = "hotspot"
    model = Hotspot
    keys = (
        Key("image", _image),
        Key("alt", kinds.text),
        Key("spots", listing(_SPOT, "spots", 2, 8, unique="id")),
    )
    xapi_type = "choice"
    chooses_one = True

    def build(self, values: dict[str, Any], node: Node, report: Report) -> Hotspot | None:
        question = Hotspot(**values)
        right = sum(spot.correct for spot in question.spots)
        if right != 1:
            what = f"{right} spots are marked as correct"
            report.add(line_of(node, "spots"), what, "write 'correct: yes' on exactly one")
        crowded = _too_near(question.spots)
        if crowded:
            what = f"the spots '{crowded[0].id}' and '{crowded[1].id}' lie on one another"
            report.add(line_of(node, "spots"), what, "put them at least 10 per cent apart")
        return question if right == 1 and not crowded else None

    def parse(self, question: Hotspot, values: Sequence[str]) -> Response:
        ids = [spot.id for spot in question.spots]
        return one_of_these(values, ids, "Choose one place.")

    def mark(self, question: Hotspot, response: Response) -> Result:
        right = response == self.right(question)[0]
        return Result(right, 1.0 if right else 0.0, (Part(response[0], right),), response)

    def feedback_texts(self, question: Hotspot) -> dict[str, str]:
        return {spot.id: spot.feedback for spot in question.spots}

    def right(self, question: Hotspot) -> tuple[Response, ...]:
        return (tuple(spot.id for spot in question.spots if spot.correct),)

    def named(self, question: Hotspot) -> tuple[Spot, ...]:
        return question.spots

    def shuffled(self, question: Hotspot) -> tuple[Spot, ...]:
        return ()


def _too_near(spots: tuple[Spot, ...]) -> tuple[Spot, Spot] | None:
    """Return two places of which a thumb would hit both."""
    for place, one in enumerate(spots):
        for other in spots[place + 1 :]:
            if max(abs(one.x - other.x), abs(one.y - other.y)) < _LEAST_APART:
                return one, other
    return None
