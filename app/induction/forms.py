"""The forms of induction lists: begin, move, tick, leave out, hand over."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, Final

from wtforms import Form, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import Length, ValidationError

from app.day_field import DayField
from app.forms import offer
from app.induction.listed import REASONS
from course.files.kinds import is_address

LONGEST_NOTE: Final = 200
LONGEST_LINK: Final = 500
EARLIEST: Final = dt.timedelta(days=730)
LATEST: Final = dt.timedelta(days=730)
LONGEST_OFFER: Final = dt.timedelta(days=730)


def line(text: str | None) -> str:
    """Return a text on one line, without blanks around it."""
    return " ".join((text or "").split())


def web_address(_form: Form, field: StringField) -> None:
    """Refuse what is no encrypted address. Raises ValidationError."""
    if field.data and not is_address(field.data):
        raise ValidationError("Enter an address that begins with https://, or leave it empty.")


class DaysForm(Form):
    """When a doctor starts."""

    first_day = DayField("First day in post", needed="Enter the first day in post.")
    offer = DayField("Day of the offer (optional)")

    def __init__(self, formdata: Any = None, *, on: dt.date, **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        self.first_day.earliest, self.first_day.latest = on - EARLIEST, on + LATEST
        self.offer.latest = on

    def validate_offer(self, field: DayField) -> None:
        """Refuse an offer that comes after the first day, or years before it."""
        first = self.first_day.data
        if field.data is None or first is None:
            return
        if field.data > first:
            raise ValidationError("The offer cannot come after the first day in post.")
        if field.data < first - LONGEST_OFFER:
            raise ValidationError("The offer cannot lie more than two years before the first day.")


class BeginForm(DaysForm):
    """Doctors who start on the same day."""

    people = SelectMultipleField("Who starts?")

    def __init__(
        self, formdata: Any, waiting: Iterable[tuple[uuid.UUID, str]], *, on: dt.date
    ) -> None:
        super().__init__(formdata, on=on)
        offer(self.people, ((str(key), name) for key, name in waiting))

    def validate_people(self, field: SelectMultipleField) -> None:
        """Ask for one doctor at least."""
        if not field.data:
            raise ValidationError("Choose at least one doctor.")


class TickForm(Form):
    """How something was done. Link and note are read for items whose evidence they are."""

    on = DayField("When did it happen?", needed="Enter the day on which it happened.")
    link = StringField(
        "Link (optional)",
        [
            web_address,
            Length(max=LONGEST_LINK, message=f"Use {LONGEST_LINK} characters at most."),
        ],
        filters=[line],
    )
    note = StringField(
        "Short note (optional)",
        [Length(max=LONGEST_NOTE, message=f"Use {LONGEST_NOTE} characters at most.")],
        filters=[line],
    )

    def __init__(self, formdata: Any = None, *, on: dt.date, **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        self.on.earliest, self.on.latest = on - EARLIEST, on


class ReasonForm(Form):
    """Why an item is not relevant."""

    reason = RadioField("Why is it not relevant?")
    why = StringField(
        "The other reason",
        [Length(max=LONGEST_NOTE, message=f"Use {LONGEST_NOTE} characters at most.")],
        filters=[line],
    )

    def __init__(self, formdata: Any = None) -> None:
        super().__init__(formdata)
        self.reason.validate_choice = False
        offer(self.reason, REASONS.items())

    def validate_reason(self, field: RadioField) -> None:
        """Ask for a reason."""
        if field.data not in REASONS:
            raise ValidationError("Choose why it is not relevant.")

    def validate_why(self, field: StringField) -> None:
        """Ask for words where no reason of the list fits."""
        if self.reason.data == "other" and not field.data:
            raise ValidationError("Say the other reason in a few words.")


class HandForm(Form):
    """Who looks after an item for one doctor."""

    owner = SelectField("Who looks after it?")

    def __init__(self, formdata: Any, names: Mapping[uuid.UUID, str], **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        people = sorted(names.items(), key=lambda pair: pair[1])
        offer(self.owner, [("", "As for every doctor"), *((str(k), name) for k, name in people)])
        self.owner.validate_choice = True

    @property
    def chosen(self) -> uuid.UUID | None:
        """The member; none: as for every doctor."""
        return uuid.UUID(self.owner.data) if self.owner.data else None
