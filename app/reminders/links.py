"""The address in a mail that stops mails of its kind: sealed, so that it says nothing and nobody can make one."""

import binascii
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Final

from app.errors import NotFound
from app.reminders.kinds import BY_KEY
from app.sealing import Seal, SealBrokenError

PURPOSE: Final = "reminder-off"
PATH: Final = "/reminders/off/"
_MOST: Final = 400


def token_for(keys: Sequence[bytes], membership_id: uuid.UUID, kind: str) -> str:
    """Return the secret part of an address. keys: as ``Services.sealing_keys``."""
    sealed = Seal(keys, PURPOSE).seal(f"{membership_id}/{kind}", PURPOSE)
    return urlsafe_b64encode(sealed).decode().rstrip("=")


def read_token(keys: Sequence[bytes], token: str) -> tuple[uuid.UUID, str]:
    """Return whose mails of which kind an address stops. Raises NotFound for one that is none of ours."""
    try:
        if len(token) > _MOST:
            raise ValueError(token)
        sealed = urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
        membership, _, kind = Seal(keys, PURPOSE).open(sealed, PURPOSE).partition("/")
        if kind not in BY_KEY:
            raise ValueError(kind)
        return uuid.UUID(membership), kind
    except (SealBrokenError, binascii.Error, ValueError):
        raise NotFound(
            "This link is not whole. Copy it from the mail again, or change your reminders in your account."
        ) from None
