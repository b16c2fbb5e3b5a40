"""The limit on wrong passwords. It lies in the database, so that it holds across processes.

A try is written down before the password is looked at and taken back when it was right: many tries
at once cannot slip past the count. From one address ten times as many are allowed as for one
account, since a whole hospital may reach us through one address.
"""

import datetime as dt
import hashlib
import hmac
import ipaddress
from typing import Final

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from app.accounts.models import SignInTry
from app.errors import TooManyTries

WINDOW: Final = dt.timedelta(minutes=15)
ADDRESS_FACTOR: Final = 10


def subject_of_account(key: str, email: str) -> bytes:
    """Return the digest under which tries for an account are counted. key: the server's secret."""
    return _digest(key, f"account:{email}")


def subject_of_address(key: str, address: str) -> bytes:
    """Return the digest for an address.

    IPv6 counts by /64, of which one household has a whole one.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return _digest(key, f"address:{address}")
    if parsed.version == 6:
        parsed = ipaddress.ip_network(f"{address}/64", strict=False).network_address
    return _digest(key, f"address:{parsed}")


def _digest(key: str, subject: str) -> bytes:
    return hmac.digest(key.encode(), subject.encode(), hashlib.sha256)


def reserve(
    session: Session, account: bytes, address: bytes, allowed: int, moment: dt.datetime
) -> tuple[int, int]:
    """Write a try down before it is made; return the ids of its rows.

    Raises TooManyTries at the limit.
    """
    _one_at_a_time(session, account)
    session.execute(delete(SignInTry).where(SignInTry.made <= moment - WINDOW))
    for subject, limit in ((account, allowed), (address, allowed * ADDRESS_FACTOR)):
        seconds = _seconds_to_wait(session, subject, limit, moment)
        if seconds:
            minutes = -(-seconds // 60)
            raise TooManyTries(
                "Too many wrong passwords. You can try again in"
                f" {minutes} {'minute' if minutes == 1 else 'minutes'}.",
                seconds,
            )
    rows = [SignInTry(subject=subject, made=moment) for subject in (account, address)]
    session.add_all(rows)
    session.flush()
    return rows[0].id, rows[1].id


def forgive(session: Session, account: bytes, reserved: tuple[int, int]) -> None:
    """Take back the tries for an account, and this one of the address: the password was right."""
    session.execute(
        delete(SignInTry).where((SignInTry.subject == account) | SignInTry.id.in_(reserved))
    )


def _seconds_to_wait(session: Session, subject: bytes, limit: int, moment: dt.datetime) -> int:
    counted, oldest = session.execute(
        select(func.count(), func.min(SignInTry.made)).where(SignInTry.subject == subject)
    ).one()
    if counted < limit:
        return 0
    return max(1, int((oldest + WINDOW - moment).total_seconds()))


def _one_at_a_time(session: Session, account: bytes) -> None:
    # SQLite has one writer anyhow; PostgreSQL would let two tries count the same rows.
    if session.get_bind().dialect.name == "postgresql":
        number = int.from_bytes(account[:8], "big", signed=True)
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})
