"""The forms with which an organisation's sign-in providers are kept, and with which people come in."""

from typing import Any, Final

import msgspec
from wtforms import BooleanField, Form, PasswordField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from app.accounts.forms import check_email, lower, one_line
from app.forms import offer
from app.providers import domains, own_keys, role_rules
from app.providers.fetching import fault_of_address
from app.providers.keeping import Draft, PeopleDraft

LONG: Final = "That is too long."
MOST_ADDRESS: Final = 500
MOST_CLAIMS: Final = 20_000
WITHOUT_KEY: Final = "secret"
WAYS: Final = {
    WITHOUT_KEY: "By a secret that it gave you, or by none",
    own_keys.WAY: "By a key of its own (private_key_jwt)",
}


def _issuer(text: str | None) -> str:
    """Return an issuer without the part that only says where its description lies."""
    return one_line(text).removesuffix("/.well-known/openid-configuration")


def _as_typed(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n")


class ProviderForm(Form):
    """A provider. private: whether it may lie in a private network; kept: whether it has a secret."""

    name = StringField(
        "What your people call it",
        [
            DataRequired("Enter what your people call it, such as “Alder Valley account”."),
            Length(max=80, message="Use 80 characters at most."),
        ],
        filters=[one_line],
    )
    issuer = StringField(
        "Address of the provider (issuer)",
        [
            DataRequired("Enter the address of the provider."),
            Length(max=MOST_ADDRESS, message=LONG),
        ],
        filters=[_issuer],
    )
    client_id = StringField(
        "Client ID",
        [
            DataRequired("Enter the client ID that the provider gave you."),
            Length(max=200, message=LONG),
        ],
        filters=[one_line],
    )
    way = RadioField("How this site shows itself there", default=WITHOUT_KEY)
    secret = PasswordField("Client secret", [Length(max=500, message=LONG)])

    def __init__(self, formdata: Any, *, private: bool, data: dict[str, Any] | None = None) -> None:
        super().__init__(formdata, data=data)
        offer(self.way, WAYS.items())
        self._private = private

    def validate_issuer(self, field: StringField) -> None:
        """Refuse what cannot be a provider's address."""
        fault = fault_of_address(field.data or "", private=self._private)
        if fault:
            raise ValidationError(
                "Enter an address that begins with https://, such as https://login.alder-valley.nhs.uk."
            )
        if "?" in (field.data or "") or "#" in (field.data or ""):
            raise ValidationError("Enter the address without ? and #.")

    @property
    def draft(self) -> Draft:
        """The provider as the form gives it."""
        return Draft(
            self.name.data or "",
            self.issuer.data or "",
            self.client_id.data or "",
            (self.secret.data or "").strip(),
            self.way.data == own_keys.WAY,
        )


class PeopleForm(Form):
    """Who is let in by a provider, with which roles; claims: to try the rules with."""

    makes_people = BooleanField(
        "Let in whoever signs in there with an address in your domains, also without an invitation"
    )
    rules = TextAreaField(
        "Rules for roles",
        [Length(max=role_rules.MOST_LETTERS, message=LONG)],
        filters=[_as_typed],
    )
    strong = StringField(
        "Values of “acr” that count as a second step (optional)",
        [Length(max=500, message=LONG)],
        filters=[one_line],
    )
    claims = TextAreaField(
        "Claims to try the rules with", [Length(max=MOST_CLAIMS, message=LONG)], filters=[_as_typed]
    )

    def validate_rules(self, field: TextAreaField) -> None:
        """Refuse rules with a mistake, and name every line that has one."""
        mistakes = role_rules.read(field.data or "").mistakes
        if mistakes:
            field.errors = [*field.errors, *mistakes]
            raise ValidationError("")

    @property
    def draft(self) -> PeopleDraft:
        """What the form says of people."""
        return PeopleDraft(
            bool(self.makes_people.data), self.rules.data or "", self.strong.data or ""
        )

    @property
    def sample(self) -> dict[str, Any] | None:
        """The claims to try with; none where they are no JSON object."""
        try:
            found = msgspec.json.decode(self.claims.data or "{}")
        except (msgspec.DecodeError, RecursionError):
            return None
        return found if isinstance(found, dict) else None


class DomainForm(Form):
    """An e-mail domain of the organisation."""

    domain = StringField(
        "E-mail domain",
        [DataRequired("Enter a domain.")],
        filters=[lambda t: domains.plain(t or "")],
    )

    def validate_domain(self, field: StringField) -> None:
        """Refuse what is no domain, or nobody's own."""
        fault = domains.fault_of(field.data or "")
        if fault:
            raise ValidationError(fault)


class WorkEmailForm(Form):
    """The address at work, by which the way in is found."""

    email = StringField(
        "Your work e-mail address",
        [
            DataRequired("Enter your e-mail address at work."),
            Length(max=254, message=LONG),
        ],
        filters=[lower],
    )

    def validate_email(self, field: StringField) -> None:
        """Refuse what cannot be an address."""
        check_email(field.data or "")
