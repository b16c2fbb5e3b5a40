"""The forms by which modules are assigned."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any, Final

from wtforms import Form, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import ValidationError

from app.assignments.due import WrongDayError, read_day
from app.assignments.overview import EVERY
from app.assignments.reach import Reached, modules_for
from app.forms import WholeNumberField, offer
from app.organisations.models import Role
from course.model import Course, Module

MOST_DAYS: Final = 365


class DueForm(Form):
    """A day by which something is due, in three fields. Its mistakes stand at ``day``."""

    day = StringField("Day")
    month = StringField("Month")
    year = StringField("Year")

    def __init__(self, formdata: Any = None, *, on: dt.date, before: dt.date | None = None) -> None:
        """Take what was sent. on: the day of today; before: the day until now, which may stay."""
        super().__init__(formdata)
        self._on, self._before = on, before
        self.due: dt.date | None = None
        self.wrong_part = ""
        if not formdata and before is not None:
            self.day.data, self.month.data, self.year.data = map(str, _parts(before))

    @property
    def example(self) -> str:
        """A day that could be entered, as the hint names it."""
        day, month, year = _parts(self._on + dt.timedelta(days=14))
        return f"{day} {month} {year}"

    def validate_day(self, _field: StringField) -> None:
        """Read the three fields as one."""
        day, month, year = (field.data or "" for field in (self.day, self.month, self.year))
        before = self._before
        try:
            if before and (day, month, year) == tuple(map(str, _parts(before))):
                self.due = before
            else:
                self.due = read_day(day, month, year, self._on)
        except WrongDayError as wrong:
            self.wrong_part = wrong.part
            raise ValidationError(str(wrong)) from wrong


class AssignForm(DueForm):
    """Modules for one or several people, with a day for all of them."""

    people = SelectMultipleField("Who is to learn?")
    modules = SelectMultipleField("What?")

    def __init__(
        self, formdata: Any, people: Sequence[Reached], course: Course, *, on: dt.date
    ) -> None:
        super().__init__(formdata, on=on)
        self._people, self._course = people, course
        roles = frozenset(role for each in people for role in each.roles)
        offer(self.people, ((str(each.membership_id), each.name) for each in people))
        offer(self.modules, ((each.slug, each.title) for each in modules_for(course, roles)))

    def validate_people(self, field: SelectMultipleField) -> None:
        """Ask for one person at least."""
        if not field.data:
            raise ValidationError("Choose at least one person.")

    def validate_modules(self, field: SelectMultipleField) -> None:
        """Ask for one module at least, each of which everybody chosen can open."""
        if not field.data:
            raise ValidationError("Choose at least one module.")
        for person in self._people:
            if str(person.membership_id) not in (self.people.data or []):
                continue
            slugs = {module.slug for module in modules_for(self._course, person.roles)}
            for module in self._course.modules:
                if module.slug in field.data and module.slug not in slugs:
                    raise ValidationError(
                        f"“{module.title}” is for supervisors, and {person.name} is none."
                    )

    @property
    def chosen_people(self) -> tuple[uuid.UUID, ...]:
        """The people who were ticked."""
        return tuple(uuid.UUID(value) for value in self.people.data or [])


class DaysForm(Form):
    """How many days a rule gives."""

    days = WholeNumberField(
        "Days after joining",
        least=1,
        most=MOST_DAYS,
        sentence=f"Write a whole number of days from 1 to {MOST_DAYS}, or leave it empty.",
    )


class RuleForm(DaysForm):
    """A module for everybody with a role."""

    role = RadioField("For whom?", default=Role.LEARNER.value)
    module = SelectField("Which module?")
    # Told again, since mistakes are listed in the order in which fields are made.
    days = WholeNumberField(
        "Days after joining",
        least=1,
        most=MOST_DAYS,
        sentence=f"Write a whole number of days from 1 to {MOST_DAYS}, or leave it empty.",
    )

    def __init__(self, formdata: Any, course: Course) -> None:
        super().__init__(formdata)
        self._course = course
        offer(self.role, ((role.value, words) for role, words in EVERY.items()))
        offer(self.module, ((each.slug, each.title) for each in _all_modules(course)))

    def validate_module(self, field: SelectField) -> None:
        """Refuse a module that people with the role cannot open."""
        if self.role.data not in set(Role):
            return
        slugs = [each.slug for each in modules_for(self._course, frozenset({Role(self.role.data)}))]
        if field.data not in slugs:
            raise ValidationError(
                "This module is for supervisors. Choose another, or “Every supervisor”."
            )


def _all_modules(course: Course) -> tuple[Module, ...]:
    return course.for_audience("learners") + course.for_audience("supervisors")


def _parts(day: dt.date) -> tuple[int, int, int]:
    return day.day, day.month, day.year
