"""The forms of a licence: what it is for, and what can be changed later."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from wtforms import Form, RadioField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from app.dispatch.licences import Draft, LicenceRow
from app.dispatch.origins import origins_of
from app.forms import offer
from packager import PackageOptions
from packager.dispatch_formats import DISPATCH_FORMATS

MOST_SEATS: Final = 1_000_000
LONGEST: Final = dt.timedelta(days=3653)
"""Ten years: whoever means for ever can extend it."""

STATUS: Final = (
    ("passed-failed", "Passed or failed, with the score"),
    ("completed-only", "Completed, once it is passed"),
)
WINDOW: Final = (
    ("frame", "In the page of the LMS"),
    ("own", "In a window of its own"),
)


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


class TermsForm(Form):
    """What can be changed without a new zip."""

    origins = StringField(
        "Addresses of your LMS", [InputRequired("Enter the address of your LMS.")]
    )
    contact = StringField(
        "Whom should a learner ask?",
        [
            DataRequired("Enter whom a learner should ask."),
            Length(max=200, message="That is too long: use 200 characters at most."),
        ],
        filters=[_line],
    )
    expires = StringField(
        "Last day on which it opens", [InputRequired("Enter the last day.")], filters=[_line]
    )
    seats = StringField("How many learners may open it?", filters=[_line])

    def __init__(self, formdata: Any = None, *, today: dt.date, **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        self._today = today

    def validate_origins(self, field: StringField) -> None:
        """Refuse what is no address of a server."""
        try:
            origins_of(field.data or "")
        except ValueError as problem:
            raise ValidationError(str(problem)) from problem

    def validate_expires(self, field: StringField) -> None:
        """Refuse what is no day, or one that is over."""
        day = _day(field.data or "")
        if day is None:
            raise ValidationError("Enter the last day as year, month, day: 2027-11-30.")
        if day < self._today:
            raise ValidationError("That day is over. To end a licence at once, revoke it.")
        if day > self._today + LONGEST:
            raise ValidationError("Enter a day within the next ten years; it can be extended.")

    def validate_seats(self, field: StringField) -> None:
        """Refuse what is no number."""
        text = field.data or "0"
        if not (text.isascii() and text.isdecimal() and int(text) <= MOST_SEATS):
            raise ValidationError(
                "Enter a whole number, or leave it empty for as many as there are."
            )

    @property
    def draft(self) -> Draft:
        """The terms; of a form that is valid."""
        day = _day(self.expires.data or "")
        assert day is not None  # noqa: S101 (validate_expires has looked)
        return Draft(
            origins=origins_of(self.origins.data or ""),
            contact=self.contact.data or "",
            expires=day,
            seats=int(self.seats.data or "0"),
        )

    def fill(self, row: LicenceRow) -> None:
        """Show what was agreed."""
        self.origins.data = "\n".join(row.origins)
        self.contact.data = row.contact
        self.expires.data = row.expires.isoformat()
        self.seats.data = str(row.seats) if row.seats else ""


class LicenceForm(TermsForm):
    """A licence that is made: for which modules, in which format, and how the LMS counts."""

    modules = SelectMultipleField("Modules")
    format = RadioField("Which standard does your LMS take?", default="scorm12")
    status = RadioField("How does your LMS count a completion?", default="passed-failed")
    window = RadioField("Where does the module open?", default="frame")
    # Told again, since mistakes are listed in the order in which fields are made.
    origins = StringField(
        "Addresses of your LMS", [InputRequired("Enter the address of your LMS.")]
    )
    contact = StringField(
        "Whom should a learner ask?",
        [
            DataRequired("Enter whom a learner should ask."),
            Length(max=200, message="That is too long: use 200 characters at most."),
        ],
        filters=[_line],
    )
    expires = StringField(
        "Last day on which it opens", [InputRequired("Enter the last day.")], filters=[_line]
    )
    seats = StringField("How many learners may open it?", filters=[_line])

    def __init__(
        self,
        formdata: Any = None,
        *,
        today: dt.date,
        modules: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(formdata, today=today, **kwargs)
        offer(self.modules, modules)
        offer(self.format, ((name, kind.label) for name, kind in DISPATCH_FORMATS.items()))
        offer(self.status, STATUS)
        offer(self.window, WINDOW)

    def validate_modules(self, field: SelectMultipleField) -> None:
        """Ask for one module at least."""
        if not field.data:
            raise ValidationError("Choose at least one module.")

    @property
    def options(self) -> PackageOptions:
        """The choices as the packager takes them."""
        completed_only = self.status.data == "completed-only"
        return PackageOptions(
            format=self.format.data or "scorm12",
            status_mapping="completed-only" if completed_only else "passed-failed",
            window="own" if self.window.data == "own" else "frame",
        )


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
