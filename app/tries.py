"""How often something may be done: counted in the database, so that it holds across processes.

What is counted has a subject, a digest from which nobody learns an account or a network address, and is
forgotten when its time is over. Wrong passwords count here (``app/accounts/tries.py``), and new seats of
dispatch licences (``app/dispatch/seats.py``).
"""

import datetime as dt
import hashlib
import hmac
import ipaddress
from collections.abc import Sequence

from sqlalchemy import Index, LargeBinary, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.database import Base
from app.tenancy import Local


class CountedTry(Local, Base):
    """Something that was done. subject: digest of who did it; until: when it counts no longer."""

    __tablename__ = "counted_try"
    __table_args__ = (Index(None, "subject", "until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[bytes] = mapped_column(LargeBinary(32))
    until: Mapped[dt.datetime] = mapped_column(index=True)


def digest(key: str, subject: str) -> bytes:
    """Return the digest under which something is counted. key: the server's secret."""
    return hmac.digest(key.encode(), subject.encode(), hashlib.sha256)


def subject_of_address(key: str, address: str, *, doing: str = "") -> bytes:
    """Return the digest for a network address. doing: what is counted, where it is counted apart.

    IPv6 counts by /64, of which one household has a whole one.
    """
    return digest(key, f"{doing}address:{_network(address)}")


def count(
    session: Session, subjects: Sequence[bytes], until: dt.datetime, moment: dt.datetime
) -> list[int]:
    """Write down that something is done by these subjects; return the ids of the rows.

    What is over is forgotten on the way.
    """
    session.execute(delete(CountedTry).where(CountedTry.until <= moment))
    rows = [CountedTry(subject=subject, until=until) for subject in subjects]
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows]


def seconds_to_wait(session: Session, subject: bytes, most: int, moment: dt.datetime) -> int:
    """Return after how many seconds a subject may do it again: 0 where it may at once."""
    counted, first = session.execute(
        select(func.count(), func.min(CountedTry.until)).where(
            CountedTry.subject == subject, CountedTry.until > moment
        )
    ).one()
    if counted < most:
        return 0
    return max(1, int((first - moment).total_seconds()))


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6:
        parsed = ipaddress.ip_network(f"{address}/64", strict=False).network_address
    return str(parsed)
