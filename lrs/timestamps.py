"""Timestamps: text of ISO 8601 in, microseconds since 1970 (UTC) inside, UTC text out.

Source: xAPI 1.0.3 Data 4.5; IEEE 9274.1.1 section 4.2.7 (RFC 3339).
"""

import re
import time
from datetime import UTC, datetime, timedelta
from functools import lru_cache

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NAIVE_EPOCH = _EPOCH.replace(tzinfo=None)
_MICROSECOND = timedelta(microseconds=1)
_TIMESTAMP = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):([0-5]\d|60)(?:[.,](\d+))?"
    r"(?:([Zz])|([+-])(\d\d)(?::?(\d\d))?)?\Z",
    re.ASCII,
)
# As nearly all clients write it; Python's own reader takes it, ten times as fast.
_USUAL = re.compile(r"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?Z\Z", re.ASCII)


# A statement's time is read to check it and again to keep it.
@lru_cache(maxsize=1_000)
def parse(text: str, *, zone_required: bool = False) -> int:
    """Return a timestamp in microseconds since 1970-01-01T00:00:00Z.

    Digits beyond microseconds are cut. Without a zone it is read as UTC, unless
    `zone_required` (xAPI 2.0 asks for RFC 3339). Raises ValueError with a sentence.
    """
    if _USUAL.match(text):
        try:
            return (datetime.fromisoformat(text) - _EPOCH) // _MICROSECOND
        except ValueError:
            raise ValueError(f"the timestamp {text} names no real date and time") from None
    match = _TIMESTAMP.match(text)
    if match is None:
        raise ValueError(f"{_shown(text)} is no timestamp such as 2026-11-25T09:30:15.123Z")
    year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
    fraction, utc, sign, zone_hours, zone_minutes = match.groups()[6:]
    if zone_required and not (utc or sign):
        raise ValueError(f"the timestamp {text} has no time zone: add Z or an offset")
    if sign == "-" and int(zone_hours) == 0 and int(zone_minutes or 0) == 0:
        raise ValueError(f"the timestamp {text} has a negative zero offset: use Z or +00:00")
    offset = timedelta(hours=int(zone_hours or 0), minutes=int(zone_minutes or 0))
    try:
        # A leap second is the second after :59; datetime itself knows no :60.
        whole = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
        whole += timedelta(seconds=1 if second == 60 else 0)
        moment = whole - (-offset if sign == "-" else offset)
    except (ValueError, OverflowError):
        raise ValueError(f"the timestamp {text} names no real date and time") from None
    return (moment - _EPOCH) // _MICROSECOND + int(((fraction or "") + "000000")[:6])


# The moment of storing is written into a statement and then into the header of the answer.
@lru_cache(maxsize=100)
def text(microseconds: int) -> str:
    """Return the UTC text of microseconds since 1970: always six digits and a Z."""
    moment = _NAIVE_EPOCH + timedelta(microseconds=microseconds)
    return f"{moment.isoformat(timespec='microseconds')}Z"


def utc(timestamp: str) -> str:
    """Return a timestamp as `text` writes it. Raises ValueError with a sentence."""
    moment = parse(timestamp)
    if _USUAL.match(timestamp):
        return f"{timestamp[:19]}.{timestamp[20:-1]:0<6}Z"
    return text(moment)


def now() -> int:
    """Return this machine's clock in microseconds since 1970."""
    return time.time_ns() // 1_000


def _shown(text: str) -> str:
    return f"'{text[:40]}'"
