"""Random texts that open something: what leaves us is the text, what we keep is its digest."""

import hashlib
import secrets
from typing import Final

TOKEN_BYTES: Final = 32


def new_token() -> str:
    """Return a random text of 43 characters that fits into an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest(token: str) -> bytes:
    """Return the SHA-256 of a token. It is random and long, so that no slow hash is needed."""
    return hashlib.sha256(token.encode("utf-8")).digest()
