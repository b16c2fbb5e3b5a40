"""The form by which a key is made."""

from typing import Any

from wtforms import Form, SelectMultipleField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from app.forms import offer
from app.record_keys.scopes import SCOPE_WORDS
from course.visible import one_line


def _line(text: str | None) -> str:
    return one_line(text or "")


class KeyForm(Form):
    """What a key is for, and what it opens."""

    label = StringField(
        "What is the key for?",
        [
            DataRequired("Enter what the key is for, such as the name of the program."),
            Length(max=100, message="That is too long: use 100 characters at most."),
        ],
        filters=[_line],
    )
    scopes = SelectMultipleField("What may it do?")

    def __init__(self, formdata: Any = None) -> None:
        super().__init__(formdata)
        offer(self.scopes, ((each.name, each.title) for each in SCOPE_WORDS))

    def validate_scopes(self, field: SelectMultipleField) -> None:
        """Ask for one scope at least."""
        if not field.data:
            raise ValidationError("Choose at least one thing that the key may do.")
