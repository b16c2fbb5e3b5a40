"""The state of a login: what this server signs, sends round by the LMS, and looks at when it comes back.

A state belongs to one browser, by a cookie that is set in a window of its own: there the browser keeps it,
whatever it does with cookies in frames. A state from a frame has no cookie behind it, and lets nobody in:
it serves to choose a module for a teacher's course, and that only.
Sources: OpenID Connect Core, 3.1.2.1; 1EdTech Security Framework 1.1, 5.1.1; RFC 9700, section 2.1.
"""

import hashlib
import hmac
import secrets
from typing import Final

import msgspec
from itsdangerous import BadData, URLSafeTimedSerializer
from msgspec import Struct
from werkzeug import Response

from app.lti.errors import LtiRefused
from app.typed import converter

SECONDS: Final = 10 * 60
COOKIE: Final = "__Secure-firstshift-lti"
COOKIE_SECONDS: Final = 60 * 60
PATH: Final = "/lti"
OVER: Final = (
    "This launch is too old, or did not begin in this browser. Go back to your LMS, and open the link there"
    " again."
)


class State(Struct, frozen=True):
    """issuer and client: who was asked; nonce: that the answer has to hold; browser: empty in a frame."""

    issuer: str
    client: str
    nonce: str
    browser: str


_state = converter(State)


def begin(key: str, issuer: str, client: str, browser: bytes | None) -> tuple[State, str]:
    """Return a new state and how it is written. key: the server's secret; browser: a digest, none in a frame."""
    made = State(issuer, client, secrets.token_urlsafe(24), browser.hex() if browser else "")
    return made, _serializer(key).dumps(msgspec.to_builtins(made))


def read(key: str, text: str, cookie: str) -> State:
    """Return the state of an answer. Raises LtiRefused for an old one, or one of another browser."""
    try:
        found = _state(_serializer(key).loads(text, max_age=SECONDS))
    except (BadData, msgspec.ValidationError):
        raise LtiRefused(OVER) from None
    if found.browser and not hmac.compare_digest(found.browser, browser_of(cookie).hex()):
        raise LtiRefused(OVER)
    return found


def browser_of(cookie: str) -> bytes:
    """Return the digest by which a browser is known from step to step."""
    return hashlib.sha256(f"lti browser {cookie}".encode()).digest()


def set_cookie(response: Response, value: str) -> None:
    """Let a browser be known. The LMS answers by a form from its own site: hence None for SameSite."""
    response.set_cookie(
        COOKIE,
        value,
        max_age=COOKIE_SECONDS,
        path=PATH,
        secure=True,
        httponly=True,
        samesite="None",
    )


def _serializer(key: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key, salt="lti state")
