"""The form of a note."""

from typing import Final

from wtforms import Form, HiddenField, TextAreaField
from wtforms.validators import Length

from course.visible import without_controls

MOST_LETTERS: Final = 5000


def as_lines(text: str | None) -> str:
    """Return a text with plain line ends, and without what cannot be seen."""
    return without_controls((text or "").replace("\r\n", "\n")).strip()


class NoteForm(Form):
    """A note, and the version of it that was shown."""

    note = TextAreaField(
        "Your note",
        [Length(max=MOST_LETTERS, message=f"Shorten your note to {MOST_LETTERS:,} characters.")],
        filters=[as_lines],
    )
    version = HiddenField()

    @property
    def shown(self) -> int:
        """The version that was shown; 0 for none."""
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
