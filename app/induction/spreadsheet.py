"""Induction lists as CSV: one doctor's, and doctor by phase."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Final

from app.csv_text import csv_text
from app.induction.asked import Asked
from app.induction.listed import Listed, phases_of
from app.induction.matrix import Line
from app.induction.papers import state_words
from course.induction.model import Induction

HEAD: Final = (
    "Number",
    "Part",
    "Area",
    "What",
    "Owner",
    "Due",
    "State",
    "Done on",
    "By",
    "Link",
    "Note",
)


def of_list(induction: Induction, found: Listed, words: Callable[[Asked], str], on: dt.date) -> str:
    """Return one doctor's list. words: the text of an item; on: today."""
    return csv_text(
        HEAD,
        (
            (
                "" if row.item.own else row.key,
                phase.title,
                induction.areas.get(row.item.area, row.item.area),  # type: ignore[call-overload]
                words(row.item),
                row.owner_words,
                row.due.isoformat(),
                state_words(row, on),
                row.on.isoformat() if row.on else "",
                row.by,
                row.link,
                row.note,
            )
            for phase, rows in phases_of(induction, found)
            for row in rows
        ),
    )


def of_matrix(induction: Induction, lines: Iterable[Line], without_list: Iterable[str] = ()) -> str:
    """Return doctor by phase: counts alone. without_list: names of doctors whose list has not begun."""
    head = [
        "Doctor",
        "First day",
        "Done of what is due",
        "Late, the trust's",
        "Has not happened, says the doctor",
        *(phase.title for phase in induction.phases),
    ]
    return csv_text(
        head,
        (
            *(
                (
                    line.found.name,
                    line.found.first_day.isoformat(),
                    line.now.words,
                    line.now.trust_late,
                    line.objected,
                    *(f"{cell.done} of {cell.asked}" for cell in line.cells),
                )
                for line in lines
            ),
            *(
                (name, "", "Not begun", "", "", *("" for _ in induction.phases))
                for name in without_list
            ),
        ),
    )
