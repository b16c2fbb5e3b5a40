"""Read the folder of the modules into a course, and note every mistake on the way."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from course.advising.rules import advise
from course.checking.module import check_module, check_size, depends_on_broken
from course.checking.tags import check_tags_are_used
from course.errors import AuthorMistake
from course.files.kinds import SLUG, matching
from course.files.report import Report
from course.files.schema import BAD
from course.files.yaml_positions import Text
from course.induction.reader import Known, read_induction
from course.library.reading import read_library, read_tips
from course.minutes import module_minutes, topic_minutes
from course.model import Course, GlossaryEntry, Module, Topic
from course.reading.card import card_of
from course.reading.drafts import ModuleDraft, Shared
from course.reading.facilitating import read_facilitating
from course.reading.glossary import read_glossary
from course.reading.module import read_module
from course.reading.parts import read_parts
from course.reading.shared import read_shared
from course.reading.told_apart import with_words_apart
from course.reading.variant import check_variant_folders, read_variant

Advising = Callable[[ModuleDraft, dt.date], None]


class CheckedCourse(Struct, frozen=True):
    """A course, what is wrong with the modules that are left out, and what could be better."""

    course: Course
    mistakes: tuple[AuthorMistake, ...]
    advice: tuple[AuthorMistake, ...]


_module_slug = matching(SLUG, "name of a module", "'night-shift': small letters, digits, hyphens")


def read_course(
    folder: Path, today: dt.date | None = None, variant: Path | None = None
) -> tuple[Course, tuple[AuthorMistake, ...]]:
    """Return the course, and all mistakes in the order of files and lines.

    folder: holds ``sources.yaml``, ``local_answers.yaml``, perhaps ``course.yaml``,
    ``glossary.yaml``, ``tags.yaml``, ``library.yaml``, ``tips.yaml``, ``induction.yaml``,
    ``standards.yaml`` and ``facilitating.yaml``, and one folder for each module; today: the day after
    which a date lies in the
    future (default: the day it is). A module with a mistake, or one that uses an entry of the
    shared files with a mistake, is not in the course; of the glossary only the entry itself is left
    out, since no text needs it. variant: a folder of topics that stand for some of the originals;
    where one of a module has a mistake, the module is the original.
    """
    course, report = _read(folder, today or dt.date.today(), variant)
    return course, _in_order(report.mistakes)


def check_course(folder: Path, today: dt.date, variant: Path | None = None) -> CheckedCourse:
    """Return the course with its mistakes, as ``read_course`` does, and with advice to authors."""
    course, report = _read(folder, today, variant, advise)
    return CheckedCourse(course, _in_order(report.mistakes), _in_order(report.advice))


def _in_order(told: Sequence[AuthorMistake]) -> tuple[AuthorMistake, ...]:
    return tuple(sorted(told, key=lambda each: (each.file, each.line)))


class _Reading(Struct, frozen=True):
    """What reading every module shares. report: of the folder; advising: none where nobody asks."""

    root: Path
    report: Report
    shared: Shared
    glossary: Mapping[str, GlossaryEntry]
    today: dt.date
    variant: Path | None
    advising: Advising | None


def _read(
    folder: Path, day: dt.date, variant: Path | None, advising: Advising | None = None
) -> tuple[Course, Report]:
    report = Report(folder.name, [])
    if not folder.is_dir():
        report.add(1, "the folder of the modules is missing", "name the folder that holds them")
        return Course((), {}, {}), report
    if variant is not None and not variant.is_dir():
        own = report.for_file(variant.name)
        own.add(1, "the folder of the variant is missing", "name the folder that holds its topics")
        variant = None
    shared = read_shared(folder, report, day)
    folders = _folders(folder)
    arranged = read_parts(folder, [path.name for path in folders], report)
    glossary = read_glossary(folder, report)
    reading = _Reading(folder, report, shared, glossary, day, variant, advising)
    found = {path.name: _module(path, reading) for path in folders}
    if variant is not None:
        check_variant_folders(variant, list(found), report)
    in_order = [found.get(slug) for part in arranged.parts for slug in part.modules]
    library = read_library(folder, shared.tags, report, day)
    if None not in found.values():
        # A module that is left out may carry a tag, so nothing is said of tags until all are read.
        of_library = [tag for entry in library.values() for tag in entry.tags]
        check_tags_are_used(shared.tags, [m for m in found.values() if m], of_library)
    course = Course(
        modules=tuple(module for module in in_order if module is not None),
        title=arranged.title,
        parts=arranged.parts,
        sources=shared.sources,
        local_answers=shared.local_answers,
        glossary=glossary,
        tags=shared.tags.tags,
        library=library,
        tips=read_tips(folder, shared.tags, library, report),
        induction=read_induction(
            folder,
            report,
            Known(shared.local_answers, shared.sources, shared.tags.known or None),
        ),
        facilitating=read_facilitating(folder, report, shared.sources),
    )
    return course, report


def _folders(root: Path) -> list[Path]:
    return [p for p in sorted(root.iterdir()) if p.is_dir() and not p.name.startswith((".", "_"))]


def _module(path: Path, reading: _Reading) -> Module | None:
    report = reading.report
    own = report.for_file(f"{report.file}/{path.name}")
    if _module_slug(Text(path.name, 1), own) is BAD:
        return None
    before = len(report.mistakes)
    draft = read_module(path, reading.root, own, reading.today)
    check_module(draft, reading.shared)
    if reading.advising is not None:
        reading.advising(draft, reading.today)
    if len(report.mistakes) > before or draft.values is None or draft.index.values is None:
        return None
    varied = _varied(draft, reading)
    module = _build(varied, draft.values, draft.index.values, reading.glossary)
    good = len(report.mistakes)
    check_size(module, draft)
    unusable = len(report.mistakes) > good or depends_on_broken(varied, reading.shared)
    return None if unusable else module


def _varied(draft: ModuleDraft, reading: _Reading) -> ModuleDraft:
    """Return the module with the variant's topics, or as it is where they have a mistake."""
    if reading.variant is None:
        return draft
    report = reading.report
    before = len(report.mistakes)
    varied = read_variant(
        draft, reading.variant, report.for_file(reading.variant.name), reading.today
    )
    if len(report.mistakes) == before:
        check_module(varied, reading.shared)
    return varied if len(report.mistakes) == before else draft


def _build(
    draft: ModuleDraft,
    values: dict[str, Any],
    index: dict[str, Any],
    glossary: Mapping[str, GlossaryEntry],
) -> Module:
    topics = tuple(_timed(entry.topic, draft) for entry in draft.topics if entry.topic)
    minutes = sum(topic.minutes for topic in topics)
    return Module(
        slug=draft.slug,
        topics=topics,
        questions=tuple(
            with_words_apart(entry.question, glossary)
            for entry in draft.questions
            if entry.question
        ),
        minutes=module_minutes(minutes, values["assessment"].draw),
        index_topics=index["topics"],
        index_questions=index["questions"],
        folder=str(draft.folder),
        card=card_of(draft.card) if draft.card else None,
        changes=draft.changes.values,
        **values,
    )


def _timed(topic: Topic, draft: ModuleDraft) -> Topic:
    questions = [entry.question for entry in draft.questions if entry.question]
    placed = [q for q in questions if q.topic == topic.slug and q.purpose == "practice"]
    return msgspec.structs.replace(topic, minutes=topic_minutes(topic.body, placed))
