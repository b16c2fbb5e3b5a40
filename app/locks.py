"""Locks that stand for a thing and not for a row of it, held until the end of a transaction.

On a PostgreSQL that is spread over several machines a row of which each machine has a copy is costly to lock, and
cannot be locked while one of them is away. SQLite needs no lock: whoever writes there is alone.
Source: PostgreSQL, "Advisory Locks".
"""

import hashlib
import uuid
from collections.abc import Iterable
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

INSTALLATION: Final = "installation"
ORGANISATION: Final = "organisation"
MEMBERSHIP: Final = "membership"
OUTBOX: Final = "outbox"

ONLY_ONE: Final = uuid.UUID(int=0)
"""The key of a thing of which there is one."""


def hold(session: Session, kind: str, key: uuid.UUID) -> None:
    """Wait until nobody else holds a thing, and hold it. kind: of this module's words."""
    if _has_locks(session):
        session.execute(select(func.pg_advisory_xact_lock(_number(kind, key))))


def hold_all(session: Session, kind: str, keys: Iterable[uuid.UUID]) -> None:
    """Hold several things, in one order for everybody: so no two wait for each other."""
    for key in sorted(set(keys)):
        hold(session, kind, key)


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
