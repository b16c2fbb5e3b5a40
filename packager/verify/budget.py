"""How much of an LMS's suspend data our own packages need at most.

Only of a package of ours can that be known: it carries its module as data, of which the fullest state
can be made. What a stranger's script will write nobody can tell from its zip.
"""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from course.course_state import ModuleState, encode_course
from course.errors import SuspendDataError
from course.model import Assessment, Module, Topic
from course.questions import Question
from course.suspend_data import BUDGET_CHARACTERS, LIMIT_CHARACTERS, encode, fullest_state
from packager.verify.findings import Finding, error, warning
from packager.verify.opened import Opened

DATA_FILE: Final = "course-data.js"
_START: Final = b"window.FS_DATA="
_MEND: Final = "shorten the module, or put fewer modules into one package"
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
    """Judge the fullest state of what a package of ours launches: of each module, or of the course.

    limit: characters the LMS keeps.
    """
    held = {name: _data(data) for name, data in sorted(opened.texts.items()) if _is_data(name)}
    course = next((name for name, data in held.items() if "course" in data), "")
    states: dict[str, ModuleState] = {}
    for name, data in held.items():
        if "module" not in data:
            continue
        try:
            module = _module(msgspec.convert(data["module"], _ModulePart, strict=False))
            full = fullest_state(module)
            text = encode(full, module)
        except SuspendDataError as problem:
            yield error("suspend-data", name, f"For this module {problem}; {_MEND}.")
        except (msgspec.ValidationError, ValueError, LookupError):
            sentence = "This module's data is not as our packages write it; make the package again."
            yield warning("budget-unknown", name, sentence)
        else:
            states[module.slug] = _fullest(text, module)
            if not course:
                yield from _judge(name, len(text), limit)
    if course:
        yield from _judge(course, len(encode_course(states)), limit)


def _judge(name: str, needed: int, limit: int) -> Iterator[Finding]:
    if needed > limit:
        sentence = f"A learner's state may need {needed} characters of {limit}; {_MEND}."
        yield error("suspend-data", name, sentence)
    elif limit == LIMIT_CHARACTERS and needed > BUDGET_CHARACTERS:
        sentence = (
            f"A learner's state may need {needed} characters, over the {BUDGET_CHARACTERS} that "
            f"are safe everywhere; {_MEND}."
        )
        yield warning("suspend-data", name, sentence)


def _fullest(text: str, module: Module) -> ModuleState:
    """Return what the page of a course keeps of a module at most."""
    return ModuleState(
        suspend_data=text,
        location=max((topic.slug for topic in module.topics), key=len, default=""),
        percent=100.0,
        progress=1.0,
        read=True,
        passed=True,
        tried=True,
        exhausted=True,
    )


def _is_data(name: str) -> bool:
    return name.rpartition("/")[2] == DATA_FILE


def _data(script: bytes) -> dict[str, Any]:
    """Return what a data script holds, nothing where it is not one of ours."""
    if not script.startswith(_START):
        return {}
    try:
        held = json.loads(script.removeprefix(_START).strip().removesuffix(b";"))
    except (ValueError, RecursionError):
        return {}
    return held if isinstance(held, dict) else {}


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
