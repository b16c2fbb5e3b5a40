"""Calling a service of an LMS: an access token for it, and the call.

Tokens are kept in this process until a minute before they end.
Sources: 1EdTech Security Framework 1.1, section 4; RFC 7523 (assertion of the client).
"""

import threading
import time
import uuid
from typing import Any, Final

import msgspec
from msgspec import Struct

from app.database import now
from app.lti.errors import PlatformAway, PlatformRefused
from app.lti.fetching import Answer, ask
from app.lti.keys import KEYS
from app.lti.models import LtiPlatform
from app.lti.reading import text_of
from app.settings import Settings

LEAST_SECONDS: Final = 60.0
MOST_SECONDS: Final = 3600.0
GONE: Final = frozenset({404, 410})


class Caller(Struct, frozen=True):
    """What is needed to call an LMS, as plain data."""

    platform_id: uuid.UUID
    name: str
    client_id: str
    token_url: str


def caller_of(platform: LtiPlatform) -> Caller:
    """Return what is needed to call a platform."""
    return Caller(platform.id, platform.name, platform.client_id, platform.token_url)


class AccessTokens:
    """The access tokens of this process."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Caller, str], tuple[str, float]] = {}
        self._lock = threading.Lock()

    def give(self, settings: Settings, caller: Caller, scope: str) -> str:
        """Return a token for a scope; ask for one where none is kept. Raises PlatformError."""
        with self._lock:
            token, until = self._kept.get((caller, scope), ("", 0.0))
        if token and time.monotonic() < until:
            return token
        token, seconds = _ask_for(settings, caller, scope)
        with self._lock:
            self._kept[caller, scope] = token, time.monotonic() + seconds - LEAST_SECONDS
        return token

    def forget(self, caller: Caller, scope: str) -> None:
        """Forget a token that the LMS does not take any more."""
        with self._lock:
            self._kept.pop((caller, scope), None)


TOKENS: Final = AccessTokens()


def call(
    settings: Settings,
    caller: Caller,
    scope: str,
    method: str,
    address: str,
    *,
    accept: str = "",
    content: Any = None,
    kind: str = "application/json",
) -> Answer:
    """Return what a service answers. Raises PlatformAway, PlatformRefused with what it said."""
    body = None if content is None else msgspec.json.encode(content)
    for last in (False, True):
        headers = {"Authorization": f"Bearer {TOKENS.give(settings, caller, scope)}"}
        headers |= {"Accept": accept} if accept else {}
        headers |= {"Content-Type": kind} if body is not None else {}
        answer = ask(settings, method, address, headers=headers, content=body)
        if answer.status == 401 and not last:
            TOKENS.forget(caller, scope)  # taken back before its time, perhaps
            continue
        if 200 <= answer.status < 300:
            return answer
        break
    if answer.status == 401:
        TOKENS.forget(caller, scope)
    raise PlatformRefused(_why(caller, answer.status), answer.status)


def _why(caller: Caller, status: int) -> str:
    if status in GONE:
        return f"{caller.name} says that the link or its column of grades is gone ({status})."
    if status in (401, 403):
        return (
            f"{caller.name} does not let this server do that ({status}): look whether grades and names are"
            " allowed for this tool there."
        )
    return f"{caller.name} would not have it, and answers {status}."


def _ask_for(settings: Settings, caller: Caller, scope: str) -> tuple[str, float]:
    form = {
        "grant_type": "client_credentials",
        **KEYS.assertion(settings, caller.client_id, caller.token_url, now()),
        "scope": scope,
    }
    answer = ask(settings, "POST", caller.token_url, form=form)
    if answer.status != 200:
        raise PlatformAway(
            f"{caller.name} gives this server no access token ({answer.status}): look whether the tool is still"
            " there, whether it can reach our public keys, and whether the client ID is right."
        )
    found = answer.json()
    token = text_of(found, "access_token")
    if not token or not token.isascii() or not token.isprintable():
        raise PlatformAway(f"{caller.name} gives this server an answer without an access token.")
    seconds = found.get("expires_in", MOST_SECONDS)
    lasting = float(seconds) if isinstance(seconds, int | float) else MOST_SECONDS
    return token, min(lasting, MOST_SECONDS)
