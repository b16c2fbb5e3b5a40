"""The questions of a module with their numbers, as CSV."""

from typing import Final

from app.csv_text import csv_text
from app.items.view import Item, View
from course.question_types import type_of

HEAD: Final = (
    "Module",
    "Version",
    "Number",
    "Question",
    "Topic",
    "Type",
    "Stem",
    "Answers",
    "Facility",
    "Discrimination",
    "Median seconds",
    "Choices",
    "To look at",
)


def as_csv(view: View) -> str:
    """Return one line for each question that is told."""
    return csv_text(HEAD, (_line(view, item) for item in view.items))


def _line(view: View, item: Item) -> tuple[object, ...]:
    found = item.numbers
    return (
        view.module.title,
        view.version or "all",
        item.number,
        item.question.id,
        item.topic,
        type_of(item.question).name,
        item.question.stem,
        found.answers,
        round(found.facility, 3),
        None if found.discrimination is None else round(found.discrimination, 3),
        None if found.seconds is None else round(found.seconds),
        "; ".join(
            f"{use.words.striptags()}{' (right)' if use.right else ''}: {use.count}"
            for use in item.uses
        ),
        " ".join(finding.sentence.striptags() for finding in item.findings),
    )
