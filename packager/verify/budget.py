"""How much of an LMS's suspend data our own packages need at most.

Only of a package of ours can that be known: it carries its module as data, of which the fullest state
can be made. What a stranger's script will write nobody can tell from its zip.
"""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from course.errors import SuspendDataError
from course.model import Assessment, Module, Topic
from course.questions import Question
from course.suspend_data import BUDGET_CHARACTERS, LIMIT_CHARACTERS, encode, fullest_state
from packager.verify.findings import Finding, error, warning
from packager.verify.opened import Opened

DATA_FILE: Final = "course-data.js"
_START: Final = b"window.FS_DATA="
_NEVER: Final = dt.date.min


class _TopicPart(msgspec.Struct, frozen=True):
    slug: str
    title: str


class _ModulePart(msgspec.Struct, frozen=True):
    """Of a module's data only what its state depends on."""

    slug: str
    version: str
    topics: tuple[_TopicPart, ...]
    questions: tuple[Question, ...]
    assessment: Assessment
    index_topics: tuple[str, ...]
    index_questions: tuple[str, ...]


def suspend_data_budget(opened: Opened, limit: int) -> Iterator[Finding]:
    """Judge the fullest state of each module in a package of ours. limit: characters the LMS keeps."""
    for name in sorted(opened.texts):
        if name.rpartition("/")[2] == DATA_FILE:
            for part in _modules(opened.texts[name]):
                yield from _judge(name, part, limit)


def _judge(name: str, part: Any, limit: int) -> Iterator[Finding]:
    try:
        module = _module(msgspec.convert(part, _ModulePart, strict=False))
    except (msgspec.ValidationError, ValueError):
        sentence = "This module's data is not as our packages write it; make the package again."
        yield warning("budget-unknown", name, sentence)
        return
    mend = "shorten the module, or keep fewer answers"
    try:
        needed = len(encode(fullest_state(module), module))
    except SuspendDataError as problem:
        sentence = f"In '{module.slug}' {problem}; {mend}."
        yield error("suspend-data", name, sentence)
        return
    if needed > limit:
        sentence = f"'{module.slug}' may need {needed} characters of {limit}; {mend}."
        yield error("suspend-data", name, sentence)
    elif limit == LIMIT_CHARACTERS and needed > BUDGET_CHARACTERS:
        sentence = (
            f"'{module.slug}' may need {needed} characters, over the {BUDGET_CHARACTERS} that are "
            f"safe everywhere; {mend}."
        )
        yield warning("suspend-data", name, sentence)


def _modules(data: bytes) -> list[Any]:
    """Return the modules in a data script, none where it is not one of ours."""
    if not data.startswith(_START):
        return []
    try:
        held = json.loads(data.removeprefix(_START).strip().removesuffix(b";"))
    except (ValueError, RecursionError):
        return []
    if not isinstance(held, dict):
        return []
    several = held.get("modules", [held["module"]] if "module" in held else [])
    return several if isinstance(several, list) else []


def _module(part: _ModulePart) -> Module:
    return Module(
        slug=part.slug,
        title="",
        summary="",
        version=part.version,
        language="",
        pass_mark=100,
        minutes=0,
        objectives=(),
        topics=tuple(_topic(topic) for topic in part.topics),
        questions=part.questions,
        assessment=part.assessment,
        index_topics=part.index_topics,
        index_questions=part.index_questions,
        folder="",
    )


def _topic(part: _TopicPart) -> Topic:
    return Topic(
        slug=part.slug,
        title=part.title,
        summary="",
        body="",
        checked=_NEVER,
        minutes=0,
        objectives=(),
        sources=(),
    )
