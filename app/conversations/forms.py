"""The form of a record: when, how long, four texts, and whose the next step is."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from wtforms import Form, RadioField, TextAreaField
from wtforms.validators import Length, ValidationError

from app.conversations.parties import Parties
from app.conversations.talk import MOST_CHARACTERS, OWNERS, TEXTS, Owner, Talk
from app.day_field import DayField
from app.forms import WholeNumberField, offer
from app.reflection.writing import cleaned

MOST_MINUTES: Final = 480
FURTHEST: Final = dt.timedelta(days=3 * 366)

HINTS: Final[Mapping[str, str]] = {
    "topics": "Headings, one a line: not the case, and nothing by which somebody could be recognised.",
    "takes": "In the doctor’s own words.",
    "offers": "What will be done, and by when.",
    "step": "One small thing.",
}


def _text(name: str) -> TextAreaField:
    sentence = (
        f"That is too long: use {MOST_CHARACTERS:,} characters at most. Your text is still here."
    )
    return TextAreaField(
        TEXTS[name],
        [Length(max=MOST_CHARACTERS, message=sentence)],
        filters=[lambda text: cleaned(text or "")],
    )


class TalkForm(Form):
    """What was talked about."""

    day = DayField("Day of the conversation")
    minutes = WholeNumberField(
        "How many minutes? (optional)",
        least=1,
        most=MOST_MINUTES,
        sentence=f"Write the minutes as a whole number from 1 to {MOST_MINUTES}.",
    )
    topics = _text("topics")
    takes = _text("takes")
    offers = _text("offers")
    step = _text("step")
    owner = RadioField("Whose step is it? (optional)", default="", validate_choice=False)
    by = DayField("By which day? (optional)")

    def __init__(
        self, formdata: Any, parties: Parties, today: dt.date, talk: Talk | None = None
    ) -> None:
        super().__init__(formdata, obj=talk)
        self._today = today
        offer(
            self.owner,
            (("doctor", parties.doctor), ("supervisor", parties.supervisor), ("both", "Both")),
        )

    def validate_day(self, field: DayField) -> None:
        """Take a day that has come."""
        if field.data and field.data > self._today:
            raise ValidationError(
                "This day has not come yet. Write the day on which you talked, and plans under “Next step”."
            )

    def validate_by(self, field: DayField) -> None:
        """Take a day within the next years; one that is over may have been right when it was written."""
        if field.data and field.data > self._today + FURTHEST:
            raise ValidationError("Choose a day within the next three years.")

    def validate_topics(self, field: TextAreaField) -> None:
        """Refuse a record without a word."""
        if not any(getattr(self, name).data for name in TEXTS):
            raise ValidationError("Write a few words first.")

    @property
    def typed_minutes(self) -> str:
        """What stands in the field of the minutes, right or wrong."""
        raw = self.minutes.raw_data
        return str(raw[0]) if raw else str(self.minutes.data or "")

    @property
    def talk(self) -> Talk:
        """What the form says, once it is valid."""
        owner: Owner = next((each for each in OWNERS if each == self.owner.data), "")
        texts = {name: getattr(self, name).data or "" for name in TEXTS}
        return Talk(
            day=self.day.data.isoformat() if self.day.data else "",
            minutes=self.minutes.data,
            owner=owner,
            by=self.by.data.isoformat() if self.by.data else "",
            **texts,
        )


def filled(talk: Talk, parties: Parties, today: dt.date) -> TalkForm:
    """Return the form with a record in it."""
    return TalkForm(None, parties, today, talk)
