"""Read the folder of the modules into a course, and note every mistake on the way."""

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec

from course.check import check_module, check_size, depends_on_broken
from course.drafts import ModuleDraft, Shared
from course.errors import AuthorMistake
from course.kinds import SLUG, matching
from course.minutes import module_minutes, topic_minutes
from course.model import Course, Module, Topic
from course.read_glossary import read_glossary
from course.read_module import read_module
from course.read_shared import read_shared
from course.report import Report
from course.schema import BAD
from course.yaml_positions import Text

_module_slug = matching(SLUG, "name of a module", "'night-shift': small letters, digits, hyphens")


def read_course(
    folder: Path, today: dt.date | None = None
) -> tuple[Course, tuple[AuthorMistake, ...]]:
    """Return the course, and all mistakes in the order of files and lines.

    folder: holds ``sources.yaml``, ``local_answers.yaml``, perhaps ``glossary.yaml``, and one folder
    for each module; today: the day after which a date lies in the future (default: the day it is).
    A module with a mistake, or one that uses an entry of the shared files with a mistake, is not in
    the course; of the glossary only the entry itself is left out, since no text needs it.
    """
    mistakes: list[AuthorMistake] = []
    report = Report(folder.name, mistakes)
    if not folder.is_dir():
        report.add(1, "the folder of the modules is missing", "name the folder that holds them")
        return Course((), {}, {}), tuple(mistakes)
    day = today or dt.date.today()
    shared = read_shared(folder, report, day)
    modules = [_module(path, folder, report, shared, day) for path in _folders(folder)]
    course = Course(
        modules=tuple(module for module in modules if module is not None),
        sources=shared.sources,
        local_answers=shared.local_answers,
        glossary=read_glossary(folder, report),
    )
    return course, tuple(sorted(mistakes, key=lambda mistake: (mistake.file, mistake.line)))


def _folders(root: Path) -> list[Path]:
    return [p for p in sorted(root.iterdir()) if p.is_dir() and not p.name.startswith((".", "_"))]


def _module(
    path: Path, root: Path, report: Report, shared: Shared, today: dt.date
) -> Module | None:
    own = report.for_file(f"{report.file}/{path.name}")
    if _module_slug(Text(path.name, 1), own) is BAD:
        return None
    before = len(report.mistakes)
    draft = read_module(path, root, own, today)
    check_module(draft, shared)
    if len(report.mistakes) > before or draft.values is None or draft.index.values is None:
        return None
    module = _build(draft, draft.values, draft.index.values)
    check_size(module, draft)
    unusable = len(report.mistakes) > before or depends_on_broken(draft, shared)
    return None if unusable else module


def _build(draft: ModuleDraft, values: dict[str, Any], index: dict[str, Any]) -> Module:
    topics = tuple(_timed(entry.topic, draft) for entry in draft.topics if entry.topic)
    minutes = sum(topic.minutes for topic in topics)
    return Module(
        slug=draft.slug,
        topics=topics,
        questions=tuple(entry.question for entry in draft.questions if entry.question),
        minutes=module_minutes(minutes, values["assessment"].draw),
        index_topics=index["topics"],
        index_questions=index["questions"],
        folder=str(draft.folder),
        **values,
    )


def _timed(topic: Topic, draft: ModuleDraft) -> Topic:
    placed = sum(q.topic == topic.slug and q.purpose == "practice" for q in draft.questions)
    return msgspec.structs.replace(topic, minutes=topic_minutes(topic.body, placed))
