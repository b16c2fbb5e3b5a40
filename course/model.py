"""What a course is: immutable, typed, free of Flask, of files and of databases.

The words are those of the standards: an *objective*, an *interaction* (here: question) with a type, a
*response* and a *result*. Text fields marked "inline Markdown" hold emphasis at most.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Final, Literal, TypeAlias, TypeVar

from msgspec import Struct

from course.nations import HomeNation

T = TypeVar("T")

Nation: TypeAlias = HomeNation | Literal["GB", "UK"]
Purpose = Literal["precheck", "practice", "assessment"]
TermKind = Literal[
    "abbreviation",
    "jargon",
    "role",
    "place",
    "idiom",
    "euphemism",
    "politeness",
    "everyday",
    "regional",
]
Response: TypeAlias = tuple[str, ...]
"""What a learner answered, as a flat tuple of short texts, by type of question:

single, hotspot and likert ``("b",)``; multiple ``("a", "c")`` (sorted); true-false ``("true",)``; fill-in and
numeric the text as typed ``("30",)``; matching ``("a.1", "b.3")`` (source.target, sorted); sequencing and
ranking ``("c", "a", "b")``; rating ``("a.4", "b.1")`` (action.rating, sorted); conversation
``("opening.a", "calmer.c")`` (turn.choice, from the first turn to the end); long-text ``("written",)``:
what was written is never part of a response.
"""


def _first(found: Iterator[T], key: str) -> T:
    try:
        return next(found)
    except StopIteration:
        raise KeyError(key) from None


class Source(Struct, frozen=True):
    """A cited source. checked: the day on which somebody last looked."""

    id: str
    title: str
    publisher: str
    address: str
    checked: dt.date
    edition: str = ""


class Objective(Struct, frozen=True):
    """A learning objective, with the domains that it serves.

    gmp: domains 1 to 4 of Good medical practice (2024); gpc: domains 1 to 9 of the Generic professional
    capabilities framework (2017).
    """

    id: str
    text: str
    gmp: tuple[int, ...] = ()
    gpc: tuple[int, ...] = ()


class Fact(Struct, frozen=True):
    """A fact that can change: where and when it held, who says so, when to look at it again."""

    says: str
    nation: Nation
    as_at: dt.date
    source: str
    look_again: dt.date


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


class FillIn(QuestionBase, frozen=True, tag="fill-in"):
    """Type a word or two; any text of ``accept`` is right, compared without case and spare blanks."""

    accept: tuple[str, ...]
    feedback_right: str
    feedback_wrong: str
    hint: str = ""


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
        return _first((t for t in self.turns if t.id == turn_id), turn_id)

    def person(self, person_id: str) -> Person:
        """Return the person with this id. Raises KeyError where there is none."""
        return _first((p for p in self.people if p.id == person_id), person_id)


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


class Topic(Struct, frozen=True):
    """One thing to learn. body: Markdown; minutes: reading and practice, computed, at least 1.

    language: of a translated variant, empty where it is the module's.
    """

    slug: str
    title: str
    summary: str
    body: str
    checked: dt.date
    minutes: int
    objectives: tuple[str, ...]
    sources: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    language: str = ""


class Card(Struct, frozen=True):
    """What to carry in the pocket: a module on one printed page. body: Markdown below the title."""

    title: str
    body: str


class Assessment(Struct, frozen=True):
    """The end assessment. draw: how many questions of the bank an attempt gets."""

    draw: int


class Module(Struct, frozen=True):
    """A module. pass_mark: per cent, 1 to 100; minutes: whole module, assessment included.

    index_topics and index_questions give each topic and question its fixed place in suspend data: they
    only ever grow, whatever happens to the order of the files. folder: where the images lie.
    """

    slug: str
    title: str
    summary: str
    version: str
    language: str
    pass_mark: int
    minutes: int
    objectives: tuple[Objective, ...]
    topics: tuple[Topic, ...]
    questions: tuple[Question, ...]
    assessment: Assessment
    index_topics: tuple[str, ...]
    index_questions: tuple[str, ...]
    folder: str
    further_reading: tuple[str, ...] = ()
    card: Card | None = None

    def topic(self, slug: str) -> Topic:
        """Return the topic with this slug. Raises KeyError where there is none."""
        return _first((t for t in self.topics if t.slug == slug), slug)

    def question(self, question_id: str) -> Question:
        """Return the question with this id. Raises KeyError where there is none."""
        return _first((q for q in self.questions if q.id == question_id), question_id)

    def of_purpose(self, purpose: Purpose, topic: str | None = None) -> tuple[Question, ...]:
        """Return the questions of one purpose, in the order of the files; of one topic if named."""
        return tuple(
            q
            for q in self.questions
            if q.purpose == purpose and (topic is None or q.topic == topic)
        )


class LocalAnswer(Struct, frozen=True):
    """An answer that only a trust can give. label: what is asked for; example: how it may look."""

    key: str
    label: str
    example: str = ""


class GlossaryEntry(Struct, frozen=True):
    """A word, an abbreviation or a phrase that a newcomer may not know. Texts: inline Markdown.

    also: other forms of it. reply: what to say or do on hearing it; warning: where it is dangerous;
    understand_only: to be understood, not to be said; nation: where it is heard, empty for
    everywhere; link: whether it is linked where a topic first uses it.
    """

    id: str
    term: str
    kind: TermKind
    means: str
    example: str
    also: tuple[str, ...] = ()
    reply: str = ""
    warning: str = ""
    understand_only: bool = False
    nation: Nation | Literal[""] = ""
    link: bool = True

    @property
    def forms(self) -> tuple[str, ...]:
        """Every way in which it is written, the usual one first."""
        return (self.term, *self.also)


Audience = Literal["learners", "supervisors"]


class CoursePart(Struct, frozen=True):
    """Modules that belong together. core: every learner completes them; modules: slugs, in order."""

    title: str
    summary: str
    audience: Audience
    modules: tuple[str, ...]
    core: bool = False


class Course(Struct, frozen=True):
    """All modules without a mistake, in the order of the parts, and what they share.

    glossary: by id, in the order of the alphabet.
    """

    modules: tuple[Module, ...]
    sources: dict[str, Source]
    local_answers: dict[str, LocalAnswer]
    title: str = ""
    parts: tuple[CoursePart, ...] = ()
    glossary: dict[str, GlossaryEntry] = {}

    def module(self, slug: str) -> Module:
        """Return the module with this slug. Raises KeyError where there is none."""
        return _first((m for m in self.modules if m.slug == slug), slug)

    def of_part(self, part: CoursePart) -> tuple[Module, ...]:
        """Return the modules of a part, without those that have a mistake."""
        return tuple(m for slug in part.modules for m in self.modules if m.slug == slug)

    def for_audience(self, audience: Audience) -> tuple[Module, ...]:
        """Return the modules that are for an audience, in their order."""
        parts = (part for part in self.parts if part.audience == audience)
        return tuple(module for part in parts for module in self.of_part(part))
