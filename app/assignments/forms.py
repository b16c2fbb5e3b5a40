"""The forms by which modules are assigned."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any, Final

from wtforms import Form, RadioField, SelectField, SelectMultipleField
from wtforms.validators import ValidationError

from app.assignments.overview import EVERY
from app.assignments.reach import Reached, modules_for
from app.day_field import DayField
from app.days import texts_of
from app.forms import WholeNumberField, offer
from app.organisations.models import Role
from course.model import Course, Module

MOST_DAYS: Final = 365
FURTHEST_YEARS: Final = 3
EXAMPLE_DAYS: Final = 14


class DueForm(Form):
    """A day by which something is due."""

    due = DayField("By when? (optional)")

    def __init__(self, formdata: Any = None, *, on: dt.date, before: dt.date | None = None) -> None:
        """Take what was sent. on: the day of today; before: the day until now, which may stay."""
        super().__init__(formdata, data={"due": before})
        self._on, self._before = on, before

    @property
    def hint(self) -> str:
        """What is to be entered, with a day that could be."""
        day = self._on + dt.timedelta(days=EXAMPLE_DAYS)
        example = " ".join(texts_of(day).values())
        return f"The last day in time, such as {example}. Leave it empty for no date."

    def validate_due(self, field: DayField) -> None:
        """Refuse a day that is over, and one years away."""
        if field.data is None or field.data == self._before:
            return
        if field.data < self._on:
            raise ValidationError("This day is over. Choose today or a later day.")
        if field.data.year > self._on.year + FURTHEST_YEARS:
            raise ValidationError(f"Choose a day within the next {FURTHEST_YEARS} years.")


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
