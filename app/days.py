"""A day as people type it: in three inputs, or as one text, written as in the United Kingdom."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final

EARLIEST: Final = dt.date(1950, 1, 1)
LATEST: Final = dt.date(2099, 12, 31)
SENTENCE: Final = "Enter a day such as 30/11/2026 or 2026-11-30."
PARTS: Final = ("day", "month", "year")
EXAMPLE: Final = "such as 30 11 2026"
_BRITISH: Final = re.compile(r"(\d{1,2})[/.\s-](\d{1,2})[/.\s-](\d{4})", re.ASCII)
_IN_WORDS: Final = re.compile(r"(\d{1,2})\s+([A-Za-z]{3,9})\s+(\d{4})", re.ASCII)
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SHORTEST_NAME: Final = 3
TIME: Final = "time"
"""The part of a moment behind its day."""
HOURS: Final = 24
NOON: Final = 12
MINUTES: Final = 60
_TIME: Final = re.compile(r"(\d{1,2}?)(?:[:.]?(\d{2}))?(?:\s*([ap]m))?", re.ASCII)


class DayOutOfRangeError(ValueError):
    """Raised for a day that can be read, and lies too far away to be meant."""


class WrongDayError(ValueError):
    """Raised for what is no day. part: which of the three inputs is to be mended, empty for all of them."""

    def __init__(self, sentence: str, part: str = "") -> None:
        super().__init__(sentence)
        self.part = part


def read_day(text: str) -> dt.date:
    """Return the day that a text says, day before month. Raises ValueError with a sentence.

    Raises DayOutOfRangeError, which is one, for a day before EARLIEST or after LATEST.
    """
    try:
        found = _whole(text.strip())
    except ValueError:
        raise ValueError(SENTENCE) from None
    if not EARLIEST <= found <= LATEST:
        raise DayOutOfRangeError(f"Enter a day from {EARLIEST.year} to {LATEST.year}.")
    return found


def names_of(name: str) -> dict[str, str]:
    """Return how the three inputs of a day are called, by part: the first as the field, whose name is given."""
    return {part: name if part == "day" else f"{name}-{part}" for part in PARTS}


def texts_of(day: dt.date | None) -> dict[str, str]:
    """Return what the three inputs of a day show, by part."""
    if day is None:
        return dict.fromkeys(PARTS, "")
    return {"day": str(day.day), "month": str(day.month), "year": f"{day.year:04}"}


def sent_texts(sent: Mapping[str, str], name: str) -> dict[str, str]:
    """Return what was sent of a day, by part. name: of the field.

    The first input alone may hold a whole day: addresses that were kept do, and people paste one.
    """
    texts = {part: (sent.get(each) or "").strip() for part, each in names_of(name).items()}
    if texts["month"] or texts["year"]:
        return texts
    try:
        return texts_of(_whole(texts["day"]))
    except ValueError:
        return texts


def day_of(texts: Mapping[str, str], label: str) -> dt.date | None:
    """Return the day that three inputs say, by part; none where all are empty. label: of the field.

    The month may be a number or a name. Raises WrongDayError for what is no day, and for one before
    EARLIEST or after LATEST.
    """
    if not any(texts.values()):
        return None
    called = called_in_sentence(label)
    found = _of_parts(texts, called)
    if not EARLIEST <= found <= LATEST:
        years = f"from {EARLIEST.year} to {LATEST.year}"
        raise WrongDayError(f"The year of {called} must be {years}.", "year")
    return found


def time_of(text: str, label: str) -> dt.time:
    """Return the time of a day that a text says, such as 14:00 or 2pm. Raises WrongDayError with the part "time"."""
    found = _TIME.fullmatch(text.strip().lower())
    if found:
        hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
        if half and 1 <= hour <= NOON:
            hour = hour % NOON + (NOON if half == "pm" else 0)
        elif half or not found[2]:
            hour = HOURS  # "0pm" is no time, and a bare number could be anything
        if hour < HOURS and minute < MINUTES:
            return dt.time(hour, minute)
    called = called_in_sentence(label)
    raise WrongDayError(f"{called} needs a time such as 14:00 or 2pm.", TIME)


def called_in_sentence(label: str) -> str:
    """Return how a sentence names a field: its label without what stands in brackets behind it."""
    return f"“{re.sub(r' *[(][^()]*[)]$', '', label)}”"


def _of_parts(texts: Mapping[str, str], called: str) -> dt.date:
    no_day = f"{called} is no day of the calendar. Enter one {EXAMPLE}."
    missing = [part for part in PARTS if not texts[part]]
    if texts["day"] and not _is_number(texts["day"]):
        if len(missing) > 1:
            raise WrongDayError(no_day)
        raise WrongDayError(f"The day of {called} must be a number, {EXAMPLE}.", "day")
    if missing:
        wanted = " and a ".join(missing)
        part = missing[0] if len(missing) == 1 else ""
        raise WrongDayError(f"{called} needs a {wanted} too, {EXAMPLE}.", part)
    month = _month(texts["month"].lower())
    if not month:
        raise WrongDayError(f"The month of {called} must be a number from 1 to 12.", "month")
    if not (_is_number(texts["year"]) and len(texts["year"]) == len("2026")):
        raise WrongDayError(
            f"The year of {called} must be written with four figures, such as 2026.", "year"
        )
    try:
        return dt.date(int(texts["year"]), month, int(texts["day"]))
    except ValueError:
        raise WrongDayError(no_day) from None


def _whole(text: str) -> dt.date:
    if match := _BRITISH.fullmatch(text):
        day, month, year = map(int, match.groups())
        return dt.date(year, month, day)
    if match := _IN_WORDS.fullmatch(text):
        return dt.date(int(match[3]), _month(match[2].lower()), int(match[1]))
    if not _ISO.fullmatch(text):
        raise ValueError
    return dt.date.fromisoformat(text)


def _month(text: str) -> int:
    """Return the number of a month that is written as a number or by its name; 0 for what is none."""
    if _is_number(text):
        return int(text) if 1 <= int(text) <= len(_MONTHS) else 0
    named = [
        number
        for number, name in enumerate(_MONTHS, 1)
        if len(text) >= _SHORTEST_NAME and name.startswith(text)
    ]
    return named[0] if len(named) == 1 else 0


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= len("2026")
