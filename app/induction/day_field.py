"""A day in three inputs of a form, read as one field."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from wtforms import Field
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from app.assignments.due import WrongDayError, day_of
from app.wording import day

PARTS: Final = ("day", "month", "year")


class DayField(Field):
    """A day. The first input has the field's name, the others ``-month`` and ``-year`` behind it.

    earliest and latest: set by the form before it validates; needed: the sentence where all three are
    empty, empty itself where the day may be left out.
    """

    def __init__(self, label: str, *, needed: str = "", **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self._needed = needed
        self.earliest: dt.date | None = None
        self.latest: dt.date | None = None
        self.wrong_part = ""
        self.texts: Mapping[str, str] = dict.fromkeys(PARTS, "")

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take the three texts that were sent, or those of a day."""
        self.process_errors = []
        self.data = data if isinstance(data, dt.date) else None
        if self.data is not None:
            parts = (self.data.day, self.data.month, self.data.year)
            self.texts = dict(zip(PARTS, map(str, parts), strict=True))
        if formdata:
            self.data = None
            names = (self.name, f"{self.name}-month", f"{self.name}-year")
            texts = [formdata.get(name, "").strip() for name in names]
            self.texts = dict(zip(PARTS, texts, strict=True))

    def pre_validate(self, form: BaseForm) -> None:
        """Read the three texts as one day. Raises StopValidation with one sentence."""
        texts = [self.texts[part] for part in PARTS]
        if not any(texts):
            if self._needed:
                raise StopValidation(self._needed)
            return
        for part in PARTS:
            if not self.texts[part]:
                self.wrong_part = part
                raise StopValidation(f"The date needs a {part}.")
        try:
            found = day_of(*texts)
        except WrongDayError as wrong:
            self.wrong_part = wrong.part
            raise StopValidation(str(wrong)) from wrong
        if self.latest is not None and found > self.latest:
            raise StopValidation(f"Enter a day that is not after {day(self.latest)}.")
        if self.earliest is not None and found < self.earliest:
            raise StopValidation(f"Enter a day that is not before {day(self.earliest)}.")
        self.data = found
