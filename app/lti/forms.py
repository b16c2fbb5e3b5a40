"""The form of an LMS that is connected by hand, or changed later."""

from collections.abc import Callable
from typing import Any, Final

from wtforms import Form, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from app.dispatch.origins import origin_of, origins_of
from app.lti.addresses import is_own
from app.lti.guides import Guide
from app.lti.models import LtiPlatform
from app.lti.platforms import Draft
from course.visible import one_line

MOST: Final = 500
MOST_DEPLOYMENTS: Final = 20
OWN_ISSUER: Final = (
    "This is the address of First Shift itself. Enter the platform ID that your LMS shows."
)
_LONG: Final = "That is too long: use 500 characters at most."


def _line(text: str | None) -> str:
    return one_line(text or "").strip()


def _text(label: str, sentence: str = "", most: int = MOST) -> StringField:
    needed = [DataRequired(sentence)] if sentence else []
    length = Length(max=most, message=f"That is too long: use {most} characters at most.")
    return StringField(label, [*needed, length], filters=[_line])


class PlatformForm(Form):
    """What this server has to know of an LMS. allowed: says whether an address may be asked."""

    name = _text("What do you call it?", "Enter what you call this LMS.", 100)
    issuer = _text(
        "Platform ID (issuer)", "Enter the platform ID, which some systems call the issuer."
    )
    client_id = _text("Client ID", "Enter the client ID that your LMS gave.")
    deployments = StringField(
        "Deployment IDs", [DataRequired("Enter the deployment ID, or several, each on a line.")]
    )
    auth_url = _text("Authentication request URL")
    token_url = _text("Access token URL")
    jwks_url = _text("Public keyset URL")
    origins = StringField("Addresses at which people use it")

    def __init__(
        self, guide: Guide, allowed: Callable[[str], bool], formdata: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(formdata, **kwargs)
        self._allowed = allowed
        if formdata is not None:
            self._propose(guide)

    def _propose(self, guide: Guide) -> None:
        """Fill in what follows from the rest and was left empty."""
        site = (self.issuer.data or "").rstrip("/")
        urls = (self.auth_url, self.token_url, self.jwks_url)
        if site and guide.beneath is not None:
            for field, path in zip(urls, guide.beneath, strict=True):
                field.data = field.data or site + path
        if not (self.origins.data or "").strip() and site:
            found = (_origin(each) for each in (site, self.auth_url.data or ""))
            self.origins.data = "\n".join(dict.fromkeys(filter(None, found)))

    def validate_issuer(self, field: StringField) -> None:
        """Refuse this server itself."""
        if is_own(field.data or ""):
            raise ValidationError(OWN_ISSUER)

    def validate_auth_url(self, field: StringField) -> None:
        """Refuse what is no address of a server."""
        self._check(
            field, "the authentication request URL, to which people are sent to say who they are"
        )

    def validate_token_url(self, field: StringField) -> None:
        """Refuse what is no address of a server."""
        self._check(field, "the access token URL")

    def validate_jwks_url(self, field: StringField) -> None:
        """Refuse what is no address of a server."""
        self._check(field, "the public keyset URL")

    def validate_origins(self, field: StringField) -> None:
        """Refuse what is no address of a server."""
        try:
            origins_of(field.data or "")
        except ValueError as problem:
            raise ValidationError(str(problem)) from problem

    def validate_deployments(self, field: StringField) -> None:
        """Refuse too many, and what is too long."""
        found = _lines(field.data)
        if len(found) > MOST_DEPLOYMENTS:
            raise ValidationError(f"Enter {MOST_DEPLOYMENTS} deployment IDs at most.")
        if any(len(each) > MOST for each in found):
            raise ValidationError(_LONG)

    def _check(self, field: StringField, what: str) -> None:
        if not field.data:
            raise ValidationError(f"Enter {what}.")
        if not self._allowed(field.data):
            raise ValidationError("Enter an address that begins with https://")

    def draft(self, kind: str) -> Draft:
        """Return what was entered; of a form that is valid."""
        return Draft(
            self.name.data or "",
            kind,
            self.issuer.data or "",
            self.client_id.data or "",
            self.auth_url.data or "",
            self.token_url.data or "",
            self.jwks_url.data or "",
            origins_of(self.origins.data or ""),
            tuple(_lines(self.deployments.data)),
        )


def known(guide: Guide) -> dict[str, str]:
    """Return what is known of an LMS beforehand, for a form that is empty."""
    return {
        "name": "" if guide.label.startswith("Another") else guide.label,
        "issuer": guide.issuer,
        "auth_url": guide.auth_url,
        "token_url": guide.token_url,
        "jwks_url": guide.jwks_url,
    }


def kept(platform: LtiPlatform) -> dict[str, str]:
    """Return what is kept of an LMS, for the form that changes it."""
    return {
        "name": platform.name,
        "issuer": platform.issuer,
        "client_id": platform.client_id,
        "auth_url": platform.auth_url,
        "token_url": platform.token_url,
        "jwks_url": platform.jwks_url,
        "origins": "\n".join(platform.origins),
        "deployments": "\n".join(each.deployment_id for each in platform.deployments),
    }


def _lines(text: str | None) -> list[str]:
    return list(dict.fromkeys(filter(None, (_line(each) for each in (text or "").splitlines()))))


def _origin(address: str) -> str:
    try:
        return origin_of(address)
    except ValueError:
        return ""
