"""What a type of question must know: its keys, its answers, its marks, and its form in a statement."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar, Final, Generic, Protocol, TypeVar, get_args

from course.errors import ResponseError
from course.files import kinds
from course.files.report import Report
from course.files.schema import Key, listing, table
from course.files.yaml_positions import Node
from course.questions import Purpose, QuestionBase, Response
from course.results import Part, Result

Q = TypeVar("Q", bound=QuestionBase)

NOT_SHOWN: Final = "That answer is not one of those shown. Choose again."
"""What a learner reads whose form named an answer that the question does not have."""

PURPOSES: Final[tuple[Purpose, ...]] = get_args(Purpose)

COMMON_KEYS: Final = (
    Key("id", kinds.slug),
    Key("purpose", kinds.one_of(*PURPOSES, what="purpose")),
    Key("type", kinds.text),
    Key("objective", kinds.slug, required=False),
    Key("stem", kinds.inline),
    Key("explanation", kinds.inline),
    Key("sources", listing(kinds.slug, "sources", least=1), required=False),
)

RIGHT_AND_WRONG: Final = (Key("right", kinds.inline), Key("wrong", kinds.inline))


def feedback_key(keys: Sequence[Key]) -> Key:
    """Return the key ``feedback`` with a text for each outcome."""
    return Key("feedback", table(keys, dict, "feedback"))


class Thing(Protocol):
    """An option, a target, a step. text: inline Markdown."""

    @property
    def id(self) -> str:
        """By which a response names it."""

    @property
    def text(self) -> str:
        """What a learner reads."""


class QuestionType(ABC, Generic[Q]):
    """One type of question. To add a type: one file with a subclass, one line in the registry.

    name: as authors write it; model: its struct; keys: what a question of it holds besides the common
    keys; xapi_type: the interaction's type; kept: an answer goes into suspend data (typed text does not);
    order_is_the_answer: the shown order must not be the right one; judged: an answer is right or wrong (a self-rating is not); tells_right: its feedback names what
    is right, so that nobody has to ask for it; chooses_one: one of what is shown is right, and one is
    chosen; purposes: what it may serve as; seconds: what answering takes, to estimate a topic's time;
    in_own_file: authors write each in a file of its own.
    """

    name: ClassVar[str]
    model: ClassVar[type[QuestionBase]]
    keys: ClassVar[tuple[Key, ...]]
    xapi_type: ClassVar[str]
    kept: ClassVar[bool] = True
    order_is_the_answer: ClassVar[bool] = False
    judged: ClassVar[bool] = True
    tells_right: ClassVar[bool] = False
    chooses_one: ClassVar[bool] = False
    purposes: ClassVar[tuple[Purpose, ...]] = PURPOSES
    seconds: ClassVar[int] = 45
    in_own_file: ClassVar[bool] = False

    def build(self, values: dict[str, Any], node: Node, report: Report) -> Q | None:
        """Make the question from its values, or note why they do not fit together."""
        return self.model(**values)  # type: ignore[return-value]

    @abstractmethod
    def parse(self, question: Q, values: Sequence[str]) -> Response:
        """Bring what a form sent into normal form. Raises ResponseError."""

    @abstractmethod
    def mark(self, question: Q, response: Response) -> Result:
        """Mark a response in normal form."""

    @abstractmethod
    def feedback_texts(self, question: Q) -> dict[str, str]:
        """Return every text of feedback (inline Markdown) by the key that a result names."""

    @abstractmethod
    def right(self, question: Q) -> tuple[Response, ...]:
        """Return every response that is wholly right, the best first."""

    def longest(self, question: Q) -> Response:
        """Return a response that takes the most room in suspend data."""
        return self.right(question)[0]

    def named(self, question: Q) -> Sequence[Thing]:
        """Return what a response names by its id alone, in the order of the file.

        Whatever tells of a response in words, here and in the browser, goes by it. None for a type whose
        responses are made of something else.
        """
        return ()

    def shuffled(self, question: Q) -> Sequence[Thing]:
        """Return what is shown in shuffled order, in the order of the file."""
        return self.named(question)

    def shuffled_ids(self, question: Q) -> tuple[str, ...]:
        """Return the ids of what is shown in shuffled order, in the order of the file."""
        return tuple(thing.id for thing in self.shuffled(question))

    def components(self, question: Q) -> dict[str, tuple[tuple[str, str], ...]]:
        """Return xAPI's component lists: name of the list to pairs of id and text."""
        pairs = tuple((thing.id, thing.text) for thing in self.named(question))
        return {"choices": pairs} if pairs else {}

    def xapi_response(self, question: Q, response: Response) -> str:
        """Return a response as xAPI writes it."""
        return "[,]".join(part.replace(".", "[.]") for part in response)

    def patterns(self, question: Q) -> tuple[Response, ...]:
        """Return every response that counts as success; none where there are too many to list.

        A record store or an LMS may compare a response with these, and must find what we say; only a
        misspelt word, which no list could hold, counts although it is none of them.
        """
        return self.right(question)

    def xapi_patterns(self, question: Q) -> tuple[str, ...]:
        """Return the correct responses as xAPI writes them, each a whole answer."""
        return tuple(self.xapi_response(question, response) for response in self.patterns(question))

    def to_characters(self, response: Response) -> str:
        """Return a response as characters of ``[a-z0-9]`` for suspend data."""
        return "".join(response)

    def from_characters(self, question: Q, characters: str) -> Response:
        """Return the response that the characters stand for."""
        return tuple(characters)


def known(values: Sequence[str], ids: Sequence[str]) -> list[str]:
    """Return the values without blanks. Raises ResponseError where one is not among the ids."""
    given = [value.strip() for value in values if value.strip()]
    if any(value not in ids for value in given):
        raise ResponseError(NOT_SHOWN)
    return given


def right_or_wrong(right: bool, parts: tuple[Part, ...] = ()) -> Result:
    """Return the result of an answer that is right or wrong as a whole."""
    return Result(right, 1.0 if right else 0.0, parts, ("right" if right else "wrong",))


UNJUDGED: Final = Result(success=True, scaled=1.0, parts=(), feedback=())
"""The result of an answer that is neither right nor wrong; the type's ``judged`` says so."""


def one_of_these(values: Sequence[str], ids: Sequence[str], sentence: str) -> Response:
    """Return the one id that was chosen. Raises ResponseError with a sentence for the learner."""
    given = known(values, ids)
    if len(given) != 1:
        raise ResponseError(sentence)
    return tuple(given)
