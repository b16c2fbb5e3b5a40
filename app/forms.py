"""What every form of the app shares: its mistakes, as the error summary shows them."""

from collections.abc import Iterable

from wtforms import Form, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]


def error_list(form: Form) -> list[dict[str, str]]:
    """Return each mistake with a link to its field, in the order of the page."""
    return [
        {"text": message, "href": f"#{field.id}"}
        for field in form
        for message in field.errors
        if message
    ]


def first_error(form: Form, name: str) -> dict[str, str] | None:
    """Return a field's first mistake as the macros take it; none where it has none."""
    errors = form[name].errors
    return {"text": str(errors[0])} if errors else None


def offer(field: SelectField | SelectMultipleField, choices: Iterable[tuple[str, str]]) -> None:
    """Let a field offer these choices, each a value with its words."""
    field.choices = [SelectChoice(value, words) for value, words in choices]
