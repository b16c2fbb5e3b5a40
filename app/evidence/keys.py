"""The keys with which this server signs credentials, and their public halves.

They lie in one file as a JSON Web Key Set: the first signs, all are published, so that what an older key
signed can still be checked after a change. RS256, which Open Badges 3.0 asks of everybody (section 8.2.3).
Sources: RFC 7517 (JWK), RFC 7638 (thumbprints).
"""

import json
from pathlib import Path
from typing import Any, Final

from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from app.errors import StartError
from app.security import read_or_make, write_draft

ALGORITHM: Final = "RS256"
KEY_BITS: Final = 2048
JWKS_PATH: Final = "/.well-known/jwks.json"
KEY_PATH: Final = "/credentials/keys/"

Jwk = dict[str, Any]


def make_keys(file: Path) -> None:
    """Make the file at the first start, and look at it at each. Raises StartError where it holds no keys."""
    _read(file)


def signing_key(file: Path, *, older: bool = False) -> RSAKey:
    """Return the key that signs; make it at the first time. Raises StartError as ``_read`` does.

    older: the one before, where there is one.
    """
    keys = _read(file)
    try:
        return RSAKey.import_key(keys[1] if older and len(keys) > 1 else keys[0])
    except (JoseError, ValueError, TypeError) as error:
        raise _wrong(file) from error


def public_keys(file: Path, base: str) -> tuple[Jwk, ...]:
    """Return the public keys, the one that signs first. base: address of this server."""
    return tuple(_public(each, base) for each in _read(file))


def kid_of(key: Jwk, base: str) -> str:
    """Return the address under which a key is published, which is its name in what it signs."""
    return f"{base}{KEY_PATH}{thumbprint(key)}"


def thumbprint(key: Jwk) -> str:
    """Return the name that follows from a key's numbers."""
    found: str = RSAKey.import_key({"kty": "RSA", "n": key["n"], "e": key["e"]}).thumbprint()
    return found


def make_new_key(file: Path, *, first_rests: bool = False) -> str:
    """Put a new key before the others: from now on it signs. Return its thumbprint.

    first_rests: the first one has not signed yet, and the second does. That one stays the second: others may
    not have fetched the first either.
    """
    older = _read(file)
    if first_rests:
        older[:2] = reversed(older[:2])
    made = RSAKey.generate_key(KEY_BITS)
    draft = write_draft(file, _as_text([made.as_dict(private=True), *older]))
    draft.replace(file)
    return made.thumbprint()


def _read(file: Path) -> list[Jwk]:
    """Return the private keys. Raises StartError for a file that holds something else."""
    try:
        keys = json.loads(read_or_make(file, _new_file))["keys"]
        for key in keys:
            thumbprint(key)
            if "d" not in key:
                raise KeyError("d")
    except (ValueError, KeyError, TypeError, JoseError) as error:
        raise _wrong(file) from error
    if not keys:
        raise _wrong(file)
    found: list[Jwk] = keys
    return found


def _new_file() -> str:
    return _as_text([RSAKey.generate_key(KEY_BITS).as_dict(private=True)])


def _as_text(keys: list[Jwk]) -> str:
    return json.dumps({"keys": keys}, indent=1)


def _public(key: Jwk, base: str) -> Jwk:
    # The three numbers are named, so that nothing of the private half can slip out.
    return {
        "kty": "RSA",
        "use": "sig",
        "alg": ALGORITHM,
        "kid": kid_of(key, base),
        "n": key["n"],
        "e": key["e"],
    }


def _wrong(file: Path) -> StartError:
    return StartError(
        f"{file} holds no signing keys: it is a JSON Web Key Set with private RSA keys. Put the file"
        " back from a backup, or move it away to have a new one made: credentials that were signed"
        " before can then no longer be checked against this server."
    )
