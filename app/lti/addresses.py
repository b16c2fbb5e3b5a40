"""The addresses of this server that an LMS knows, and what an address of the LMS asks for."""

from typing import Final
from urllib.parse import urlsplit

from flask import request

from app.lti import claims
from app.lti.errors import LtiRefused
from app.lti.reading import object_of, text_of
from app.services import services

LOGIN: Final = "/lti/login"
LAUNCH: Final = "/lti/launch"
DEEP_LINK: Final = "/lti/deep-link"
MODULES: Final = "/lti/modules/"
JWKS: Final = "/lti/jwks.json"
LOGO: Final = "/lti/mark.svg"
REGISTER: Final = "/lti/register/"


def base() -> str:
    """Return the address of this server: the public one, or as it is reached."""
    return services().settings.public_address or request.host_url.rstrip("/")


def is_own(issuer: str) -> bool:
    """Say whether an issuer is this server itself: then its people would be ours, by numbers that it may choose."""
    own = {base(), services().home_page}
    return issuer.rstrip("/").lower() in {each.rstrip("/").lower() for each in own}


def to_copy(own: str) -> dict[str, str]:
    """Return what an LMS asks for, by the names that it may have there. own: the address of a server."""
    return {
        "Launch (tool URL, target link, redirect URI)": own + LAUNCH,
        "Login (initiate login URL)": own + LOGIN,
        "Public keys (keyset, JWKS)": own + JWKS,
        "Deep linking (content selection)": own + DEEP_LINK,
    }


def path_of(target: str) -> str:
    """Return the path of an address of this server. Raises LtiRefused for one elsewhere."""
    own = base()
    if not target.startswith(f"{own}/lti/"):
        raise LtiRefused(
            "Your LMS wants to open an address that is not of this server. Whoever looks after it should"
            " copy the addresses from the page of the LMS once more."
        )
    return urlsplit(target[len(own) :]).path


def module_of(said: dict[str, object]) -> str:
    """Return the slug of the module that a message asks for; empty for the whole course."""
    path = path_of(text_of(said, claims.TARGET))
    if path.startswith(MODULES):
        return path[len(MODULES) :]
    return text_of(object_of(said, claims.CUSTOM), "module")
