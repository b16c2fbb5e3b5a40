"""A key set of this server's own, with which it signs what it tells others: a file, made at the first use.

The newest key signs; all are published, so that what the one before signed still holds after a change.
"""

import datetime as dt
import uuid
from pathlib import Path
from typing import Any, Final

from joserfc import jwt
from joserfc.jwk import RSAKey
from msgspec import Struct

from app.evidence.keys import (
    ALGORITHM,
    Jwk,
    make_keys,
    make_new_key,
    public_keys,
    signing_key,
    thumbprint,
)
from app.keys.changing import seconds_since_change
from app.settings import Settings

ASSERTION: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class OwnSet(Struct, frozen=True):
    """A key set. name: of its file in the instance folder.

    rest_seconds: for so long a new key is only published, and the one before signs on: others keep what
    they have fetched for a while.
    """

    name: str
    rest_seconds: int = 0

    def file(self, settings: Settings) -> Path:
        """Return where the keys lie."""
        return settings.instance / self.name

    def published(self, settings: Settings) -> tuple[Jwk, ...]:
        """Return the public keys, each named by its thumbprint (RFC 7638)."""
        keys = public_keys(self.file(settings), "")
        return tuple({**each, "kid": thumbprint(each)} for each in keys)

    def signed(
        self,
        settings: Settings,
        claims: dict[str, Any],
        moment: dt.datetime,
        seconds: int = 300,
        algorithm: str = ALGORITHM,
    ) -> str:
        """Return claims as a signed token of a few minutes, good once."""
        key = self._signing(self.file(settings))
        at = int(moment.timestamp())
        header = {"alg": algorithm, "typ": "JWT", "kid": key.thumbprint()}
        lasting = {"iat": at, "exp": at + seconds, "jti": str(uuid.uuid4())}
        return jwt.encode(header, {**claims, **lasting}, key, algorithms=[algorithm])

    def assertion(
        self,
        settings: Settings,
        client_id: str,
        token_url: str,
        moment: dt.datetime,
        seconds: int = 300,
        algorithm: str = ALGORITHM,
    ) -> dict[str, str]:
        """Return the fields that show a token endpoint who asks: good there only, and once.

        Sources: RFC 7523, sections 2.2 and 3; OpenID Connect Core 1.0, section 9 (private_key_jwt).
        """
        claims = {"iss": client_id, "sub": client_id, "aud": token_url}
        signed = self.signed(settings, claims, moment, seconds, algorithm)
        return {"client_assertion_type": ASSERTION, "client_assertion": signed}

    def new_key(self, settings: Settings) -> str:
        """Let a new key sign, when ``rest_seconds`` are over; return its name."""
        file = self.file(settings)
        make_keys(file)
        return make_new_key(file, first_rests=self._first_rests(file))

    def _signing(self, file: Path) -> RSAKey:
        make_keys(file)
        return signing_key(file, older=self._first_rests(file))

    def _first_rests(self, file: Path) -> bool:
        return seconds_since_change(file) < self.rest_seconds
