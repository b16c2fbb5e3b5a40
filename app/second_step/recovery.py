"""Recovery codes: ten, shown once, each good once."""

import datetime as dt
import hashlib
import secrets
import uuid
from typing import Final

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.second_step.models import RecoveryCode

HOW_MANY: Final = 10
LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
LENGTH: Final = 16


def make(session: Session, person_id: uuid.UUID) -> tuple[str, ...]:
    """Make ten codes in the place of those that there are, and return them as they are shown."""
    remove(session, person_id)
    codes = tuple("".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(HOW_MANY))
    session.add_all(RecoveryCode(digest=_digest(person_id, c), person_id=person_id) for c in codes)
    session.flush()
    return tuple("-".join(code[at : at + 4] for at in range(0, LENGTH, 4)) for code in codes)


def remove(session: Session, person_id: uuid.UUID) -> None:
    """Delete a person's codes."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))


def left(session: Session, person_id: uuid.UUID) -> int:
    """Count the codes that can still be used."""
    wanted = select(func.count()).where(
        RecoveryCode.person_id == person_id, RecoveryCode.used.is_(None)
    )
    return session.scalar(wanted) or 0


def plain(typed: str) -> str:
    """Return what was typed as a code's letters: blanks, hyphens and capitals do not count."""
    return "".join(letter for letter in typed.lower() if letter.isalnum())


def use(session: Session, person_id: uuid.UUID, typed: str, moment: dt.datetime) -> bool:
    """Use a code; say whether it was one that could still be used."""
    used = session.execute(
        update(RecoveryCode)
        .where(RecoveryCode.digest == _digest(person_id, plain(typed)))
        .where(RecoveryCode.person_id == person_id, RecoveryCode.used.is_(None))
        .values(used=moment)
        .returning(RecoveryCode.digest)
    )
    return used.one_or_none() is not None


def _digest(person_id: uuid.UUID, letters: str) -> bytes:
    # 79 bits drawn by chance: no slow hash is needed. The person makes the same letters differ.
    return hashlib.sha256(f"{person_id}:{letters}".encode()).digest()
