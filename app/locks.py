"""Locks that stand for a thing and not for a row of it, held until the end of a transaction.

On a PostgreSQL that is spread over several machines a row of which each machine has a copy is costly to lock, and
cannot be locked while one of them is away. SQLite needs no lock: whoever writes there is alone.
Source: PostgreSQL, "Advisory Locks".
"""

import hashlib
import uuid
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

MEMBERSHIP: Final = "membership"
OUTBOX: Final = "outbox"


def hold(session: Session, kind: str, key: uuid.UUID) -> None:
    """Wait until nobody else holds a thing, and hold it. kind: of this module's words."""
    if _has_locks(session):
        session.execute(select(func.pg_advisory_xact_lock(_number(kind, key))))


def try_to_hold(session: Session, kind: str, key: uuid.UUID) -> bool:
    """Hold a thing unless somebody else does; say whether it is held now."""
    if not _has_locks(session):
        return True
    return bool(session.scalar(select(func.pg_try_advisory_xact_lock(_number(kind, key)))))


def _has_locks(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def _number(kind: str, key: uuid.UUID) -> int:
    digest = hashlib.sha256(kind.encode() + key.bytes).digest()
    return int.from_bytes(digest[:8], signed=True)
