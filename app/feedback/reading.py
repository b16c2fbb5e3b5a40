"""Feedback as editors read it: remarks without names, and how many readers say what of each topic.

Pages of the library stand among the topics, under a heading of their own.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.feedback.giving import LIBRARY
from app.feedback.models import TopicFeedback
from app.feedback.verdicts import GOOD
from app.library.resources import titles_of
from app.wording import counted
from course.model import Course

_URGENT: Final = {"wrong": 0, "unclear": 1}
"""What comes first where an editor looks for what to do; the rest after it."""

SHOWN: Final = {"open": "Open", "done": "Done", "all": "All"}


class Asked(Struct, frozen=True):
    """What an address asks for. show: a key of SHOWN; module: slug, empty for all."""

    show: str = "open"
    module: str = ""

    @classmethod
    def of(cls, show: str, module: str, known: Iterable[str]) -> "Asked":
        """Return what an address asks for; what there is not is the usual."""
        return cls(show if show in SHOWN else "open", module if module in known else "")


class Remark(Struct, frozen=True):
    """What one reader says. Who it was is not in it. given and done: days.

    in_course: whether the topic is still there to be read.
    """

    id: uuid.UUID
    module: str
    module_title: str
    topic: str
    topic_title: str
    version: str
    verdict: str
    words: str
    given: dt.datetime
    done: dt.datetime | None
    note: str
    in_course: bool

    @property
    def of_library(self) -> bool:
        """Say whether it is about a page of the library; version is then the day of the last look."""
        return self.module == LIBRARY

    @property
    def asks_something(self) -> bool:
        """Say whether there is something for an editor to look at."""
        return self.verdict != GOOD or bool(self.words)

    @property
    def is_open(self) -> bool:
        """Say whether an editor has still to look at it."""
        return self.asks_something and self.done is None


class Count(Struct, frozen=True):
    """What readers say of a topic in one version of its module, or of a page of the library."""

    of_library: bool
    module_title: str
    topic_title: str
    version: str
    yes: int
    wrong: int
    unclear: int
    open: int


def remarks(session: Session, organisation_id: uuid.UUID, course: Course) -> tuple[Remark, ...]:
    """Return everything that readers in an organisation said, in the course's order, latest first."""
    wanted = select(TopicFeedback).where(TopicFeedback.organisation_id == organisation_id)
    rows = session.scalars(wanted.order_by(TopicFeedback.given.desc())).all()
    pages = _pages(session, organisation_id, course)
    found = [_remark(row, course, pages) for row in rows]
    places = {
        (module.slug, topic.slug): (m, t)
        for m, module in enumerate(course.modules)
        for t, topic in enumerate(module.topics)
    }
    last = (len(course.modules), 0)  # what the course no longer has
    return tuple(sorted(found, key=lambda each: places.get((each.module, each.topic), last)))


def remark(
    session: Session, organisation_id: uuid.UUID, course: Course, remark_id: uuid.UUID
) -> Remark:
    """Return one of them. Raises NotFound, also for another organisation's."""
    row = row_of(session, organisation_id, remark_id)
    return _remark(row, course, _pages(session, organisation_id, course))


def row_of(session: Session, organisation_id: uuid.UUID, remark_id: uuid.UUID) -> TopicFeedback:
    """Return the row of a remark. Raises NotFound, also for another organisation's."""
    row = session.get(TopicFeedback, remark_id)
    if row is None or row.organisation_id != organisation_id:
        raise NotFound("There is no such remark.")
    return row


def viewed(found: Sequence[Remark], asked: Asked) -> tuple[Remark, ...]:
    """Return the remarks that a view shows: those that ask something of an editor, what is wrong first."""
    shown = (
        each
        for each in found
        if each.asks_something
        and asked.module in ("", each.module)
        and (asked.show == "all" or each.is_open == (asked.show == "open"))
    )
    return tuple(sorted(shown, key=lambda each: _URGENT.get(each.verdict, len(_URGENT))))


def counts(found: Sequence[Remark], asked: Asked) -> tuple[Count, ...]:
    """Return the numbers of each topic and version, in the order of the remarks."""
    groups: dict[tuple[str, str, str], list[Remark]] = {}
    for each in found:
        if asked.module in ("", each.module):
            groups.setdefault((each.module, each.topic, each.version), []).append(each)
    return tuple(_count(group) for group in groups.values())


def sentence(found: Sequence[Remark]) -> str:
    """Return what all of it says, in a sentence."""
    good = sum(each.verdict == GOOD for each in found)
    is_open = sum(each.is_open for each in found)
    waiting = f"{counted(is_open, 'remark')} {'is' if is_open == 1 else 'are'} open."
    return f"{good} of {counted(len(found), 'answer')} say “right and useful”. {waiting}"


def _count(group: Sequence[Remark]) -> Count:
    said = [each.verdict for each in group]
    first = group[0]
    return Count(
        first.of_library,
        first.module_title,
        first.topic_title,
        first.version,
        said.count("yes"),
        said.count("wrong"),
        said.count("unclear"),
        sum(each.is_open for each in group),
    )


def _pages(session: Session, organisation_id: uuid.UUID, course: Course) -> dict[str, str]:
    """Return the titles of the pages of the library, ours and the organisation's own, by key."""
    ours = {entry.id: entry.title for entry in course.library.values()}
    return {**ours, **titles_of(session, organisation_id)}


def _remark(row: TopicFeedback, course: Course, pages: Mapping[str, str]) -> Remark:
    if row.module == LIBRARY:
        title, topics = "Library", pages
    else:
        module = next((each for each in course.modules if each.slug == row.module), None)
        title = module.title if module else row.module
        topics = {each.slug: each.title for each in module.topics} if module else {}
    return Remark(
        row.id,
        row.module,
        title,
        row.topic,
        topics.get(row.topic, row.topic),
        row.module_version,
        row.verdict,
        row.words,
        row.given,
        row.done,
        row.note,
        in_course=row.topic in topics,
    )
