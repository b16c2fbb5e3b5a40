"""A compact JWS, read with suspicion: what it says of itself decides nothing.

Which key checks a signature follows from who is believed, never from the header; the header only chooses
among the keys of one issuer. Sources: RFC 7515; RFC 8725 (best practices for JWT); Open Badges 3.0, 8.2.3.
"""

import base64
import binascii
import re
from collections.abc import Sequence
from typing import Any, Final

import msgspec
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey
from msgspec import Struct

from app.evidence.keys import Jwk

MAX_CHARS: Final = 64_000
"""A credential of ours has about 4,000; a chain of pictures in one would be another matter."""

ALGORITHMS: Final = {"RS256": "RSA", "ES256": "EC"}
LEAST_RSA_BITS: Final = 2048
MOST_RSA_BITS: Final = 8200
"""As six bits a letter of base64 count them."""
_COMPACT: Final = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*")
_HEADERS: Final = frozenset({"alg", "kid", "jwk", "typ"})
_PRIVATE: Final = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})


class TokenError(Exception):
    """Raised for what is no credential, or asks to be checked in a way that is not safe. sentence: why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class UnreadableError(TokenError):
    """Raised for what cannot be read as a signed credential at all."""


class Token(Struct, frozen=True):
    """A token taken apart; nothing in it is proven. text: as it came."""

    text: str
    algorithm: str
    kid: str
    jwk: Jwk | None
    claims: dict[str, Any]


def take_apart(text: str) -> Token:
    """Return a token's parts. Raises UnreadableError, and TokenError where its header is not to be followed."""
    if len(text) > MAX_CHARS:
        raise UnreadableError(f"It is longer than any credential: {MAX_CHARS // 1000} kB at most.")
    if not _COMPACT.fullmatch(text):
        raise UnreadableError(
            "It is no signed credential: that is three parts with a full stop between."
        )
    parts = text.split(".")
    header, claims = (_json(part) for part in parts[:2])
    algorithm = _algorithm(header, signed=bool(parts[2]))
    more = sorted(set(header) - _HEADERS)
    if more:
        raise TokenError(
            f"Its header holds “{more[0][:40]}”, which Open Badges does not allow. It is not followed."
        )
    kid, own = header.get("kid", ""), header.get("jwk")
    if not isinstance(kid, str) or not (own is None or isinstance(own, dict)):
        raise TokenError("Its header does not say in the usual way which key signed it.")
    if own is not None and not _PRIVATE.isdisjoint(own):
        raise TokenError("It brings a private key along, so anybody could have signed it.")
    return Token(text, algorithm, kid, own, claims)


def signed_by(token: Token, keys: Sequence[Jwk]) -> bool:
    """Say whether one of these public keys made the signature."""
    return any(_fits(token, key) for key in keys)


def public_jwk(key: Any) -> Jwk:
    """Return a public key with the members that count; its kid is empty where it has none. Raises ValueError with a sentence for another."""
    if not isinstance(key, dict):
        raise ValueError("A key is a JSON object with “kty”.")
    if not _PRIVATE.isdisjoint(key):
        raise ValueError(
            "This holds a private key, which must never leave its server. Ask for the public keys, and"
            " tell them that the private one has been seen."
        )
    try:
        if key.get("kty") == "RSA":
            return _public_rsa(key)
        if key.get("kty") == "EC" and key.get("crv") == "P-256":
            made = ECKey.import_key({name: key[name] for name in ("kty", "crv", "x", "y")})
            return {**made.as_dict(private=False), "kid": _kid(key)}
    except (KeyError, TypeError, ValueError, JoseError) as error:
        if isinstance(error, _KeySizeError):
            raise
        raise ValueError(
            "One of the keys cannot be read: a number in it is missing or wrong."
        ) from None
    raise ValueError("Only RSA keys and P-256 keys can be used here.")


class _KeySizeError(ValueError):
    """Raised for a key that is too short or too long."""


def _public_rsa(key: Jwk) -> Jwk:
    # Measured before anything is computed with it: nobody may have us work on a giant.
    bits = 6 * len(key["n"])
    if not LEAST_RSA_BITS <= bits <= MOST_RSA_BITS:
        raise _KeySizeError(
            f"One of the keys has not {LEAST_RSA_BITS} to {MOST_RSA_BITS} bits, as a safe key has."
        )
    made = RSAKey.import_key({name: key[name] for name in ("kty", "n", "e")})
    return {**made.as_dict(private=False), "kid": _kid(key)}


def _kid(key: Jwk) -> str:
    kid = key.get("kid")
    return kid if isinstance(kid, str) else ""


def _json(part: str) -> dict[str, Any]:
    try:
        data = base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_")
        found = msgspec.json.decode(data)
    except (binascii.Error, ValueError, msgspec.DecodeError, RecursionError):
        raise UnreadableError(
            "It is no signed credential: one of its parts cannot be read."
        ) from None
    if not isinstance(found, dict):
        raise UnreadableError("It is no signed credential: one of its parts holds something else.")
    return found


def _algorithm(header: dict[str, Any], *, signed: bool) -> str:
    found = header.get("alg")
    if not isinstance(found, str):
        raise UnreadableError("It is no signed credential: its header names no algorithm.")
    if found.casefold() == "none" or not signed:
        raise TokenError("It is not signed, so anybody can have written it.")
    if found.startswith("HS"):
        raise TokenError(
            "It is signed with a shared secret instead of a private key: whoever can check it can also"
            " have written it."
        )
    if found not in ALGORITHMS:
        raise TokenError(f"It is signed in a way that is not accepted here ({found[:20]}).")
    return found


def _fits(token: Token, key: Jwk) -> bool:
    if key.get("kty") != ALGORITHMS[token.algorithm]:
        return False
    kind: type[RSAKey] | type[ECKey] = RSAKey if key["kty"] == "RSA" else ECKey
    bare = {
        name: value for name, value in key.items() if name in {"kty", "n", "e", "crv", "x", "y"}
    }
    try:
        jws.deserialize_compact(
            token.text, kind.import_key(bare), algorithms=[token.algorithm], registry=_registry
        )
    except (JoseError, ValueError, TypeError, KeyError):
        return False
    return True


class _Registry(jws.JWSRegistry):
    """What is allowed: as long as a token may be here."""

    max_header_length = MAX_CHARS
    max_payload_length = MAX_CHARS
    max_signature_length = 4_000


_registry = _Registry(algorithms=list(ALGORITHMS), strict_check_header=False)
