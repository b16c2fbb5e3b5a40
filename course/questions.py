"""Every kind of question, as data: what its author wrote, immutable and typed.

The words are those of the standards: an *interaction* (here: question) with a type, a *response*. Texts
are inline Markdown, which holds emphasis at most.
"""

from typing import Final, Literal, TypeAlias

from msgspec import Struct

from course.finding import by_id

Purpose = Literal["precheck", "practice", "assessment"]
Response: TypeAlias = tuple[str, ...]
"""What a learner answered, as a flat tuple of short texts, by type of question:

single, hotspot and likert ``("b",)``; multiple ``("a", "c")`` (sorted); true-false ``("true",)``; fill-in and
numeric the text as typed ``("30",)``; matching ``("a.1", "b.3")`` (source.target, sorted); sequencing and
ranking ``("c", "a", "b")``; rating ``("a.4", "b.1")`` (action.rating, sorted); conversation
``("opening.a", "calmer.c")`` (turn.choice, from the first turn to the end); long-text ``("written",)``:
what was written is never part of a response.
"""


class Option(Struct, frozen=True):
    """An answer that can be chosen. id: one character of ``[a-z0-9]``; texts are inline Markdown."""

    id: str
    text: str
    feedback: str
    correct: bool = False


class Target(Struct, frozen=True):
    """What a source of a matching question can be matched with."""

    id: str
    text: str


class Pair(Struct, frozen=True):
    """A source of a matching question, and the id of its right target."""

    id: str
    text: str
    target: str
    feedback: str


class Step(Struct, frozen=True):
    """A step of a sequencing question; the question holds its steps in the right order."""

    id: str
    text: str


class QuestionBase(Struct, frozen=True, kw_only=True):
    """What every question has. topic: slug; explanation: shown after every answer."""

    id: str
    topic: str
    purpose: Purpose
    stem: str
    explanation: str
    objective: str = ""
    sources: tuple[str, ...] = ()


class Single(QuestionBase, frozen=True, tag="single"):
    """Choose the one right option."""

    options: tuple[Option, ...]


class Multiple(QuestionBase, frozen=True, tag="multiple"):
    """Choose every right option."""

    options: tuple[Option, ...]


class TrueFalse(QuestionBase, frozen=True, tag="true-false"):
    """Say whether a statement is true."""

    answer: bool
    feedback_true: str
    feedback_false: str


Spelling = Literal["forgiven", "exact"]


class FillIn(QuestionBase, frozen=True, tag="fill-in"):
    """Type a word or two; any text of ``accept`` is right, compared without case and spare blanks.

    spelling: whether a slip in a longer word counts as right too. refuse: what is wrong however near it
    comes; apart: words that mean something else, near enough for a slip to lead to them (found by the
    reader).
    """

    accept: tuple[str, ...]
    feedback_right: str
    feedback_wrong: str
    hint: str = ""
    spelling: Spelling = "forgiven"
    refuse: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


class Numeric(QuestionBase, frozen=True, tag="numeric"):
    """Type a number; right within ``tolerance`` of ``answer``. Both are decimal texts, unit a word."""

    answer: str
    feedback_right: str
    feedback_wrong: str
    tolerance: str = "0"
    unit: str = ""


class Matching(QuestionBase, frozen=True, tag="matching"):
    """Give each source its target; several sources may share one."""

    pairs: tuple[Pair, ...]
    targets: tuple[Target, ...]


class Sequencing(QuestionBase, frozen=True, tag="sequencing"):
    """Put the steps in order; ``steps`` holds the right order."""

    steps: tuple[Step, ...]
    feedback_right: str
    feedback_wrong: str


class Ranking(QuestionBase, frozen=True, tag="ranking"):
    """Rank responses to a situation; ``options`` holds the experts' order, the best first."""

    options: tuple[Option, ...]


class Action(Struct, frozen=True):
    """What somebody might do in a situation. rating: the experts', a key of ``RATINGS``."""

    id: str
    text: str
    rating: str
    feedback: str


RATINGS: Final = {
    "1": "Very inappropriate",
    "2": "Somewhat inappropriate",
    "3": "Somewhat appropriate",
    "4": "Very appropriate",
}


class Rating(QuestionBase, frozen=True, tag="rating"):
    """Rate each action in a situation; near to the experts' rating is worth half."""

    actions: tuple[Action, ...]


class Spot(Struct, frozen=True):
    """A place on a picture. x, y: per cent from its left and top edge; text: says what is there."""

    id: str
    x: int
    y: int
    text: str
    feedback: str
    correct: bool = False


class Hotspot(QuestionBase, frozen=True, tag="hotspot"):
    """Choose the one right place on a picture. image: ``images/name.svg``; alt: what it shows."""

    image: str
    alt: str
    spots: tuple[Spot, ...]


class Level(Struct, frozen=True):
    """A level of a scale on which learners place themselves. feedback: the next step from there."""

    id: str
    text: str
    feedback: str


class Likert(QuestionBase, frozen=True, tag="likert"):
    """Place yourself on a scale, lowest first; no answer is right or wrong."""

    scale: tuple[Level, ...]


class LongText(QuestionBase, frozen=True, tag="long-text"):
    """Write for yourself; afterwards compare with what others notice."""

    compare: tuple[str, ...]


class Person(Struct, frozen=True):
    """Somebody in a conversation. role: who they are to the learner."""

    id: str
    name: str
    role: str


Ending = Literal["good", "mixed", "poor"]


class Saying(Struct, frozen=True):
    """What the learner may say. next: id of a turn; the three marks are 0 hurts, 1 neutral, 2 helps."""

    id: str
    say: str
    next: str
    empathy: int
    clarity: int
    safety: int
    feedback: str

    @property
    def marks(self) -> int:
        """All three marks together."""
        return self.empathy + self.clarity + self.safety


class Turn(Struct, frozen=True):
    """A moment of a conversation: somebody speaks, and the learner has choices, or it ends.

    who: id of a person; scene: what is seen or heard besides; summary: how it ended.
    """

    id: str
    who: str
    says: str
    scene: str = ""
    choices: tuple[Saying, ...] = ()
    ending: Ending | None = None
    summary: str = ""


class Conversation(QuestionBase, frozen=True, tag="conversation"):
    """Talk with a simulated person; the talk changes with what is said. stem: its title."""

    setting: str
    people: tuple[Person, ...]
    start: str
    turns: tuple[Turn, ...]

    def turn(self, turn_id: str) -> Turn:
        """Return the turn with this id. Raises KeyError where there is none."""
        return by_id(self.turns, turn_id)

    def person(self, person_id: str) -> Person:
        """Return the person with this id. Raises KeyError where there is none."""
        return by_id(self.people, person_id)


Question: TypeAlias = (
    Single
    | Multiple
    | TrueFalse
    | FillIn
    | Numeric
    | Matching
    | Sequencing
    | Ranking
    | Rating
    | Hotspot
    | Likert
    | LongText
    | Conversation
)
