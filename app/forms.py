"""What every form of the app shares: its mistakes as the error summary shows them, choices, numbers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wtforms import Form, IntegerField, SelectField, SelectMultipleField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from app.asked import not_known
from app.day_field import DayField


def error_list(form: Form, first: Sequence[str] = ()) -> list[dict[str, str]]:
    """Return each mistake with a link to its field, or the part of it that is wrong, in the order of the page.

    first: names of fields that stand at the top of the page; the others follow as they were made.
    """
    places = {name: place for place, name in enumerate(first)}
    fields = sorted(form, key=lambda field: places.get(field.name, len(places)))
    return [
        {"text": message, "href": f"#{field.wrong_id if isinstance(field, DayField) else field.id}"}
        for field in fields
        for message in field.errors
        if message
    ]


def words_of_address(form: Form, address: Mapping[str, str]) -> dict[str, str]:
    """Return what an address asks for by a form, for links to other pages of the same list.

    A day is told as one word, such as 2026-11-30, though the form sends it in three.
    """
    words = {
        field.name: field.told if isinstance(field, DayField) else address.get(field.name, "")
        for field in form
    }
    return {name: word for name, word in words.items() if word}


def offer(field: SelectField | SelectMultipleField, choices: Iterable[tuple[str, str]]) -> None:
    """Let a field offer these choices, each a value with its words."""
    field.choices = [SelectChoice(value, words) for value, words in choices]


class FilterField(SelectField):
    """A list by which a page is narrowed, whose choice stands in the page’s address.

    tells: whether the values are words that people can read, and are told to who enters another one.
    """

    def __init__(self, label: str, *, tells: bool = True, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self._tells = tells

    def pre_validate(self, form: Any) -> None:
        """Refuse what the list does not offer. Raises ValidationError with what it does."""
        values = [str(value) for value, *_ in self.iter_choices() if value]
        if self.data not in {"", None, *values}:
            known = values if self._tells else []
            raise ValidationError(not_known(self.name, self.label.text, str(self.data), known))


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
