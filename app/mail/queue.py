"""Letters on their way: taken by one process at a time, put back when the mail server is away.

As in the outbox of statements, a lease (claimed_until) keeps the others away, and runs out if its
holder dies.
"""

import datetime as dt
import uuid
from typing import Final

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from app.mail.models import LetterWaiting
from lrs.remote import wait_seconds

LEASE: Final = dt.timedelta(minutes=5)
BATCH: Final = 20


def claim(session: Session, at: dt.datetime) -> list[LetterWaiting]:
    """Take the oldest letters that nobody else has; those that are of no use any more go."""
    session.execute(delete(LetterWaiting).where(LetterWaiting.expires <= at))
    free = or_(LetterWaiting.claimed_until.is_(None), LetterWaiting.claimed_until <= at)
    rows = list(
        session.scalars(
            select(LetterWaiting)
            .where(free)
            .order_by(LetterWaiting.made)
            .limit(BATCH)
            .with_for_update(skip_locked=True)
        )
    )
    for row in rows:
        row.claimed_until = at + LEASE
    return rows


def settle(session: Session, key: uuid.UUID) -> None:
    """Remove a letter: it was taken, or will never be."""
    session.execute(delete(LetterWaiting).where(LetterWaiting.id == key))


def put_back(session: Session, row: LetterWaiting, at: dt.datetime) -> None:
    """Let a letter wait, longer after each try."""
    session.execute(
        update(LetterWaiting)
        .where(LetterWaiting.id == row.id)
        .values(
            tries=row.tries + 1,
            claimed_until=at + dt.timedelta(seconds=wait_seconds(row.tries)),
        )
    )
