"""“Who is where” as a PDF: the table for a meeting, a line a doctor and module."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, Final

from app.assignments.due import today
from app.errors import BadInput
from app.pdf import make_pdf
from app.supervision.beside import Beside
from app.supervision.standing import ModuleStanding, State
from app.supervision.table import Row
from app.wording import counted, day, day_and_time, per_cent, time_spent

MOST: Final = 500
"""Doctors in one PDF: some eighty pages, which take a second or two to make."""


def must_not_be_too_many(number: int) -> None:
    """Raise BadInput where a view holds more doctors than a PDF takes."""
    if number > MOST:
        raise BadInput(
            f"A PDF takes {MOST} doctors, and this view has {number:,}. Narrow the table first, or download the CSV."
        )


def paper_of(
    rows: Iterable[Row],
    beside: Mapping[uuid.UUID, Beside],
    organisation: str,
    made: dt.datetime,
) -> bytes:
    """Return the PDF of some rows, in their order. beside: of each, by membership."""
    data = paper_data(rows, beside, organisation, made)
    return make_pdf("who-is-where", data, made.replace(microsecond=0))


def paper_data(
    rows: Iterable[Row],
    beside: Mapping[uuid.UUID, Beside],
    organisation: str,
    made: dt.datetime,
) -> dict[str, Any]:
    """Return what the template ``who-is-where.typ`` holds."""
    return {
        "organisation": organisation,
        "made": day_and_time(made),
        "doctors": [_doctor(row, beside[row.membership_id], today(made)) for row in rows],
    }


def _doctor(row: Row, beside: Beside, on: dt.date) -> dict[str, Any]:
    active = (
        day(row.last_active)
        if row.last_active
        else f"Not yet; account since {day(row.doctor.since)}"
    )
    return {
        "name": row.doctor.name,
        "said": row.doctor.name_words,
        "active": active,
        "spent": time_spent(row.seconds),
        "induction": beside.induction_words,
        "meeting": beside.meeting.words,
        "modules": [_module(row, each, on) for each in row.modules],
    }


def _module(row: Row, module: ModuleStanding, on: dt.date) -> dict[str, str]:
    due = row.due(module)
    return {
        "title": module.title,
        "state": module.word,
        "result": _result(module),
        "due": due.words(on) if due else "",
    }


def _result(module: ModuleStanding) -> str:
    progress = module.progress
    if progress is None:
        return ""
    score = per_cent(progress.score) if progress.score is not None else ""
    match module.state:
        case State.PASSED:
            return ", ".join(filter(None, (score, day(progress.passed))))  # type: ignore[arg-type]
        case State.NOT_PASSED:
            return ", ".join(filter(None, (score, counted(progress.tries, "attempt"))))
    return f"{progress.topics_opened} of {counted(module.topics, 'topic')} opened"
