"""What every form of the app shares: its mistakes as the error summary shows them, choices, numbers."""

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import Form, IntegerField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]


def error_list(form: Form, first: Sequence[str] = ()) -> list[dict[str, str]]:
    """Return each mistake with a link to its field, in the order of the page.

    first: names of fields that stand at the top of the page; the others follow as they were made.
    """
    places = {name: place for place, name in enumerate(first)}
    fields = sorted(form, key=lambda field: places.get(field.name, len(places)))
    return [
        {"text": message, "href": f"#{field.id}"}
        for field in fields
        for message in field.errors
        if message
    ]


def offer(field: SelectField | SelectMultipleField, choices: Iterable[tuple[str, str]]) -> None:
    """Let a field offer these choices, each a value with its words."""
    field.choices = [SelectChoice(value, words) for value, words in choices]


class WholeNumberField(IntegerField):
    """A whole number that may be left out. sentence: what is told of anything else, once."""

    def __init__(self, label: str, *, least: int, most: int, sentence: str, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self._least, self._most, self._sentence = least, most, sentence

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed. Raises ValueError."""
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not text:
            return
        number = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
        if number is None or not self._least <= number <= self._most:
            raise ValueError(self._sentence)
        self.data = number
