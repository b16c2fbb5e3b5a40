"""The forms by which an organisation makes the list its own."""

import re
import uuid
from collections.abc import Mapping
from typing import Any, Final

from wtforms import (
    BooleanField,
    Form,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import AnyOf, DataRequired, Length, ValidationError

from app.forms import offer
from app.induction.asked import Asked
from app.induction.changing import Change, NewItem
from app.induction.forms import line
from course.induction.model import Induction

FURTHEST: Final = 365
LONGEST: Final = 300
YES, NO = "yes", "no"
BY_THEMSELVES: Final = {
    YES: "Yes, when a doctor joins",
    NO: "No, a lead begins each of them",
}
SIDES: Final = {"after": "After the first day, or on it", "before": "Before the first day"}
COUNTING: Final = {"all": "Every day", "working": "Monday to Friday only"}
DAYS_SENTENCE: Final = f"Write a whole number of days from 0 to {FURTHEST}."


class ItemForm(Form):
    """How an item is asked. people: of the organisation, by membership."""

    owner = SelectField("Who owns it?")
    person = SelectField("One person by name (optional)")
    days = StringField("Days", filters=[line])
    side = RadioField("Before or after?", default="after")
    counting = RadioField("Which days count?", default="all")
    off = BooleanField("Do not ask it here")

    def __init__(
        self,
        formdata: Any,
        induction: Induction,
        people: Mapping[uuid.UUID, str],
        item: Asked | None = None,
    ) -> None:
        super().__init__(formdata, data=_data(item) if item is not None else None)
        self.number = 0
        offer(self.side, SIDES.items())
        offer(self.counting, COUNTING.items())
        with_doctor = item is None or item.own
        owners = [pair for pair in induction.owners.items() if with_doctor or pair[0] != "img"]
        offer(self.owner, owners)
        by_name = sorted(people.items(), key=lambda pair: pair[1])
        offer(self.person, [("", "Nobody in particular"), *((str(k), n) for k, n in by_name)])

    def validate_days(self, field: StringField) -> None:
        """Read a whole number."""
        text = field.data or ""
        if not re.fullmatch(r"[0-9]{1,3}", text, re.ASCII) or int(text) > FURTHEST:
            raise ValidationError(DAYS_SENTENCE)
        self.number = int(text)

    @property
    def change(self) -> Change:
        """What was asked for. Only after ``validate``."""
        return Change(
            owner=self.owner.data,
            owner_id=uuid.UUID(self.person.data) if self.person.data else None,
            days=-self.number if self.side.data == "before" else self.number,
            working=self.counting.data == "working",
            off=bool(self.off.data),
        )


class NewItemForm(ItemForm):
    """An item of the organisation's own."""

    text = TextAreaField(
        "What is to be done?",
        [
            DataRequired("Write what is to be done."),
            Length(max=LONGEST, message=f"Use {LONGEST} characters at most."),
        ],
        filters=[line],
    )
    phase = SelectField("In which part of the list?")
    area = SelectField("Area")

    def __init__(
        self, formdata: Any, induction: Induction, people: Mapping[uuid.UUID, str]
    ) -> None:
        super().__init__(formdata, induction, people)
        offer(self.phase, ((each.id, each.title) for each in induction.phases))
        offer(self.area, induction.areas.items())

    @property
    def new(self) -> NewItem:
        """What is to be added. Only after ``validate``."""
        return NewItem(self.phase.data, self.area.data, self.text.data or "", self.change)


class ByThemselvesForm(Form):
    """Whether lists begin by themselves."""

    begins = RadioField(
        "Should a list begin by itself?",
        [AnyOf(BY_THEMSELVES, message="Choose yes or no.")],
        validate_choice=False,
    )

    def __init__(self, begins: bool | None, formdata: Any = None) -> None:
        data = None if begins is None else {"begins": YES if begins else NO}
        super().__init__(formdata, data=data)
        offer(self.begins, BY_THEMSELVES.items())


class OwnersForm(Form):
    """Who stands for an owner."""

    people = SelectMultipleField("Who is it?")

    def __init__(self, formdata: Any, people: Mapping[uuid.UUID, str], **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        by_name = sorted(people.items(), key=lambda pair: pair[1])
        offer(self.people, ((str(key), name) for key, name in by_name))


def _data(item: Asked) -> dict[str, Any]:
    return {
        "owner": item.owner,
        "person": str(item.owner_id) if item.owner_id else "",
        "days": str(abs(item.due.days)),
        "side": "before" if item.due.days < 0 else "after",
        "counting": "working" if item.due.working else "all",
        "off": item.off,
    }
