"""Days by which something is due: how they read, and how three fields of a form become one."""

import calendar
import datetime as dt
from typing import Final

from app.wording import counted, in_london

SHOWN_WITHOUT_YEAR_DAYS: Final = 270
"""A day further off than this is told with its year."""
FURTHEST_YEARS: Final = 3
_MONTHS: Final = [name.lower() for name in calendar.month_name]


class WrongDayError(ValueError):
    """Raised for what is no day. part: which of the three fields is to be mended first."""

    def __init__(self, sentence: str, part: str = "day") -> None:
        super().__init__(sentence)
        self.part = part


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


def read_day(day: str, month: str, year: str, on: dt.date) -> dt.date | None:
    """Return the day that three fields say; none where all are empty. on: the day of today.

    The month may be a number or a name. Raises WrongDayError for what is no day, over, or years away.
    """
    texts = [text.strip().lower() for text in (day, month, year)]
    if not any(texts):
        return None
    for part, text in zip(("day", "month", "year"), texts, strict=True):
        if not text:
            raise WrongDayError(
                f"The due date needs a {part}. For no date leave all three empty.", part
            )
    found = _day(*texts)
    if found < on:
        raise WrongDayError("This day is over. Choose today or a later day.")
    if found.year > on.year + FURTHEST_YEARS:
        raise WrongDayError(f"Choose a day within the next {FURTHEST_YEARS} years.", "year")
    return found


def day_of(day: str, month: str, year: str) -> dt.date:
    """Return the day that three texts say; the month may be a number or a name. Raises WrongDayError."""
    return _day(*(text.strip().lower() for text in (day, month, year)))


def _day(day: str, month: str, year: str) -> dt.date:
    number = _month(month)
    if not (year.isascii() and year.isdecimal() and len(year) == 4):
        raise WrongDayError("Write the year with four figures, such as 2027.", "year")
    try:
        if not day.isascii():
            raise ValueError(day)
        return dt.date(int(year), number, int(day))
    except ValueError:
        raise WrongDayError("There is no such day. Write a date such as 3 12 2026.") from None


def _month(text: str) -> int:
    if text.isascii() and text.isdecimal() and 1 <= int(text) <= 12:
        return int(text)
    for number, name in enumerate(_MONTHS):
        if number and len(text) >= 3 and name.startswith(text):
            return number
    raise WrongDayError("Write the month as a number from 1 to 12.", "month")
