"""A day in three inputs of a form, read as one field: the only way in which a page asks for a day."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from wtforms import Field
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from app.days import WrongDayError, called_in_sentence, day_of, names_of, sent_texts, texts_of
from app.wording import day


class DayField(Field):
    """A day. Its inputs are called as ``app.days.names_of`` says; ``forms.day`` shows them.

    needed: the sentence where all three are empty, empty itself where the day may be left out. earliest and
    latest: set by the form before it validates. data may be given as a day or as its ISO text.
    """

    def __init__(self, label: str, *, needed: str = "", **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self._needed = needed
        self._typed: Mapping[str, str] = {}
        self._wrong: WrongDayError | None = None
        self.earliest: dt.date | None = None
        self.latest: dt.date | None = None

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take the three texts that were sent, or those of a day."""
        self.process_errors = []
        self.data = _as_day(data)
        if not formdata:
            return
        self.data, texts = None, sent_texts(formdata, self.name)
        try:
            self.data = day_of(texts, self.label.text)
        except WrongDayError as wrong:
            self._wrong, self._typed = wrong, texts

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what is no day, and one out of bounds. Raises StopValidation with one sentence."""
        if self._wrong:
            raise StopValidation(str(self._wrong)) from self._wrong
        if self.data is None:
            if self._needed:
                raise StopValidation(self._needed)
            return
        called = called_in_sentence(self.label.text)
        if self.latest is not None and self.data > self.latest:
            self._refuse(f"{called} must not be after {day(self.latest)}.")
        elif self.earliest is not None and self.data < self.earliest:
            self._refuse(f"{called} must not be before {day(self.earliest)}.")

    @property
    def texts(self) -> Mapping[str, str]:
        """What the inputs show, by part: what was typed where it is no day."""
        return self._typed or texts_of(self.data)

    @property
    def wrong_part(self) -> str:
        """Which input is to be mended, empty for all of them; of a field with a mistake."""
        return self._wrong.part if self._wrong else ""

    @property
    def wrong_id(self) -> str:
        """The id of the first input that is to be mended, for the link of the error summary."""
        return names_of(self.id)[self.wrong_part or "day"]

    @property
    def told(self) -> str:
        """The day as one word of an address; what was typed where it is none."""
        return self.data.isoformat() if self.data else " ".join(filter(None, self._typed.values()))

    def _refuse(self, sentence: str) -> None:
        """Keep what was typed to show it, and count it as no day. Raises StopValidation."""
        self._typed, self.data = texts_of(self.data), None
        raise StopValidation(sentence)


def _as_day(data: Any) -> dt.date | None:
    if isinstance(data, str):
        return dt.date.fromisoformat(data) if data else None
    return data if isinstance(data, dt.date) else None
