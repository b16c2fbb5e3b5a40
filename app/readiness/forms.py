"""The forms of an assessment, its plan and its log."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any, Final

from wtforms import Form, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from app.day_field import DayField
from app.forms import offer
from app.induction.forms import LONGEST_LINK, line, web_address
from app.readiness.assessing import Choice
from app.readiness.planning import ActionDraft, CycleDraft
from course.induction.model import Induction, Standard

LONGEST: Final = 500
_SPAN: Final = dt.timedelta(days=1095)
_SHORT: Final = Length(max=LONGEST, message=f"Use {LONGEST} characters at most.")


class LevelForm(Form):
    """A level, with what shows it."""

    level = RadioField("Which describes us best?")
    evidence = TextAreaField("What shows it?", [_SHORT], filters=[line])
    link = StringField(
        "Link (optional)",
        [
            web_address,
            Length(max=LONGEST_LINK, message=f"Use {LONGEST_LINK} characters at most."),
        ],
        filters=[line],
    )

    def __init__(
        self, formdata: Any, induction: Induction, standard: Standard, **kwargs: Any
    ) -> None:
        super().__init__(formdata, **kwargs)
        self.level.validate_choice = False
        names = [level.name for level in induction.levels]
        self._known = {str(number) for number in range(len(names))}
        offer(
            self.level,
            (
                (str(number), f"{name}: {seen}")
                for number, (name, seen) in enumerate(zip(names, standard.levels, strict=True))
            ),
        )

    def validate_level(self, field: RadioField) -> None:
        """Ask for a level."""
        if field.data not in self._known:
            raise ValidationError("Choose the level that describes you best.")

    def validate_evidence(self, field: TextAreaField) -> None:
        """Ask for evidence above "not in place": a note here, or the link."""
        if self.level.data not in (None, "0") and not field.data and not self.link.data:
            raise ValidationError("Say what shows it, in a few words, or give a link below.")

    @property
    def choice(self) -> Choice:
        """What was chosen. Only after ``validate``."""
        return Choice(int(self.level.data), self.evidence.data or "", self.link.data or "")


class ReviewerForm(Form):
    """Who answers."""

    doctor = SelectField("Which doctor?")

    def __init__(
        self, formdata: Any, doctors: Iterable[tuple[uuid.UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(formdata, **kwargs)
        offer(self.doctor, [("", "Nobody yet"), *((str(key), name) for key, name in doctors)])


class ActionForm(Form):
    """A line of the plan."""

    standard = SelectField("For which standard?")
    text = TextAreaField(
        "What is to be done?", [DataRequired("Write what is to be done."), _SHORT], filters=[line]
    )
    owner = SelectField("Who is responsible?")
    due = DayField("By when?", needed="Enter the day by which it is to be done.")

    def __init__(self, formdata: Any, induction: Induction, on: dt.date, **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        offer(self.standard, ((each.id, each.title) for each in induction.standards))
        owners = [pair for pair in induction.owners.items() if pair[0] != "img"]
        offer(self.owner, owners)
        self.due.earliest, self.due.latest = on - _SPAN, on + _SPAN

    @property
    def draft(self) -> ActionDraft:
        """What was typed. Only after ``validate``."""
        return ActionDraft(self.standard.data, self.text.data or "", self.owner.data, self.due.data)


class CycleForm(Form):
    """A small improvement."""

    aim = StringField(
        "Aim", [DataRequired("Write what you want to achieve."), _SHORT], filters=[line]
    )
    standard = SelectField("For which standard?")
    plan = TextAreaField("Plan", [DataRequired("Write what you will try."), _SHORT], filters=[line])
    measure = TextAreaField(
        "Measure", [DataRequired("Write how you will know that it helped."), _SHORT], filters=[line]
    )
    begun = DayField("Begun on", needed="Enter the day on which it begins.")
    found = TextAreaField("What did you find? (optional)", [_SHORT], filters=[line])
    next = TextAreaField("What next? (optional)", [_SHORT], filters=[line])
    ended = DayField("Ended on (optional)")

    def __init__(self, formdata: Any, induction: Induction, on: dt.date, **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        offer(self.standard, ((each.id, each.title) for each in induction.standards))
        self.begun.earliest, self.begun.latest = on - _SPAN, on + _SPAN
        self.ended.earliest, self.ended.latest = on - _SPAN, on

    def validate_ended(self, field: DayField) -> None:
        """Refuse an end before the beginning."""
        if field.data and self.begun.data and field.data < self.begun.data:
            raise ValidationError("It cannot end before it begins.")

    @property
    def draft(self) -> CycleDraft:
        """What was typed. Only after ``validate``."""
        return CycleDraft(
            standard=self.standard.data,
            aim=self.aim.data or "",
            plan=self.plan.data or "",
            measure=self.measure.data or "",
            found=self.found.data or "",
            next=self.next.data or "",
            begun=self.begun.data,
            ended=self.ended.data,
        )
