"""What a course is: immutable, typed, free of Flask, of files and of databases.

The words are those of the standards: an *objective*, a *source*. Text fields marked "inline Markdown" hold
emphasis at most. The kinds of question stand in ``course/questions.py``.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Literal, Protocol, TypeAlias, TypeVar

from msgspec import Struct

from course.finding import by_id
from course.induction.model import Induction
from course.library.model import LibraryEntry, TipGroup
from course.nations import HomeNation
from course.questions import Purpose, Question

Nation: TypeAlias = HomeNation | Literal["GB", "UK"]
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


class _HasSlug(Protocol):
    @property
    def slug(self) -> str: ...


_T = TypeVar("_T", bound=_HasSlug)


def _by_slug(things: Iterable[_T], key: str) -> _T:
    for thing in things:
        if thing.slug == key:
            return thing
    raise KeyError(key)


class Source(Struct, frozen=True):
    """A cited source. checked: the day on which somebody last looked."""

    id: str
    title: str
    publisher: str
    address: str
    checked: dt.date
    edition: str = ""


Review = Literal["feedback", "marks", "score"]
"""Each question with answers and feedback; only which of them were right; only the score by topic."""


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


class Topic(Struct, frozen=True):
    """One thing to learn. body: Markdown; minutes: reading and practice, computed, at least 1.

    language: of a translated variant, empty where it is the module's; tags: what it is about, by the
    ids of ``tags.yaml``.
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
    tags: tuple[str, ...] = ()


class Card(Struct, frozen=True):
    """What to carry in the pocket: a module on one printed page. body: Markdown below the title."""

    title: str
    body: str


class Assessment(Struct, frozen=True):
    """The end assessment. draw: how many questions of the bank an attempt gets.

    review: what somebody who has not passed yet is shown of an attempt that was sent.
    """

    draw: int
    review: Review = "feedback"


class Change(Struct, frozen=True):
    """What a version has changed. lines: plain sentences for LMS administrators and learners."""

    version: str
    day: dt.date
    lines: tuple[str, ...]


class Module(Struct, frozen=True):
    """A module. pass_mark: per cent, 1 to 100; minutes: whole module, assessment included.

    index_topics and index_questions give each topic and question its fixed place in suspend data: they
    only ever grow, whatever happens to the order of the files. folder: where the images lie. changes: what is told of versions, newest first.
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
    changes: tuple[Change, ...] = ()

    def topic(self, slug: str) -> Topic:
        """Return the topic with this slug. Raises KeyError where there is none."""
        return _by_slug(self.topics, slug)

    def question(self, question_id: str) -> Question:
        """Return the question with this id. Raises KeyError where there is none."""
        return by_id(self.questions, question_id)

    def of_purpose(self, purpose: Purpose, topic: str | None = None) -> tuple[Question, ...]:
        """Return the questions of one purpose, in the order of the files; of one topic if named."""
        return tuple(
            q
            for q in self.questions
            if q.purpose == purpose and (topic is None or q.topic == topic)
        )


AnswerGroup = Literal["help", "people", "employment", "ward", "safety", "tests", "systems", "other"]


class LocalAnswer(Struct, frozen=True):
    """An answer that only a trust can give.

    label: what is asked for; example: how it may look; group: with which others it is asked for.
    """

    key: str
    label: str
    example: str = ""
    group: AnswerGroup = "other"


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


class Tag(Struct, frozen=True):
    """What a topic or an entry of the library can be about. title: in words; means: one line.

    elsewhere: where its readers find help, of a tag that nothing here may carry.
    """

    id: str
    title: str
    means: str
    elsewhere: str = ""


Audience = Literal["learners", "supervisors"]


class AskedAt(Struct, frozen=True):
    """Questions to ask about one step of a reflection; step: empty for one written without steps."""

    ask: tuple[str, ...]
    step: str = ""


class Facilitating(Struct, frozen=True):
    """A guide for who talks with a doctor about a reflection, in plain text.

    does, does_not: what such a talk is and is not; before, during, after: what to do; questions: by the
    structure of the text (``three``, ``gibbs``, ``free``); safety: when somebody may be at risk;
    sources: ids of what stands behind it.
    """

    lede: str
    does: tuple[str, ...]
    does_not: tuple[str, ...]
    before: tuple[str, ...]
    during: tuple[str, ...]
    after: tuple[str, ...]
    questions: dict[str, tuple[AskedAt, ...]]
    safety: tuple[str, ...]
    never: str
    sources: tuple[str, ...]


class CoursePart(Struct, frozen=True):
    """Modules that belong together. core: every learner completes them; modules: slugs, in order."""

    title: str
    summary: str
    audience: Audience
    modules: tuple[str, ...]
    core: bool = False


class Course(Struct, frozen=True):
    """All modules without a mistake, in the order of the parts, and what they share.

    glossary: by id, in the order of the alphabet; tags and library: by id, in the order of their
    files; of the library also what readers are not shown yet; induction: empty where there is none;
    facilitating: none without its file.
    """

    modules: tuple[Module, ...]
    sources: dict[str, Source]
    local_answers: dict[str, LocalAnswer]
    title: str = ""
    parts: tuple[CoursePart, ...] = ()
    glossary: dict[str, GlossaryEntry] = {}
    tags: dict[str, Tag] = {}
    library: dict[str, LibraryEntry] = {}
    tips: tuple[TipGroup, ...] = ()
    induction: Induction = Induction()
    facilitating: Facilitating | None = None

    def module(self, slug: str) -> Module:
        """Return the module with this slug. Raises KeyError where there is none."""
        return _by_slug(self.modules, slug)

    def of_part(self, part: CoursePart) -> tuple[Module, ...]:
        """Return the modules of a part, without those that have a mistake."""
        return tuple(m for slug in part.modules for m in self.modules if m.slug == slug)

    def for_audience(self, audience: Audience) -> tuple[Module, ...]:
        """Return the modules that are for an audience, in their order."""
        parts = (part for part in self.parts if part.audience == audience)
        return tuple(module for part in parts for module in self.of_part(part))
