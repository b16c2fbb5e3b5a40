"""The form by which statements are looked for; it is sent by the address, so that a view can be kept."""

import datetime as dt
import uuid
from typing import Any, Final

import msgspec
from wtforms import BooleanField, Form, StringField
from wtforms.validators import ValidationError

from app.day_field import DayField
from app.forms import FilterField, offer
from app.records.search import Search
from app.statements.agents import agent_json
from app.statements.names import Names
from app.wording import LONDON
from course.vocabulary import module_iri
from lrs.formats import is_iri

PAGE: Final = 20
ORDERS: Final = (("newest", "Newest first"), ("oldest", "Oldest first"))
TICK: Final = dt.timedelta(microseconds=1)

FEW: Final = (
    "agent",
    "related_agents",
    "verb_iri",
    "activity",
    "related_activities",
    "registration",
)
"""The fields that few people need; with the order they stand behind “More filters”."""


def _trim(text: str | None) -> str:
    return (text or "").strip()


def _line(label: str) -> StringField:
    return StringField(label, filters=[_trim])


class SearchForm(Form):
    """Filters, each of which may be left out."""

    person = FilterField("Who", tells=False, default="")
    verb = FilterField("Did", tells=False, default="")
    module = FilterField("In", default="")
    since = DayField("Stored from")
    until = DayField("Stored until")
    agent = _line("Somebody else")
    related_agents = BooleanField("Wherever that person is named")
    verb_iri = _line("Another verb")
    activity = _line("Activity")
    related_activities = BooleanField("Wherever that activity is named")
    registration = _line("Registration")
    order = FilterField("Order", default="newest")

    def __init__(
        self, names: Names, verbs: dict[str, str], modules: dict[str, str], formdata: Any = None
    ) -> None:
        super().__init__(formdata)
        self._names = names
        offer(self.person, (("", "Everybody"), *names.people.items()))
        offer(self.verb, (("", "Anything"), *verbs.items()))
        offer(self.module, (("", "Any module"), *modules.items()))
        offer(self.order, ORDERS)

    def validate_agent(self, field: StringField) -> None:
        """Refuse what names nobody, and two people at once."""
        if field.data and self.person.data:
            raise ValidationError("Choose a person above, or enter somebody else: not both.")
        if field.data:
            try:
                agent_json(field.data)
            except ValueError as problem:
                raise ValidationError(str(problem)) from problem

    def validate_verb_iri(self, field: StringField) -> None:
        """Refuse what is no address, and two verbs at once."""
        _check_iri(field, self.verb.data, "https://w3id.org/xapi/adl/verbs/satisfied")

    def validate_activity(self, field: StringField) -> None:
        """Refuse what is no address, and two activities at once."""
        _check_iri(field, self.module.data, "https://lms.example.org/courses/7")

    def validate_registration(self, field: StringField) -> None:
        """Refuse what is no UUID."""
        if field.data and _uuid(field.data) is None:
            raise ValidationError("Enter the registration as it stands in a statement: a UUID.")

    def validate_until(self, field: DayField) -> None:
        """Refuse a day before the first."""
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError("The last day is before the first.")

    @property
    def search(self) -> Search:
        """What is asked of the record store; of a form that is valid."""
        first, last = self.since.data, self.until.data
        return Search(
            agent=self._agent(),
            verb=self.verb.data or self.verb_iri.data or "",
            activity=module_iri(self.module.data) if self.module.data else self.activity.data or "",
            registration=_uuid(self.registration.data or ""),
            # From the first moment of a day in London, whichever clock it goes by, to the last.
            since=_midnight(first) - TICK if first else None,
            until=_midnight(last + dt.timedelta(days=1)) - TICK if last else None,
            related_agents=bool(self.related_agents.data),
            # What somebody did in a module is about its parts; they name it around them.
            related_activities=bool(self.module.data or self.related_activities.data),
            ascending=self.order.data == "oldest",
            limit=PAGE,
        )

    @property
    def opens_more(self) -> bool:
        """Whether a filter of those that few people need is set or wrong."""
        few = [self[name] for name in FEW]
        return any(field.data or field.errors for field in few) or self.order.data != "newest"

    def _agent(self) -> str:
        if self.person.data:
            account = {"homePage": self._names.home_page, "name": self.person.data}
            return msgspec.json.encode({"account": account}).decode()
        return agent_json(self.agent.data) if self.agent.data else ""


def _check_iri(field: StringField, chosen: str, example: str) -> None:
    if field.data and chosen:
        raise ValidationError(
            f"Choose from the list above, or fill in “{field.label.text}”: not both."
        )
    if field.data and not is_iri(field.data):
        raise ValidationError(f"Enter the whole address, such as {example}.")


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), LONDON)
