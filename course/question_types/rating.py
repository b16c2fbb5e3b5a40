"""Rating what somebody might do in a situation, each action by itself."""

from collections.abc import Sequence

from course.errors import ResponseError
from course.files import kinds
from course.files.schema import Key, listing, table
from course.question_types.base import QuestionType, known
from course.questions import RATINGS, Action, Rating, Response
from course.results import Part, Result, cut_scaled

_ACTION = table(
    (
        Key("id", kinds.character),
        Key("text", kinds.inline),
        Key("rating", kinds.one_of(*RATINGS, what="rating")),
        Key("feedback", kinds.inline),
    ),
    Action,
    "an action",
)


class RatingType(QuestionType[Rating]):
    """Rate each action on a scale of four: as the experts do is worth 2, one level off 1.

    Right as a whole from three quarters of the marks on. A form sends ``action.rating``.
    """

    name = "rating"
    model = Rating
    keys = (Key("actions", listing(_ACTION, "actions", 2, 6, unique="id")),)
    xapi_type = "matching"
    tells_right = True

    def parse(self, question: Rating, values: Sequence[str]) -> Response:
        actions = [action.id for action in question.actions]
        complete = [value for value in values if not value.strip().endswith(".")]
        given = known(complete, [f"{action}.{rating}" for action in actions for rating in RATINGS])
        if sorted(value.split(".")[0] for value in given) != sorted(actions):
            raise ResponseError("Rate each action.")
        return tuple(sorted(given))

    def mark(self, question: Rating, response: Response) -> Result:
        ratings = dict(part.split(".") for part in response)
        off = [abs(int(ratings[each.id]) - int(each.rating)) for each in question.actions]
        points, of = sum(max(0, 2 - each) for each in off), 2 * len(off)
        parts = tuple(
            Part(each.id, distance == 0)
            for each, distance in zip(question.actions, off, strict=True)
        )
        return Result(points * 4 >= of * 3, cut_scaled(points, of), parts, tuple(ratings))

    def feedback_texts(self, question: Rating) -> dict[str, str]:
        return {action.id: action.feedback for action in question.actions}

    def right(self, question: Rating) -> tuple[Response, ...]:
        return (tuple(sorted(f"{action.id}.{action.rating}" for action in question.actions)),)

    def patterns(self, question: Rating) -> tuple[Response, ...]:
        return ()

    def components(self, question: Rating) -> dict[str, tuple[tuple[str, str], ...]]:
        return {
            "source": tuple((action.id, action.text) for action in question.actions),
            "target": tuple(RATINGS.items()),
        }

    def to_characters(self, response: Response) -> str:
        return "".join(response).replace(".", "")

    def from_characters(self, question: Rating, characters: str) -> Response:
        pairs = zip(characters[::2], characters[1::2], strict=False)
        return tuple(f"{action}.{rating}" for action, rating in pairs)
