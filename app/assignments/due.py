"""Days by which something is due, and how they read."""

import datetime as dt
from typing import Final

from app.wording import counted, in_london

SHOWN_WITHOUT_YEAR_DAYS: Final = 270
"""A day further off than this is told with its year."""


def today(moment: dt.datetime) -> dt.date:
    """Return the day that it is in the United Kingdom."""
    return in_london(moment).date()


def due_words(due: dt.date | None, on: dt.date) -> str:
    """Return such as "due 3 December", "due today" or "9 days late"; "no date" for none.

    on: the day on which it is read.
    """
    if due is None:
        return "no date"
    days = (due - on).days
    if days < 0:
        return f"{counted(-days, 'day')} late"
    if days < 2:
        return "due tomorrow" if days else "due today"
    year = f" {due.year}" if days > SHOWN_WITHOUT_YEAR_DAYS else ""
    return f"due {due.day} {due:%B}{year}"
