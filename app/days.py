"""A day as people type it: as a date field sends it, or as it is written in the United Kingdom."""

import datetime as dt
import re
from typing import Any, Final

from wtforms import DateField

EARLIEST: Final = dt.date(1950, 1, 1)
LATEST: Final = dt.date(2099, 12, 31)
SENTENCE: Final = "Enter a day such as 30/11/2026 or 2026-11-30."
_BRITISH: Final = re.compile(r"(\d{1,2})[/.\s-](\d{1,2})[/.\s-](\d{4})")
_IN_WORDS: Final = re.compile(r"(\d{1,2})\s+([A-Za-z]{3,9})\s+(\d{4})")
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


class DayOutOfRangeError(ValueError):
    """Raised for a day that can be read, and lies too far away to be meant."""


def read_day(text: str) -> dt.date:
    """Return the day that a text says, day before month. Raises ValueError with a sentence.

    Raises DayOutOfRangeError, which is one, for a day before EARLIEST or after LATEST.
    """
    try:
        found = _read(text.strip())
    except ValueError:
        raise ValueError(SENTENCE) from None
    if not EARLIEST <= found <= LATEST:
        raise DayOutOfRangeError(f"Enter a day from {EARLIEST.year} to {LATEST.year}.")
    return found


def _read(text: str) -> dt.date:
    if match := _BRITISH.fullmatch(text):
        day, month, year = map(int, match.groups())
        return dt.date(year, month, day)
    if match := _IN_WORDS.fullmatch(text):
        begins = match[2].lower()
        months = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(begins)]
        if len(months) != 1:
            raise ValueError
        return dt.date(int(match[3]), months[0], int(match[1]))
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise ValueError
    return dt.date.fromisoformat(text)


class DayField(DateField):
    """A day that may be left out."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed. Raises ValueError with a sentence."""
        text = valuelist[0].strip() if valuelist else ""
        self.data = read_day(text) if text else None

    @property
    def shown(self) -> Any:
        """What the field shows: what was typed where it makes no sense."""
        if self.data is not None:
            return self.data.isoformat()
        return self.raw_data[0] if self.raw_data else ""
