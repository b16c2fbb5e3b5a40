"""What was read of a module before it is known to be whole: values with their files and lines."""

from pathlib import Path
from typing import Any

from msgspec import Struct

from course.model import LocalAnswer, Question, Source, Topic
from course.report import Report
from course.yaml_positions import Node


class TopicDraft(Struct, frozen=True):
    """A topic's file. topic: None where its front matter has a mistake; body: None if not found."""

    slug: str
    report: Report
    node: Node | None
    topic: Topic | None
    body: str | None
    body_line: int


class QuestionDraft(Struct, frozen=True):
    """An entry of a file of questions. question: None where there is a mistake in it."""

    id: str
    topic: str
    purpose: str
    report: Report
    node: Node
    question: Question | None


class IndexDraft(Struct, frozen=True):
    """The module's index. values: None where there is a mistake in it."""

    report: Report
    node: Node | None
    values: dict[str, Any] | None


class ModuleDraft(Struct, frozen=True):
    """All that was read of a module's folder.

    unread: topics whose file of questions could not be read, so that nothing is said of what it may
    hold; images: names of the files in ``images/``.
    """

    slug: str
    folder: Path
    report: Report
    node: Node | None
    values: dict[str, Any] | None
    topics: tuple[TopicDraft, ...]
    questions: tuple[QuestionDraft, ...]
    unread: frozenset[str]
    index: IndexDraft
    images: frozenset[str]


class Shared(Struct, frozen=True):
    """What all modules share. broken: ids with a mistake; whole: the file as such could be read."""

    sources: dict[str, Source]
    broken_sources: frozenset[str]
    sources_whole: bool
    local_answers: dict[str, LocalAnswer]
    broken_local_answers: frozenset[str]
    local_answers_whole: bool
