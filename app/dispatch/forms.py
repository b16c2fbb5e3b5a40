"""The forms of a licence: what it is for, and what can be changed later."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from wtforms import Form, RadioField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from app.day_field import DayField
from app.dispatch.held import PROVISIONAL
from app.dispatch.licences import Draft, LicenceRow
from app.dispatch.origins import origins_of
from app.forms import offer
from app.packages.forms import RulesForm
from course.model import Module
from course.visible import one_line
from packager import PackageOptions
from packager.dispatch_formats import DISPATCH_FORMATS
from packager.errors import BadOptions
from packager.presets import PRESETS

MOST_SEATS: Final = 1_000_000
LONGEST: Final = dt.timedelta(days=3653)
"""Ten years: whoever means for ever can extend it."""

WINDOW_HINTS: Final = {
    "frame": "Where it does not answer there, the page offers a window by itself.",
    "own": "For a system or a browser that keeps pages of other servers out of its own.",
}

TERMS: Final = ("origins", "contact", "expires", "seats")

_NUMBER: Final = re.compile(r"[0-9]{1,7}")


def _line(text: str | None) -> str:
    return one_line(text or "")


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
    expires = DayField("Last day on which it opens", needed="Enter the last day.")
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

    def validate_expires(self, field: DayField) -> None:
        """Refuse a day that is over, and one too far away."""
        if field.data is None:
            return
        if field.data < self._today:
            raise ValidationError("That day is over. To end a licence at once, revoke it.")
        if field.data > self._today + LONGEST:
            raise ValidationError("Enter a day within the next ten years; it can be extended.")

    def validate_seats(self, field: StringField) -> None:
        """Refuse what is no number."""
        text = field.data or ""
        if text and not (_NUMBER.fullmatch(text) and 1 <= int(text) <= MOST_SEATS):
            raise ValidationError(
                f"Enter a whole number from 1 to {MOST_SEATS}, or leave it empty for no limit."
            )

    @property
    def draft(self) -> Draft:
        """The terms; of a form that is valid."""
        day = self.expires.data
        assert day is not None  # noqa: S101 (the field needs one)
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
        self.expires.data = row.expires
        self.seats.data = str(row.seats) if row.seats else ""


class LicenceForm(RulesForm, TermsForm):
    """A licence that is made: for which modules, for which LMS, and how that counts."""

    def __init__(
        self, modules: Sequence[Module], formdata: Any = None, *, today: dt.date, **kwargs: Any
    ) -> None:
        formats = [(name, kind.label) for name, kind in DISPATCH_FORMATS.items()]
        super().__init__(modules, formats, formdata, today=today, **kwargs)

    def look(self) -> None:
        """Look for mistakes in the choices alone: the terms may not be written yet."""
        for field in self:
            if field.name not in TERMS:
                field.validate(self)

    @property
    def as_it_stands(self) -> PackageOptions:
        """The choices, also of a form with mistakes; what suits the LMS where they make no sense."""
        try:
            options = self.options()
        except BadOptions:
            options = None
        if options is None or options.format not in DISPATCH_FORMATS:
            return PRESETS.get(self.lms.data or "", PRESETS["other"]).options()
        return options


class ReleaseForm(Form):
    """Which seats are given back. spare: how many there are, by days."""

    days = RadioField(
        "Which seats do you want to release?", [InputRequired("Choose which seats to release.")]
    )

    def __init__(self, spare: Mapping[int, int], formdata: Any = None) -> None:
        super().__init__(formdata)
        offer(self.days, ((str(days), _seats(days, number)) for days, number in spare.items()))

    @property
    def unused_days(self) -> int:
        """The days, or PROVISIONAL; of a form that is valid."""
        return int(self.days.data)


def _seats(days: int, number: int) -> str:
    kind = "Provisional" if days == PROVISIONAL else f"Not used for {days} days"
    return f"{kind}: {number}"
