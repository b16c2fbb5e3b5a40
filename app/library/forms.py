"""The forms of the library: a trust's own resource, and a word to the editors."""

from typing import Any, Final

from wtforms import Form, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from app.forms import offer
from app.library.own import Draft
from course.files.kinds import is_address
from course.library.model import READERS
from course.model import Tag
from course.visible import one_line, without_controls

MOST_TITLE: Final = 150
MOST_ADDRESS: Final = 1000
MOST_PLACE: Final = 200
MOST_SUMMARY: Final = 1000
MOST_TAGS: Final = 6
MOST_REMARK: Final = 1000


def _line(text: str | None) -> str:
    return one_line(text or "")


def _lines(text: str | None) -> str:
    return without_controls(text or "").strip()


def _at_most(characters: int) -> Length:
    return Length(max=characters, message=f"That is too long: use {characters} characters at most.")


class OwnForm(Form):
    """A resource that a trust adds. version: of the resource when its page was shown, 0 for a new one."""

    title = StringField(
        "Title",
        [DataRequired("Enter a title, as people here call it."), _at_most(MOST_TITLE)],
        filters=[_line],
    )
    address = StringField("Web address (optional)", [_at_most(MOST_ADDRESS)], filters=[_line])
    place = StringField("Or a place (optional)", [_at_most(MOST_PLACE)], filters=[_line])
    readers = SelectMultipleField("For whom is it?", validate_choice=False)
    summary = TextAreaField(
        "What is it, and when is it useful?",
        [DataRequired("Say in a sentence or two what it is for."), _at_most(MOST_SUMMARY)],
        filters=[_lines],
    )
    tags = SelectMultipleField("What is it about? (optional)", validate_choice=False)
    version = StringField(default="0")

    def __init__(self, tags: dict[str, Tag], formdata: Any = None, **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        offer(self.readers, READERS.items())
        offer(self.tags, ((tag.id, tag.title) for tag in tags.values()))
        self._known = frozenset(tags)

    def validate_address(self, field: StringField) -> None:
        """Refuse what is no encrypted address, and one with a password in it."""
        text = field.data or ""
        if text.startswith("http:"):
            raise ValidationError(
                "This address is not encrypted. Enter one that begins with https://."
            )
        if text and not is_address(text):
            raise ValidationError(
                "Enter an address such as https://intranet.example.nhs.uk/induction."
            )

    def validate_place(self, field: StringField) -> None:
        """Ask for an address or a place."""
        if not field.data and not self.address.data:
            raise ValidationError("Enter a web address above, or say here where to find it.")

    def validate_readers(self, field: SelectMultipleField) -> None:
        """Ask for one group of readers at least."""
        if not set(field.data or ()) & set(READERS):
            raise ValidationError("Choose for whom it is.")

    def validate_tags(self, field: SelectMultipleField) -> None:
        """Let few subjects be chosen, so that it is proposed where it helps."""
        if len(field.data or ()) > MOST_TAGS:
            raise ValidationError(f"Choose {MOST_TAGS} at most: what it is really about.")

    def refuse(self, sentence: str) -> None:
        """Say why it could not be saved just now."""
        self.title.errors = [sentence]

    @property
    def shown_version(self) -> int:
        """Which version its page showed; 0 where it does not say."""
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0

    @property
    def draft(self) -> Draft:
        """The resource as the form gives it."""
        return Draft(
            title=self.title.data or "",
            address=self.address.data or "",
            place=self.place.data or "",
            readers=tuple(each for each in READERS if each in (self.readers.data or ())),
            summary=self.summary.data or "",
            tags=tuple(each for each in self.tags.data or () if each in self._known),
        )


class RemarkForm(Form):
    """What a reader tells the editors of a page of the library."""

    words = TextAreaField(
        "What is out of date, or wrong?",
        [DataRequired("Say in a few words what is out of date."), _at_most(MOST_REMARK)],
        filters=[_lines],
    )

    def refuse(self, sentence: str) -> None:
        """Say why what was sent could not be taken just now."""
        self.words.errors = [sentence]
