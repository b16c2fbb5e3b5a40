"""What was read of a module before it is known to be whole: values with their files and lines."""

from pathlib import Path
from typing import Any

from msgspec import Struct

from course.files.report import Report
from course.files.yaml_positions import Node, Text
from course.model import Change, LocalAnswer, Source, Tag, Topic
from course.questions import Question


class PageDraft(Struct, frozen=True):
    """A file of Markdown. body: None if not found; body_line: where it begins in the file."""

    slug: str
    report: Report
    body: str | None
    body_line: int


class TopicDraft(PageDraft, frozen=True):
    """A topic's file. topic: None where its front matter has a mistake."""

    node: Node | None
    topic: Topic | None


class QuestionDraft(Struct, frozen=True):
    """A question or a conversation. question: None where there is a mistake in it."""

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


class ChangesDraft(Struct, frozen=True):
    """What a module tells of its versions. values: those without a mistake, in the file's order."""

    report: Report
    node: Node | None
    values: tuple[Change, ...]


class ModuleDraft(Struct, frozen=True):
    """All that was read of a module's folder.

    unread: topics whose file of questions could not be read, so that nothing is said of what it may
    hold; images: names of the files in ``images/``; card: None where the module has none.
    """

    slug: str
    folder: Path
    report: Report
    node: Node | None
    values: dict[str, Any] | None
    topics: tuple[TopicDraft, ...]
    card: PageDraft | None
    questions: tuple[QuestionDraft, ...]
    unread: frozenset[str]
    index: IndexDraft
    changes: ChangesDraft
    images: frozenset[str]

    @property
    def pages(self) -> tuple[PageDraft, ...]:
        """Everything that is Markdown: the topics, then the card."""
        return (*self.topics, *((self.card,) if self.card else ()))


class TagsDraft(Struct, frozen=True):
    """The vocabulary of tags. known: every id in the file; whole: there is one, and it could be read.

    nodes: by id, where each tag without a mistake stands.
    """

    report: Report
    tags: dict[str, Tag]
    known: frozenset[str]
    whole: bool
    nodes: dict[str, tuple[Text, Node]]


class Shared(Struct, frozen=True):
    """What all modules share. broken: ids with a mistake; whole: the file as such could be read."""

    sources: dict[str, Source]
    broken_sources: frozenset[str]
    sources_whole: bool
    local_answers: dict[str, LocalAnswer]
    broken_local_answers: frozenset[str]
    local_answers_whole: bool
    tags: TagsDraft
