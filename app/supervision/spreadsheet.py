"""The table as CSV, for whoever goes on with it in a spreadsheet."""

import csv
import datetime as dt
import io
from collections.abc import Sequence
from typing import Final

from app.supervision.standing import ModuleStanding
from app.supervision.table import Row
from app.wording import LONDON

HEAD: Final = (
    "Doctor",
    "Module",
    "Version",
    "Status",
    "Score (per cent)",
    "Tries",
    "Minutes",
    "Started",
    "Last active",
    "Completed",
    "Passed",
    "Statement of completion",
    "Statement of result",
    "Assigned",
    "Due",
)
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that make a spreadsheet calculate. Source: OWASP, "CSV Injection"."""


def as_csv(rows: Sequence[Row]) -> str:
    """Return one line for each doctor and module; times are those of the United Kingdom."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for row in rows:
        for module in row.modules:
            writer.writerow([_cell(value) for value in _line(row, module)])
    return out.getvalue()


def _line(row: Row, module: ModuleStanding) -> tuple[object, ...]:
    asked = row.asked.get(module.slug)
    about = ("yes" if asked else "no", asked.due if asked else None)
    progress = module.progress
    if progress is None:
        empty = [""] * (len(HEAD) - 6)
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


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return f"{value.astimezone(LONDON):%Y-%m-%d %H:%M}"
    if isinstance(value, float):
        return f"{value:g}"
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
