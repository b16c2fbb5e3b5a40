"""The limit on wrong passwords and codes.

A try is written down before the password is looked at and taken back when it was right: many tries
at once cannot slip past the count. From one address ten times as many are allowed as for one
account, since a whole hospital may reach us through one address.
"""

import datetime as dt
from typing import Final

from sqlalchemy import delete, text
from sqlalchemy.orm import Session

from app import tries
from app.errors import TooManyTries
from app.tries import CountedTry

WINDOW: Final = dt.timedelta(minutes=15)
ADDRESS_FACTOR: Final = 10


def subject_of_account(key: str, email: str) -> bytes:
    """Return the digest under which tries for an account are counted. key: the server's secret."""
    return tries.digest(key, f"account:{email}")


def reserve(
    session: Session,
    account: bytes,
    address: bytes,
    allowed: int,
    moment: dt.datetime,
    what: str = "passwords",
) -> tuple[int, ...]:
    """Write a try down before it is made; return the ids of its rows. what: is tried.

    Raises TooManyTries at the limit.
    """
    _one_at_a_time(session, account)
    for subject, limit in ((account, allowed), (address, allowed * ADDRESS_FACTOR)):
        seconds = tries.seconds_to_wait(session, subject, limit, moment)
        if seconds:
            minutes = -(-seconds // 60)
            raise TooManyTries(
                f"Too many wrong {what}. You can try again in"
                f" {minutes} {'minute' if minutes == 1 else 'minutes'}.",
                seconds,
            )
    return tuple(tries.count(session, (account, address), moment + WINDOW, moment))


def forgive(session: Session, account: bytes, reserved: tuple[int, ...]) -> None:
    """Take back the tries for an account, and this one of the address: the password was right."""
    session.execute(
        delete(CountedTry).where((CountedTry.subject == account) | CountedTry.id.in_(reserved))
    )


def _one_at_a_time(session: Session, account: bytes) -> None:
    # SQLite has one writer anyhow; PostgreSQL would let two tries count the same rows.
    if session.get_bind().dialect.name == "postgresql":
        number = int.from_bytes(account[:8], "big", signed=True)
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})
