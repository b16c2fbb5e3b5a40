"""Induction lists on paper: the card for day 1, and the whole list, as tagged PDFs."""

import datetime as dt
from typing import Any

from app.assignments.due import due_words
from app.induction.content import Say, plain
from app.induction.listed import Listed, Row, phases_of
from app.pdf import make_pdf
from app.wording import capital, day
from course.induction.model import Induction


def card_rows(found: Listed) -> tuple[Row, ...]:
    """Return the items that stand on the card for day 1."""
    return tuple(row for row in found.rows if row.item.card)


def card_pdf(found: Listed, organisation: str, say: Say) -> bytes:
    """Return the card. Raises PaperError."""
    data = {
        "title": "Your first day",
        "name": found.name,
        "organisation": organisation,
        "day": day(found.first_day),
        "rows": [plain(say, row.item) for row in card_rows(found)],
    }
    return make_pdf("induction_card", data)


def list_pdf(
    induction: Induction, found: Listed, organisation: str, say: Say, on: dt.date
) -> bytes:
    """Return the whole list, phase by phase. on: today. Raises PaperError."""
    data: dict[str, Any] = {
        "title": "Induction list",
        "name": found.name,
        "organisation": organisation,
        "day": day(found.first_day),
        "made": day(on),
        "phases": [
            {
                "title": phase.title,
                "when": phase.when,
                "signed": _signed(found, phase.id),
                "rows": [
                    {
                        "id": "" if row.item.own else row.key,
                        "text": plain(say, row.item),
                        "owner": row.owner_words,
                        "state": state_words(row, on),
                    }
                    for row in rows
                ],
            }
            for phase, rows in phases_of(induction, found)
        ],
    }
    return make_pdf("induction_list", data)


def state_words(row: Row, on: dt.date) -> str:
    """Return how an item stands, such as "Done on 3 December 2026" or "9 days late". on: today."""
    if row.state == "done":
        verb = "Seen" if row.item.evidence.kind == "seen" else "Done"
        return f"{verb} on {day(row.on)}" if row.on else verb
    if row.state == "na":
        return f"Not relevant. {row.reason_words}"
    if row.objected is not None:
        return "Has not happened, says the doctor"
    # Lateness is counted from the day on which the list began, where the day was over by then.
    return capital(due_words(row.clock if row.clock <= on else row.due, on))


def _signed(found: Listed, phase: str) -> str:
    signed = found.signed(phase)
    if signed is None:
        return ""
    return f"Signed{f' by {signed.by}' if signed.by else ''} on {day(signed.at)}"
