"""Cohorts by when they came: from February or August on, when posts in the NHS change hands."""

import datetime as dt
import re
from typing import Final

from msgspec import Struct

from app.errors import BadAddress
from app.wording import in_london

CHANGES: Final = (2, 8)
"""The months in which most posts begin. Source: NHS Employers, resident doctors' changeover dates."""
_KEY: Final = re.compile(r"(\d{4})-(02|08)")


class Cohort(Struct, frozen=True, order=True):
    """Those who came within the half-year that begins with a month, 2 or 8."""

    year: int
    month: int

    @property
    def key(self) -> str:
        """How an address names it, such as "2026-08"."""
        return f"{self.year}-{self.month:02}"

    @property
    def words(self) -> str:
        """How a page names it."""
        if self.month == CHANGES[0]:
            return f"February to July {self.year}"
        return f"August {self.year} to January {self.year + 1}"

    @property
    def before(self) -> "Cohort":
        """The one a year earlier, which came at the same time of the year."""
        return Cohort(self.year - 1, self.month)

    @classmethod
    def of(cls, moment: dt.datetime) -> "Cohort":
        """Return the cohort of somebody who came at a moment."""
        day = in_london(moment)
        if day.month < CHANGES[0]:
            return cls(day.year - 1, CHANGES[1])
        return cls(day.year, CHANGES[0] if day.month < CHANGES[1] else CHANGES[1])

    @classmethod
    def named(cls, key: str) -> "Cohort":
        """Return the cohort of an address's word. Raises BadAddress for a word that is none."""
        found = _KEY.fullmatch(key)
        if found is None:
            raise BadAddress(
                f"There is no cohort “{key[:40]}” (“cohort” in the address). It takes a year with 02 or 08,"
                " such as 2026-08; choose one from the list.",
                "cohort",
                "supervision.cohort_picture",
            )
        return cls(int(found[1]), int(found[2]))
