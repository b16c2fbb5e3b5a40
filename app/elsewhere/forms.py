"""The forms by which an account elsewhere is matched, and a file is sent."""

import uuid
from collections.abc import Sequence
from typing import Any, Final

from wtforms import Form, RadioField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from app.elsewhere.accounts import Choice
from app.elsewhere.importing import MOST_LABEL
from app.forms import offer
from course.visible import one_line

NOBODY: Final = "nobody"
RULES: Final = "rules"


def _line(text: str | None) -> str:
    return one_line(text or "").strip()


class WhoseForm(Form):
    """Whose an account is: somebody's of those found, nobody's here, or whatever the rules say."""

    whose = RadioField("Whose is it?", [InputRequired("Choose whose account it is.")])

    def __init__(self, found: Sequence[Choice], *, is_said: bool, formdata: Any = None) -> None:
        super().__init__(formdata)
        choices = [(str(each.membership_id), each.name) for each in found]
        choices.append((NOBODY, "Nobody’s here"))
        if is_said:
            choices.append((RULES, "Take back what was said, and go by the rules"))
        offer(self.whose, choices)

    @property
    def member(self) -> uuid.UUID | None:
        """The person who was chosen; none for nobody here. Only of a form that is valid."""
        return None if self.whose.data == NOBODY else uuid.UUID(self.whose.data)


class FileForm(Form):
    """From where a file of statements comes; the file itself is read beside it."""

    label = StringField(
        "Where do the statements come from?",
        [
            DataRequired("Enter where they come from, such as the name of your LMS."),
            Length(
                max=MOST_LABEL, message=f"That is too long: use {MOST_LABEL} characters at most."
            ),
        ],
        filters=[_line],
    )
