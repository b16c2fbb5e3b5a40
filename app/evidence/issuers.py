"""Whose credentials are believed here: this server's own, and those of servers that the platform trusts."""

import json
import uuid
from typing import Any, Final
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Conflict, NotFound
from app.evidence.jws import public_jwk
from app.evidence.keys import Jwk, public_keys
from app.evidence.models import TrustedIssuer
from app.evidence.verdicts import Issuer
from app.services import Services

OWN_NAME: Final = "this server"
MAX_KEYS: Final = 20


def own_addresses(parts: Services) -> tuple[str, ...]:
    """Return the addresses under which this server has issued, the present one first."""
    return tuple(dict.fromkeys(filter(None, (parts.settings.public_address, parts.home_page))))


def own_keys(parts: Services) -> tuple[Jwk, ...]:
    """Return this server's public keys, named as in all that it signed, under whichever address."""
    file = parts.settings.signing_keys
    return tuple(key for base in own_addresses(parts) for key in public_keys(file, base))


def published_keys(parts: Services) -> tuple[Jwk, ...]:
    """Return this server's public keys as they are published now."""
    return public_keys(parts.settings.signing_keys, own_addresses(parts)[0])


def believed(parts: Services, session: Session) -> tuple[Issuer, ...]:
    """Return everybody who is believed, this server first."""
    own = Issuer(OWN_NAME, own_addresses(parts), own_keys(parts), own=True)
    return (own, *(Issuer(row.name, (row.address,), tuple(row.keys)) for row in trusted(session)))


def trusted(session: Session) -> tuple[TrustedIssuer, ...]:
    """Return the servers that are trusted, by name."""
    return tuple(session.scalars(select(TrustedIssuer).order_by(TrustedIssuer.name)))


def one(session: Session, issuer_id: uuid.UUID) -> TrustedIssuer:
    """Return a server that is trusted. Raises NotFound."""
    found = session.get(TrustedIssuer, issuer_id)
    if found is None:
        raise NotFound("There is no such issuer in the list.")
    return found


def trust(
    parts: Services, session: Session, name: str, address: str, keys: tuple[Jwk, ...]
) -> bool:
    """Trust a server, or give it other keys; say whether it is new. Raises Conflict for this server itself."""
    own = Issuer(OWN_NAME, own_addresses(parts), ())
    if own.covers(address) or any(each.startswith(f"{address}/") for each in own.addresses):
        raise Conflict("This is the address of this server, which believes itself already.")
    row = session.scalars(select(TrustedIssuer).filter_by(address=address)).one_or_none()
    if row is None:
        session.add(TrustedIssuer(name=name, address=address, keys=list(keys)))
        return True
    row.name, row.keys = name, list(keys)
    return False


def read_address(typed: str) -> str:
    """Return an issuer's address as it is kept. Raises ValueError with a sentence."""
    sentence = "Enter the address of the server, such as https://learn.example.org."
    try:
        parts = urlsplit(typed.strip())
        host = parts.hostname
    except ValueError:
        raise ValueError(sentence) from None
    if (
        parts.scheme not in {"http", "https"}
        or not host
        or parts.query
        or parts.fragment
        or "@" in parts.netloc
    ):
        raise ValueError(sentence)
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"


def read_jwks(text: str) -> tuple[Jwk, ...]:
    """Return the public keys of a JSON Web Key Set, or of one key. Raises ValueError with a sentence."""
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError(
            "This cannot be read as JSON. Copy the whole text, from the first curly bracket to the last."
        ) from None
    keys = found.get("keys", [found]) if isinstance(found, dict) else found
    if not isinstance(keys, list) or not keys:
        raise ValueError("There is no key in it. A key set is JSON with a list called “keys”.")
    if len(keys) > MAX_KEYS:
        raise ValueError(
            f"There are more than {MAX_KEYS} keys in it, which no server of this kind has."
        )
    return tuple(public_jwk(key) for key in keys)
