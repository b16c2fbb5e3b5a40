"""What a course is: immutable, typed, free of Flask, of files and of databases.

The words are those of the standards: an *objective*, an *interaction* (here: question) with a type, a
*response* and a *result*. Text fields marked "inline Markdown" hold emphasis at most.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Literal, TypeAlias, TypeVar

from msgspec import Struct

T = TypeVar("T")

Nation = Literal["ENG", "SCO", "WAL", "NI", "GB", "UK"]
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

single ``("b",)``; multiple ``("a", "c")`` (sorted); true-false ``("true",)``; fill-in and numeric the text
as typed ``("30",)``; matching ``("a.1", "b.3")`` (source.target, sorted); sequencing ``("c", "a", "b")``.
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


Question: TypeAlias = Single | Multiple | TrueFalse | FillIn | Numeric | Matching | Sequencing


class Topic(Struct, frozen=True):
    """One thing to learn. body: Markdown; minutes: reading and practice, computed, at least 1."""

    slug: str
    title: str
    summary: str
    body: str
    checked: dt.date
    minutes: int
    objectives: tuple[str, ...]
    sources: tuple[str, ...]
    facts: tuple[Fact, ...] = ()


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


class Course(Struct, frozen=True):
    """All modules without a mistake, in the order of their slugs, and what they share.

    glossary: by id, in the order of the alphabet.
    """

    modules: tuple[Module, ...]
    sources: dict[str, Source]
    local_answers: dict[str, LocalAnswer]
    glossary: dict[str, GlossaryEntry] = {}

    def module(self, slug: str) -> Module:
        """Return the module with this slug. Raises KeyError where there is none."""
        return _first((m for m in self.modules if m.slug == slug), slug)
