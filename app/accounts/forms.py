"""The forms of accounts."""

import re
from typing import Any, Final

from wtforms import Form, PasswordField, RadioField, StringField, ValidationError
from wtforms.validators import InputRequired, Length

from app.accounts.passwords import LEAST_LENGTH, fault_of
from app.accounts.refused_passwords import refused_by
from app.forms import offer
from app.nations import ALL, NATION_CHOICES, NationChoice, chosen_nation
from app.services import services
from course import visible
from course.nations import HOME_NATIONS, HomeNation

AS_ORGANISATION: Final = "ORGANISATION"


def lower(text: str | None) -> str:
    """Return an e-mail address as it is kept and compared."""
    return one_line(text).lower()


# Stricter than RFC 5322, section 3.4.1, which also knows quoted names, comments and addresses in numbers.
_ADDRESS: Final = re.compile(r"[^\s@<>()\[\],;:\\\"]+@(?:[\w-]+\.)+[\w-]+")


def check_email(text: str) -> None:
    """Refuse a text without one @ between two parts, or with an encoded word. Raises ValidationError."""
    if "=?" in text or not _ADDRESS.fullmatch(text):
        raise ValidationError("Enter an e-mail address such as name@example.org.")


def one_line(text: str | None) -> str:
    """Return a text on one line, without what cannot be seen."""
    return visible.one_line(text or "")


def own_password(label: str = "Your password") -> PasswordField:
    """Return the field for the password that a person has."""
    return PasswordField(
        label,
        [InputRequired("Enter your password."), Length(max=1000, message="That is too long.")],
    )


class SignInForm(Form):
    """E-mail address and password."""

    email = StringField(
        "E-mail address",
        [InputRequired("Enter your e-mail address."), Length(max=254, message="That is too long.")],
        filters=[lower],
    )
    password = own_password("Password")


class NewPasswordForm(Form):
    """A new password of a person whose name and e-mail address it must not hold."""

    password = PasswordField("New password", [InputRequired("Choose a password.")])

    def __init__(self, formdata: Any, name: str, email: str) -> None:
        super().__init__(formdata)
        self._name, self._email = name, email

    def validate_password(self, field: PasswordField) -> None:
        """Refuse what is easily guessed."""
        refused = refused_by(services().settings.refused_passwords, LEAST_LENGTH)
        fault = fault_of(field.data or "", self._name, self._email, refused)
        if fault:
            raise ValidationError(fault)


class ChangePasswordForm(NewPasswordForm):
    """The old password and the new one."""

    old = PasswordField(
        "Current password",
        [
            InputRequired("Enter your current password."),
            Length(max=1000, message="That is too long."),
        ],
    )


class NameForm(Form):
    """How a person wants to be called, and how that is spoken; either may be left empty."""

    preferred_name = StringField(
        "What you want to be called",
        [Length(max=60, message="Use 60 characters at most.")],
        filters=[one_line],
    )
    said = StringField(
        "How to say it", [Length(max=80, message="Use 80 characters at most.")], filters=[one_line]
    )

    def __init__(self, formdata: Any, preferred_name: str, said: str) -> None:
        super().__init__(formdata, data={"preferred_name": preferred_name, "said": said})


class NationForm(Form):
    """The nation that a person wants to see first. of_organisation: what applies without a choice."""

    nation = RadioField("Show first", [InputRequired("Choose what you want to see first.")])

    def __init__(
        self,
        formdata: Any,
        own: NationChoice | None,
        of_organisation: HomeNation | None,
    ) -> None:
        super().__init__(formdata, data={"nation": own or AS_ORGANISATION})
        says = HOME_NATIONS[of_organisation] if of_organisation else "all four alike"
        offer(
            self.nation,
            ((AS_ORGANISATION, f"What my organisation says ({says})"), *NATION_CHOICES),
        )

    @property
    def chosen(self) -> NationChoice | None:
        """The choice; none for what the organisation says."""
        return ALL if self.nation.data == ALL else chosen_nation(self.nation.data)


class EmailForm(Form):
    """Another e-mail address, and the password. old: the address until now."""

    old: str = ""
    email = StringField(
        "New e-mail address",
        [
            InputRequired("Enter the new e-mail address."),
            Length(max=254, message="That is too long."),
        ],
        filters=[lower],
    )
    password = own_password()

    def validate_email(self, field: StringField) -> None:
        """Refuse what cannot be an address, and the one that the person has."""
        check_email(field.data or "")
        if field.data == self.old:
            raise ValidationError("This is your address already. Enter another.")
