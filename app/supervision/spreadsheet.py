"""The table as CSV, for whoever goes on with it in a spreadsheet."""

import datetime as dt
from collections.abc import Iterable
from typing import Final

from app.csv_text import csv_text
from app.supervision.beside import Beside
from app.supervision.standing import ModuleStanding
from app.supervision.table import Row
from app.welcome.states import STATE_WORDS
from app.wording import in_london

HEAD: Final = (
    "Doctor",
    "Module",
    "Version",
    "Status",
    "Score (per cent)",
    "Attempts",
    "Minutes",
    "Started",
    "Last active",
    "Completed",
    "Passed",
    "Statement of completion",
    "Statement of result",
    "Assigned",
    "Due",
    "Induction: done",
    "Induction: due by now",
    "Induction: late",
    "Welcome meeting",
    "Day of the welcome meeting",
)

_OF_PROGRESS: Final = HEAD.index("Assigned") - HEAD.index("Score (per cent)")
"""Columns that are empty before the first statement."""


def as_csv(rows: Iterable[tuple[Row, Beside]]) -> str:
    """Return one line for each doctor and module; times are those of the United Kingdom."""
    lines = (
        (*_line(row, module), *_beside(beside)) for row, beside in rows for module in row.modules
    )
    return csv_text(HEAD, ([_in_london(value) for value in line] for line in lines))


def _line(row: Row, module: ModuleStanding) -> tuple[object, ...]:
    asked = row.asked.get(module.slug)
    about = ("yes" if asked else "no", asked.due if asked else None)
    progress = module.progress
    if progress is None:
        empty = [""] * _OF_PROGRESS
        return (row.doctor.name, module.title, "", module.word, *empty, *about)
    return (
        row.doctor.name,
        module.title,
        progress.module_version,
        module.word,
        progress.score,
        progress.tries,
        round(progress.seconds / 60),
        progress.started,
        progress.last_active,
        progress.completed,
        progress.passed,
        progress.completion_statement,
        progress.result_statement,
        *about,
    )


def _beside(beside: Beside) -> tuple[object, ...]:
    count, meeting = beside.induction, beside.meeting
    numbers = (
        (count.done, count.asked, count.trust_late + count.own_late)
        if count is not None
        else ("", "", "")
    )
    return (*numbers, STATE_WORDS[meeting.state], meeting.on)


def _in_london(value: object) -> object:
    return f"{in_london(value):%Y-%m-%d %H:%M}" if isinstance(value, dt.datetime) else value
