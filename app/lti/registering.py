"""An LMS that registers itself: what it says of itself, and what it is told of this course.

The link is a secret that an administrator hands to their LMS, once; the organisation is that of the link.
Source: 1EdTech Dynamic Registration 1.0, sections 3 and 4.
"""

from typing import Any, Final
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from app.lti import claims
from app.lti.addresses import DEEP_LINK, JWKS, LAUNCH, LOGIN, LOGO, is_own
from app.lti.deep_linking import origin_or_none
from app.lti.errors import PlatformRefused
from app.lti.fetching import ask, is_allowed
from app.lti.guides import kind_of
from app.lti.platforms import Draft
from app.lti.reading import object_of, text_of
from app.settings import Settings
from course.visible import one_line

NAME: Final = "First Shift"
MOST: Final = 500
ELSEWHERE: Final = frozenset({("canvas.instructure.com", "sso.canvaslms.com")})
"""Issuers that publish their configuration on a server of another name."""


class Offer(Struct, frozen=True):
    """What an LMS says of itself."""

    issuer: str
    auth_url: str
    token_url: str
    jwks_url: str
    registration_url: str
    kind: str
    name: str
    origins: tuple[str, ...]


def read_offer(settings: Settings, address: str) -> Offer:
    """Return what an LMS publishes of itself. Raises PlatformError."""
    answer = ask(settings, "GET", address, headers={"Accept": "application/json"})
    said = answer.json() if answer.status == 200 else None
    issuer = text_of(said, "issuer")
    auth, token = text_of(said, "authorization_endpoint"), text_of(said, "token_endpoint")
    keys, registration = text_of(said, "jwks_uri"), text_of(said, "registration_endpoint")
    all_good = all(_is_good(settings, each) for each in (auth, token, keys, registration))
    if not issuer or len(issuer) > MOST or not all_good:
        raise PlatformRefused("What your LMS publishes of itself is not complete.")
    if is_own(issuer):
        raise PlatformRefused("What your LMS publishes of itself gives our own address as its own.")
    hosts = (urlsplit(issuer).hostname or "", urlsplit(address).hostname or "")
    if hosts[0] != hosts[1] and hosts not in ELSEWHERE:
        raise PlatformRefused(
            "What your LMS publishes of itself speaks for another server than the one on which it stands."
        )
    product = text_of(object_of(said, claims.PLATFORM_CONFIGURATION), "product_family_code")
    origins = (origin_or_none(each) for each in (issuer, auth, address))
    return Offer(
        issuer=issuer,
        auth_url=auth,
        token_url=token,
        jwks_url=keys,
        registration_url=registration,
        kind=kind_of(product),
        name=one_line(f"{product.capitalize() or 'LMS'} at {hosts[1]}")[:100],
        origins=tuple(dict.fromkeys(filter(None, origins))),
    )


def register(settings: Settings, offer: Offer, access: str, base: str) -> Draft:
    """Tell an LMS of this course, and return it as it is to be kept. access: as the LMS gave it.

    Raises PlatformError.
    """
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if access:
        if not access.isascii() or not access.isprintable():
            raise PlatformRefused("Your LMS gives a token that cannot be sent.")
        headers["Authorization"] = f"Bearer {access}"
    content = msgspec.json.encode(configuration(base))
    answer = ask(settings, "POST", offer.registration_url, headers=headers, content=content)
    if answer.status not in (200, 201):
        raise PlatformRefused(
            f"Your LMS did not take the registration, and answers {answer.status}."
        )
    said = answer.json()
    client = text_of(said, "client_id")
    if not client or len(client) > MOST:
        raise PlatformRefused("Your LMS gave no client ID.")
    tool = object_of(said, claims.TOOL_CONFIGURATION)
    deployment = tool.get("deployment_id")
    known = str(deployment)[:MOST] if isinstance(deployment, str | int) and deployment != "" else ""
    return Draft(
        offer.name,
        offer.kind,
        offer.issuer,
        client,
        offer.auth_url,
        offer.token_url,
        offer.jwks_url,
        offer.origins,
        (known,) if known else (),
    )


def configuration(base: str) -> dict[str, Any]:
    """Return what this course is as a tool. base: the address of this server."""
    scopes = (claims.SCORE_SCOPE, claims.LINE_ITEM_SCOPE, claims.MEMBERS_SCOPE)
    return {
        "application_type": "web",
        "response_types": ["id_token"],
        "grant_types": ["implicit", "client_credentials"],
        "initiate_login_uri": base + LOGIN,
        "redirect_uris": [base + LAUNCH],
        "client_name": NAME,
        "jwks_uri": base + JWKS,
        "logo_uri": base + LOGO,
        "token_endpoint_auth_method": "private_key_jwt",
        "scope": " ".join(scopes),
        claims.TOOL_CONFIGURATION: {
            "domain": urlsplit(base).netloc,
            "target_link_uri": base + LAUNCH,
            "description": "Modules for doctors who trained abroad and start in the NHS",
            "claims": ["iss", "sub", "name", "given_name", "family_name"],
            "messages": [
                {"type": claims.LAUNCH, "target_link_uri": base + LAUNCH, "label": NAME},
                {
                    "type": claims.DEEP_LINKING,
                    "target_link_uri": base + DEEP_LINK,
                    "label": "Choose a module of First Shift",
                },
            ],
        },
    }


def _is_good(settings: Settings, address: str) -> bool:
    return 0 < len(address) <= MOST and is_allowed(settings, address)
