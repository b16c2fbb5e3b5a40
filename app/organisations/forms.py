"""The forms with which organisations and their people are kept."""

import re
import uuid
from typing import Any, Final

from wtforms import Form, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from app.accounts.forms import check_email, lower, one_line
from app.forms import offer
from app.nations import ALL, NATION_CHOICES, chosen_nation
from app.organisations.models import Role
from app.organisations.people_commands import Draft
from app.organisations.people_queries import PersonRow, SupervisorChoice
from course.nations import HomeNation
from course.visible import without_controls

MOST_WELCOME: Final = 600
"""Of characters: a few lines, since they stand on a phone above the contacts."""


def _plain_lines(text: str | None) -> str:
    """Return what was written: each line trimmed, at most one empty line in a row."""
    lines = [line.strip() for line in without_controls(text or "").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _name(label: str) -> StringField:
    return StringField(
        label,
        [InputRequired("Enter the person's name."), Length(max=200, message="That is too long.")],
        filters=[one_line],
    )


def _email(label: str) -> StringField:
    return StringField(
        label,
        [
            InputRequired("Enter the person's e-mail address."),
            Length(max=254, message="That is too long."),
        ],
        filters=[lower],
    )


class DetailsForm(Form):
    """A person's name and e-mail address."""

    name = _name("Name")
    email = _email("E-mail address")

    def validate_email(self, field: StringField) -> None:
        """Refuse what cannot be an address."""
        check_email(field.data or "")


class RolesForm(Form):
    """Roles and supervisors of a member."""

    roles = SelectMultipleField("Roles")
    supervisors = SelectMultipleField("Supervisors, for a doctor")

    def offer(self, choices: tuple[SupervisorChoice, ...]) -> None:
        """Offer the roles, and these supervisors."""
        offer(self.roles, ((role.value, role.label) for role in Role))
        offer(self.supervisors, ((str(each.membership_id), each.name) for each in choices))

    def fill(self, row: PersonRow) -> None:
        """Show what a member has."""
        self.roles.data = [role.value for role in row.roles]
        self.supervisors.data = [str(key) for key in row.supervisor_ids]

    def validate_roles(self, field: SelectMultipleField) -> None:
        """Ask for one role at least."""
        if not field.data:
            raise ValidationError("Choose at least one role.")

    @property
    def chosen_roles(self) -> frozenset[Role]:
        """The roles that were ticked."""
        return frozenset(Role(value) for value in self.roles.data or [])

    @property
    def chosen_supervisors(self) -> frozenset[uuid.UUID]:
        """The supervisors that were ticked."""
        return frozenset(uuid.UUID(value) for value in self.supervisors.data or [])


class SettingsForm(Form):
    """What an organisation says of itself."""

    nation = RadioField("In which nation does the organisation work?", default=ALL)

    def __init__(self, formdata: Any = None, **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        offer(self.nation, NATION_CHOICES)

    @property
    def chosen_nation(self) -> HomeNation | None:
        """The nation; none for all alike."""
        return chosen_nation(self.nation.data)


class OwnSettingsForm(SettingsForm):
    """What an organisation's administrator says of it."""

    welcome = TextAreaField(
        "Words of welcome (optional)",
        [
            Length(
                max=MOST_WELCOME,
                message=f"That is too long: use {MOST_WELCOME} characters at most.",
            )
        ],
        filters=[_plain_lines],
    )


class OrganisationForm(SettingsForm, DetailsForm):
    """An organisation and its first administrator."""

    organisation = StringField(
        "Name of the organisation",
        [
            InputRequired("Enter the name of the organisation."),
            Length(max=200, message="That is too long."),
        ],
        filters=[one_line],
    )
    # Told again, since mistakes are listed in the order in which fields are made.
    nation = RadioField("In which nation does the organisation work?", default=ALL)
    name = _name("Name of its first administrator")
    email = _email("E-mail address of its first administrator")

    @property
    def draft(self) -> Draft:
        """The administrator as the form gives them."""
        roles = frozenset({Role.ORGANISATION_ADMINISTRATOR})
        return Draft(self.name.data or "", self.email.data or "", roles)
