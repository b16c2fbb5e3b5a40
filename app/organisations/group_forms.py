"""The forms of sites and cohorts, of who is where, and of who hands over and leaves."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any, Final

from wtforms import Form, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from app.accounts.forms import one_line
from app.day_field import DayField
from app.forms import FilterField, offer
from app.organisations.groups import GroupKind, GroupRow, Place, not_open
from app.organisations.models import Role
from app.organisations.people_queries import SupervisorChoice
from app.organisations.people_wanted import STATES, Wanted

NOBODY: Final = "nobody"
NOW: Final = "now"
LATER: Final = "later"


class GroupForm(Form):
    """A site or a cohort; sites have no first day."""

    name = StringField(
        "Name",
        [InputRequired("Enter a name."), Length(max=100, message="Use 100 characters at most.")],
        filters=[one_line],
    )
    first_day = DayField("First day (optional)")


class PlaceForm(Form):
    """Where a member is, or will be."""

    site = SelectField("Site", default="", validate_choice=False)
    cohorts = SelectMultipleField("Cohorts", validate_choice=False)
    first_day = DayField("First day in post (optional)")

    def offer_places(
        self, sites: Sequence[GroupRow], cohorts: Sequence[GroupRow], place: Place
    ) -> None:
        """Offer those that are open, and those in which the member is."""
        here = {place.site_id, *place.cohort_ids}
        at, among = _choices(sites, here), _choices(cohorts, here)
        self._offered = {"", *(value for value, _ in (*at, *among))}
        offer(self.site, (("", "No site"), *at))
        offer(self.cohorts, among)

    def fill_place(self, place: Place) -> None:
        """Show where the member is."""
        self.site.data = str(place.site_id or "")
        self.cohorts.data = [str(key) for key in place.cohort_ids]
        self.first_day.data = place.first_day

    def validate_site(self, field: SelectField) -> None:
        """Refuse a site that is not offered: it may have ended since the page was opened."""
        self._must_be_offered([field.data or ""], "site")

    def validate_cohorts(self, field: SelectMultipleField) -> None:
        """Refuse cohorts that are not offered."""
        self._must_be_offered(field.data or [], "cohort")

    def _must_be_offered(self, chosen: Sequence[str], kind: GroupKind) -> None:
        if not self._offered.issuperset(chosen):
            raise ValidationError(f"{not_open(kind)} Choose another, or none.")

    @property
    def place(self) -> Place:
        """What was chosen."""
        site = uuid.UUID(self.site.data) if self.site.data else None
        cohorts = frozenset(uuid.UUID(value) for value in self.cohorts.data or [])
        return Place(site, cohorts, self.first_day.data)


class PeopleFilter(Form):
    """Which people the list shows, as its address says."""

    q = StringField("Name or e-mail address", filters=[one_line])
    role = FilterField("Role", default="")
    state = FilterField("State", default="")
    site = FilterField("Site", tells=False, default="")
    cohort = FilterField("Cohort", tells=False, default="")

    def __init__(
        self, formdata: Any, sites: Sequence[GroupRow], cohorts: Sequence[GroupRow]
    ) -> None:
        super().__init__(formdata)
        offer(self.role, (("", "Any role"), *((role.value, role.label) for role in Role)))
        offer(self.state, STATES.items())
        offer(self.site, (("", "Any site"), *_choices(sites, None)))
        offer(self.cohort, (("", "Any cohort"), *_choices(cohorts, None)))

    @property
    def wanted(self) -> Wanted:
        """The people who are asked for."""
        return Wanted(
            self.q.data or "",
            Role(self.role.data) if self.role.data else None,
            self.state.data or "",
            uuid.UUID(self.site.data) if self.site.data else None,
            uuid.UUID(self.cohort.data) if self.cohort.data else None,
        )


class SuccessorForm(Form):
    """To whom a supervisor's doctors go."""

    successor = SelectField("Hand over to", default="")

    def __init__(self, formdata: Any, choices: Sequence[SupervisorChoice]) -> None:
        super().__init__(formdata)
        named = ((str(each.membership_id), each.name) for each in choices)
        offer(self.successor, (("", "Choose a supervisor"), *named))

    def validate_successor(self, field: SelectField) -> None:
        """Ask for one."""
        if not field.data:
            raise ValidationError("Choose who takes over.")

    @property
    def chosen(self) -> uuid.UUID:
        """The membership that was chosen."""
        return uuid.UUID(self.successor.data)


class LeavingForm(Form):
    """When somebody leaves, and what becomes of the doctors whom they supervise."""

    when = RadioField("When do they leave?", [InputRequired("Choose when they leave.")])
    last_day = DayField("Last day")
    doctors = RadioField("Who supervises their doctors then?", validate_choice=False)

    def __init__(
        self, formdata: Any, choices: Sequence[SupervisorChoice], *, today: dt.date, asks: bool
    ) -> None:
        """Offer who could take over. asks: there are doctors to hand over."""
        super().__init__(formdata)
        self._today, self._asks = today, asks
        offer(self.when, ((NOW, "Now: they are signed out at once"), (LATER, "After a last day")))
        named = ((str(each.membership_id), each.name) for each in choices)
        offer(self.doctors, (*named, (NOBODY, "Nobody yet")))
        self._known = {str(each.membership_id) for each in choices} | {NOBODY}

    def validate_last_day(self, field: DayField) -> None:
        """Ask for a day that is not over, where they leave after one."""
        if self.when.data != LATER:
            return
        if field.data is None:
            raise ValidationError("Enter their last day.")
        if field.data < self._today:
            raise ValidationError("Enter a last day that is today or later.")

    def validate_doctors(self, field: RadioField) -> None:
        """Insist on a choice where there are doctors."""
        if self._asks and field.data not in self._known:
            raise ValidationError("Choose who takes over their doctors, or nobody.")

    @property
    def day(self) -> dt.date | None:
        """The last day; none where they leave at once."""
        return self.last_day.data if self.when.data == LATER else None

    @property
    def successor(self) -> uuid.UUID | None:
        """Who takes over; none for nobody."""
        chosen = self.doctors.data
        return uuid.UUID(chosen) if self._asks and chosen and chosen != NOBODY else None


def _choices(rows: Sequence[GroupRow], here: set[uuid.UUID | None] | None) -> list[tuple[str, str]]:
    """Return choices; those that have ended only where somebody is there, or all with ``here`` none."""
    return [
        (str(row.id), f"{row.name} (ended)" if row.ended else row.name)
        for row in rows
        if not row.ended or here is None or row.id in here
    ]
