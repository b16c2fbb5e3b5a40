"""Talking with a simulated person: a path of choices from the first turn to an ending."""

from collections.abc import Sequence

from course.errors import ResponseError
from course.question_types.base import NOT_SHOWN, QuestionType
from course.questions import Conversation, Response
from course.results import Part, Result, cut_scaled
from course.talk import ASPECTS, best_path, follow, key_of, longest_path


class ConversationType(QuestionType[Conversation]):
    """Choose what to say, turn by turn. Right where it ends well; worth the marks of its lines.

    Authors write it in a file of its own, which ``course/reading/conversation.py`` reads.
    """

    name = "conversation"
    model = Conversation
    keys = ()
    in_own_file = True
    tells_right = True
    xapi_type = "performance"
    purposes = ("practice",)
    seconds = 180

    def parse(self, question: Conversation, values: Sequence[str]) -> Response:
        path = tuple(value.strip() for value in values if value.strip())
        try:
            talk = follow(question, path)
        except KeyError:
            raise ResponseError(NOT_SHOWN) from None
        if not talk.ended:
            raise ResponseError("Choose what to say.")
        return path

    def mark(self, question: Conversation, response: Response) -> Result:
        talk = follow(question, response)
        won, best = (sum(each) for each in zip(*map(talk.points, ASPECTS), strict=True))
        parts = tuple(Part(key_of(s.turn, s.saying), s.better is None) for s in talk.said)
        scaled = cut_scaled(min(won, best), best) if best else 1.0
        return Result(talk.now.ending == "good", scaled, parts, response)

    def feedback_texts(self, question: Conversation) -> dict[str, str]:
        return {
            key_of(turn, saying): saying.feedback
            for turn in question.turns
            for saying in turn.choices
        }

    def right(self, question: Conversation) -> tuple[Response, ...]:
        return (best_path(question),)

    def longest(self, question: Conversation) -> Response:
        return longest_path(question)

    def patterns(self, question: Conversation) -> tuple[Response, ...]:
        return ()

    def components(self, question: Conversation) -> dict[str, tuple[tuple[str, str], ...]]:
        with_choices = (turn for turn in question.turns if turn.choices)
        return {"steps": tuple((turn.id, turn.says) for turn in with_choices)}

    def to_characters(self, response: Response) -> str:
        return "".join(part.rpartition(".")[2] for part in response)

    def from_characters(self, question: Conversation, characters: str) -> Response:
        turn, path = question.turn(question.start), []
        for character in characters:
            saying = next((each for each in turn.choices if each.id == character), None)
            if saying is None:
                raise ResponseError(NOT_SHOWN)
            path.append(key_of(turn, saying))
            turn = question.turn(saying.next)
        return tuple(path)
