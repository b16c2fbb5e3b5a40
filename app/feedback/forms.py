"""The forms of feedback: a reader's, and an editor's note on it."""

from typing import Any, Final

from wtforms import Form, RadioField, TextAreaField
from wtforms.validators import Length, ValidationError

from app.feedback.verdicts import VERDICTS
from app.forms import offer
from course.visible import without_controls

MOST_CHARACTERS: Final = 1000
TOO_LONG: Final = Length(
    max=MOST_CHARACTERS, message=f"That is too long: use {MOST_CHARACTERS} characters at most."
)


def _text(text: str | None) -> str:
    return without_controls(text or "").strip()


class FeedbackForm(Form):
    """What a reader says of a topic."""

    verdict = RadioField("Was this right and useful?", validate_choice=False)
    words = TextAreaField("What would you change? (optional)", [TOO_LONG], filters=[_text])

    def __init__(self, formdata: Any = None, **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        offer(self.verdict, VERDICTS.items())

    def validate_verdict(self, field: RadioField) -> None:
        """Ask for one of the verdicts."""
        if field.data not in VERDICTS:
            raise ValidationError("Choose one of the three answers.")

    def refuse(self, sentence: str) -> None:
        """Say why what was sent could not be taken just now."""
        self.words.errors = [sentence]


class NoteForm(Form):
    """What an editor notes when a remark is dealt with."""

    note = TextAreaField("What was done? (optional)", [TOO_LONG], filters=[_text])
