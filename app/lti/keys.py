"""The keys with which this server signs what it sends to LMSs: a file of their own, made at the first use.

The first signs; all are published, so that what the one before signed still holds after a change.
"""

import datetime as dt
import uuid
from pathlib import Path
from typing import Any, Final

from joserfc import jwt

from app.evidence.keys import ALGORITHM, Jwk, make_new_key, public_keys, signing_key, thumbprint
from app.settings import Settings

FILE: Final = "lti-keys"


def key_file(settings: Settings) -> Path:
    """Return where the keys lie."""
    return settings.instance / FILE


def published(settings: Settings) -> tuple[Jwk, ...]:
    """Return the public keys, each named by its thumbprint (RFC 7638)."""
    keys = public_keys(key_file(settings), "")
    return tuple({**each, "kid": thumbprint(each)} for each in keys)


def signed(
    settings: Settings, claims: dict[str, Any], moment: dt.datetime, seconds: int = 300
) -> str:
    """Return claims as a signed token of a few minutes, good once."""
    key = signing_key(key_file(settings))
    at = int(moment.timestamp())
    header = {"alg": ALGORITHM, "typ": "JWT", "kid": key.thumbprint()}
    lasting = {"iat": at, "exp": at + seconds, "jti": str(uuid.uuid4())}
    return jwt.encode(header, {**claims, **lasting}, key, algorithms=[ALGORITHM])


def new_key(settings: Settings) -> str:
    """Let a new key sign from now on; return its name."""
    return make_new_key(key_file(settings))
