"""What may help where a doctor struggles: topics and pages of the library, each with the reason.

It looks at what a supervisor sees anyway: a module that is not passed after two tries, and one that is
late. The first cause to think of is that no time was given, so that stands first where something is late.
"""

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Iterator
from typing import Final

import msgspec
from msgspec import Struct

from app.library.proposing import proposed
from app.library.resources import Resource
from app.supervision.standing import ModuleStanding, State
from app.supervision.table import Row
from app.wording import counted
from course.library.model import TipGroup
from course.model import Course, Module
from course.tags import TaggedTopic, topics_for

TRIES: Final = 2
"""Tries after which a module that is not passed says something."""

_READING: Final = {
    "not-passed": ("supervision-feedback", "supervisor-skills"),
    "late": ("wellbeing", "supervisor-skills"),
}
_PAGES: Final = {"not-passed": ("supervision-feedback",), "late": ("rota-leave",)}
_TIPS: Final = {"not-passed": "feedback", "late": "early-signs"}
_MOST_TOPICS: Final = 2
_MOST_TAGS: Final = 3
_PRIVATE_LIFE: Final = frozenset(
    ("belonging", "wellbeing", "living-in-uk", "immigration-basics", "pay-contract", "rota-leave")
)
"""Subjects that a module has and its assessment says nothing about: a result is no reason to propose them."""
_MOST_TIPS: Final = 2


class Help(Struct, frozen=True):
    """What is proposed for one reason. reason: a sentence.

    tips: practical sentences, none where the course has none; read: topics for the supervisor; together:
    topics beside the module, to go through with the doctor; pages: of the library, for the supervisor first.
    """

    reason: str
    tips: TipGroup | None
    read: tuple[TaggedTopic, ...]
    together: tuple[TaggedTopic, ...]
    pages: tuple[Resource, ...]


def help_for(course: Course, row: Row, organisation_id: uuid.UUID, on: dt.date) -> tuple[Help, ...]:
    """Return what may help a doctor, a reason each; nothing where none is needed. on: today."""
    return tuple(
        _help(course, kind, reason, standing, organisation_id)
        for kind, reason, standing in _reasons(row, on)
    )


def _reasons(row: Row, on: dt.date) -> Iterator[tuple[str, str, ModuleStanding]]:
    for each in row.modules:
        progress = each.progress
        if each.state is State.NOT_PASSED and progress is not None and progress.tries >= TRIES:
            tried = counted(progress.tries, "attempt")
            yield "not-passed", f"“{each.title}” is not passed after {tried}.", each
            continue
        due = row.due(each)
        if due is not None and due.due is not None and due.late(on):
            days = counted((on - due.due).days, "day")
            yield "late", f"“{each.title}” is {days} late. Was time given for it?", each


def _help(
    course: Course, kind: str, reason: str, standing: ModuleStanding, organisation_id: uuid.UUID
) -> Help:
    module = next((each for each in course.modules if each.slug == standing.slug), None)
    # What is late has not been tried: nothing says yet that its subject is the trouble.
    about = _subjects(module) if module and kind == "not-passed" else ()
    pages = (
        *proposed(_PAGES[kind], "supervisors", organisation_id, most=2),
        *proposed(about, "doctors", organisation_id, most=1),
    )
    return Help(
        reason=reason,
        tips=_tips(course, _TIPS[kind]),
        read=topics_for(course, _READING[kind], "supervisors")[:1],
        together=_beside(course, module, about)[:_MOST_TOPICS],
        pages=tuple({each.key: each for each in pages}.values()),
    )


def _beside(
    course: Course, module: Module | None, about: tuple[str, ...]
) -> tuple[TaggedTopic, ...]:
    """Return topics on the same subjects in the doctors' other modules."""
    found = topics_for(course, about, "learners")
    return tuple(each for each in found if each.module is not module)


def _subjects(module: Module) -> tuple[str, ...]:
    """Return what a module is about most: the tags that most of its topics carry."""
    tags = (tag for topic in module.topics for tag in topic.tags)
    counts = Counter(tag for tag in tags if tag not in _PRIVATE_LIFE)
    return tuple(tag for tag, _ in counts.most_common(_MOST_TAGS))


def _tips(course: Course, group: str) -> TipGroup | None:
    found = next((each for each in course.tips if each.id == group), None)
    return msgspec.structs.replace(found, tips=found.tips[:_MOST_TIPS]) if found else None
