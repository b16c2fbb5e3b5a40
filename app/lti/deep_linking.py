"""Choosing a module for a course of the LMS: what the LMS asks for, and what it is answered.

No session is behind it. What the LMS asked for goes round as a ticket that this server signs; the answer
goes to the LMS that asked, by the browser of whoever chose.
Source: Deep Linking 2.0, sections 4 and 5.
"""

import secrets
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec
from itsdangerous import BadData, URLSafeTimedSerializer
from msgspec import Struct

from app.database import now
from app.dispatch.origins import origin_of
from app.lti import claims
from app.lti.addresses import MODULES
from app.lti.errors import LtiRefused
from app.lti.keys import KEYS
from app.lti.messages import Message
from app.lti.models import LtiPlatform
from app.lti.reading import object_of, text_of, texts_of
from app.settings import Settings
from app.typed import converter
from course.model import Module

SECONDS: Final = 30 * 60
ITEM: Final = "ltiResourceLink"
OVER: Final = "This choice is too old. Close it, and choose in your LMS once more."


class Wanted(Struct, frozen=True):
    """What an LMS asks for. back: where the answer goes; data: that it wants to see again."""

    platform: str
    deployment: str
    back: str
    data: str
    several: bool
    graded: bool


_wanted = converter(Wanted)


def wanted_by(message: Message, platform: LtiPlatform) -> Wanted:
    """Return what a message asks for. Raises LtiRefused where it cannot be answered."""
    asked = object_of(message.claims, claims.DEEP_SETTINGS)
    back = text_of(asked, "deep_link_return_url")
    if not _is_of(back, platform.origins):
        raise LtiRefused(
            f"The choice would be sent to an address that is not of {platform.name}, so there is none. Its"
            " administrator should look at the addresses of the LMS that are registered here.",
            platform.id,
        )
    if ITEM not in texts_of(asked, "accept_types"):
        raise LtiRefused(
            f"{platform.name} asks for something else than a link to a module here. Look for “External"
            " tool” or “LTI” when you add an activity.",
            platform.id,
        )
    return Wanted(
        str(platform.id),
        message.deployment,
        back,
        text_of(asked, "data"),
        asked.get("accept_multiple") is True,
        asked.get("accept_lineitem") is not False,
    )


def ticket_of(key: str, wanted: Wanted) -> str:
    """Return what an LMS asked for as a text that this server signed. key: the server's secret."""
    return _serializer(key).dumps(msgspec.to_builtins(wanted))


def read_ticket(key: str, text: str) -> Wanted:
    """Return what a ticket holds. Raises LtiRefused."""
    try:
        return _wanted(_serializer(key).loads(text, max_age=SECONDS))
    except (BadData, msgspec.ValidationError):
        raise LtiRefused(OVER) from None


def answer(
    settings: Settings,
    platform: LtiPlatform,
    wanted: Wanted,
    modules: Sequence[Module],
    base: str,
) -> str:
    """Return the signed answer with a link to each module. base: the address of this server."""
    said: dict[str, Any] = {
        "iss": platform.client_id,
        "aud": platform.issuer,
        "nonce": secrets.token_urlsafe(24),
        claims.MESSAGE_TYPE: claims.DEEP_RESPONSE,
        claims.VERSION: claims.VERSION_1_3,
        claims.DEPLOYMENT: wanted.deployment,
        claims.CONTENT_ITEMS: [_item(each, base, graded=wanted.graded) for each in modules],
    }
    if wanted.data:
        said[claims.DATA] = wanted.data
    return KEYS.signed(settings, said, now())


def _item(module: Module, base: str, *, graded: bool) -> dict[str, Any]:
    item: dict[str, Any] = {
        "type": ITEM,
        "title": module.title,
        "url": f"{base}{MODULES}{module.slug}",
        "custom": {"module": module.slug},
        "window": {"targetName": "_blank"},
    }
    if graded:
        item["lineItem"] = {
            "scoreMaximum": 100,
            "label": module.title,
            "resourceId": module.slug,
        }
    return item


def origin_or_none(address: str) -> str:
    """Return the origin of an address; empty for what is none."""
    try:
        return origin_of(address)
    except ValueError:
        return ""


def _is_of(address: str, origins: Sequence[str]) -> bool:
    try:
        named = urlsplit(address)
    except ValueError:
        return False
    return named.username is None and origin_or_none(address) in origins


def _serializer(key: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key, salt="lti deep link")
