"""How a unit gets the token with which it reaches the record store: once, and soon after its launch.

A unit of cmi5 fetches it. Tin Can has it in the address of the launch, where more eyes may see it: it
is made with the launch and holds for a shorter time. Source: cmi5 Quartz, 1st Edition, section 8.2.
"""

import base64
import datetime as dt
import hashlib
import hmac
import logging
import uuid
from contextlib import suppress
from typing import Final

from app.errors import Conflict
from app.launching import store
from app.launching.enrolment import enrolled_of
from app.launching.facts import Kind, Launched
from app.launching.models import LaunchRegistration, LaunchSession
from app.launching.sessions import launched_of
from app.services import Services
from lrs.errors import LRSError, NotFound

TO_FETCH: Final = dt.timedelta(minutes=5)
"""How long after the launch a unit may ask for its token."""

LASTS: Final[dict[Kind, dt.timedelta]] = {
    "cmi5": dt.timedelta(hours=4),
    "tincan": dt.timedelta(hours=2),
}
"""How long a token is of use, if the session does not end before."""

ENDED: Final = "The session has ended: launch the unit again."
USED, REFUSED, BROKEN = "1", "2", "3"
"""The codes of errors (8.2.3.2)."""

log = logging.getLogger(__name__)


def fetch_key(secret: str, session_id: uuid.UUID) -> str:
    """Return the part of the fetch address that nobody can guess. secret: the app's own key."""
    return _derived(secret, b"fetch ", session_id)


def fetch(
    parts: Services, secret: str, session_id: uuid.UUID, key: str, at: dt.datetime
) -> dict[str, str]:
    """Return what a unit gets from its fetch address: the token once, then an error.

    The token is for Basic authorisation as it stands.
    """
    if not hmac.compare_digest(fetch_key(secret, session_id).encode(), key.encode()):
        return _error(REFUSED, "This address was not made by this LMS.")
    launched = _claim(parts, session_id, at)
    if isinstance(launched, str):
        return _error(USED, launched)
    try:
        token = _issue(parts, launched, at)
    except LRSError as error:
        log.warning("%s", error.message)
        return _error(BROKEN, "The record store cannot answer now: launch the unit again.")
    return {"auth-token": token} if token else _error(USED, ENDED)


def issue_with_launch(parts: Services, secret: str, launched: Launched, at: dt.datetime) -> None:
    """Make the token that the address of a Tin Can launch holds. Raises LRSError.

    secret: the app's own key. The token is derived from it, so that whoever asks for the address
    changes nothing and it need not be kept.
    """
    _issue(parts, launched, at, _derived(secret, b"auth ", launched.session))


def token_in_address(secret: str, row: LaunchSession) -> str:
    """Return the token of a Tin Can launch for Basic authorisation. Raises Conflict without any."""
    if row.credential is None:
        raise Conflict(ENDED)
    return _basic(row.credential, _derived(secret, b"auth ", row.id))


def _derived(secret: str, what: bytes, session_id: uuid.UUID) -> str:
    return hmac.new(secret.encode(), what + session_id.bytes, hashlib.sha256).hexdigest()


def _basic(credential: str, secret: str) -> str:
    return base64.b64encode(f"{credential}:{secret}".encode()).decode()


def _issue(parts: Services, launched: Launched, at: dt.datetime, own_secret: str = "") -> str:
    """Make a token for a session, kept to its agent and registration; a former one is revoked.

    Empty where the session has ended meanwhile. Raises LRSError.
    """
    until = at + LASTS[launched.enrolled.kind]
    credential, secret = store.issue_token(parts, launched, until, own_secret)
    with parts.database.write() as session:
        row = session.get(LaunchSession, launched.session, with_for_update=True)
        alive = row is not None and row.ended is None
        revoked: str | None = credential
        if row is not None and alive:
            revoked, row.credential = row.credential, credential
    if revoked is not None:
        with suppress(NotFound):  # a trial that was erased meanwhile has taken it along
            store.own_store(parts).credentials.revoke(revoked)
    return _basic(credential, secret) if alive else ""


def _claim(parts: Services, session_id: uuid.UUID, at: dt.datetime) -> Launched | str:
    """Take the one fetch of a session; return a sentence where it is taken or too late."""
    with parts.database.write() as session:
        row = session.get(LaunchSession, session_id, with_for_update=True)
        if row is None or row.ended is not None:
            return ENDED
        if row.fetched is not None:
            return "The authorization token has already been returned."
        if at - row.launched > TO_FETCH:
            return "The launch is too long ago: launch the unit again."
        row.fetched = at
        registration = session.get_one(LaunchRegistration, row.registration_id)
        return launched_of(enrolled_of(parts, registration), row)


def _error(code: str, text: str) -> dict[str, str]:
    return {"error-code": code, "error-text": text}
