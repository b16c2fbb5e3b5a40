"""Ranking responses to a situation, from the most to the least appropriate."""

from collections.abc import Sequence

from course.files import kinds
from course.files.schema import Key, listing, table
from course.question_types.base import QuestionType
from course.question_types.ordering import parse_order
from course.questions import Option, Ranking, Response
from course.results import Part, Result, cut_scaled

_OPTION = table(
    (Key("id", kinds.character), Key("text", kinds.inline), Key("feedback", kinds.inline)),
    Option,
    "an option",
)
_NEARLY = 2
"""Places in all by which an order may differ and still count as right: one neighbouring swap."""


class RankingType(QuestionType[Ranking]):
    """Rank responses; the nearer to the experts' order, the more it is worth.

    The share of the marks is one less the distance between the two orders (Spearman's footrule: the
    sum of places by which each option is off) over the greatest distance there is, so that the
    reverse order is worth nothing. An order that differs by one neighbouring swap counts as right:
    experts differ by as much. Source: the shape follows the situational judgement tests of UK
    selection, which give credit for near misses (Patterson et al., Medical Education 2016; 50: 36).
    """

    name = "ranking"
    model = Ranking
    # With 3 to 5 options the greatest distance (4, 8, 12) divides the unit of a score.
    keys = (Key("options", listing(_OPTION, "options", 3, 5, unique="id")),)
    xapi_type = "sequencing"
    order_is_the_answer = True
    tells_right = True

    def parse(self, question: Ranking, values: Sequence[str]) -> Response:
        sentence = "Give each response a place of its own."
        return parse_order(values, self.shuffled_ids(question), sentence)

    def mark(self, question: Ranking, response: Response) -> Result:
        experts = self.shuffled_ids(question)
        off = sum(abs(place - experts.index(each)) for place, each in enumerate(response))
        parts = tuple(Part(a, a == b) for a, b in zip(response, experts, strict=True))
        most = len(experts) ** 2 // 2
        return Result(off <= _NEARLY, cut_scaled(most - off, most), parts, experts)

    def feedback_texts(self, question: Ranking) -> dict[str, str]:
        return {option.id: option.feedback for option in question.options}

    def right(self, question: Ranking) -> tuple[Response, ...]:
        return (self.shuffled_ids(question),)

    def patterns(self, question: Ranking) -> tuple[Response, ...]:
        experts = self.shuffled_ids(question)
        swapped = (
            (*experts[:at], experts[at + 1], experts[at], *experts[at + 2 :])
            for at in range(len(experts) - 1)
        )
        return (experts, *swapped)

    def named(self, question: Ranking) -> tuple[Option, ...]:
        return question.options
