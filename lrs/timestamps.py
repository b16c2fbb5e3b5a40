"""Timestamps: text of ISO 8601 in, microseconds since 1970 (UTC) inside, UTC text out.

Source: xAPI 1.0.3 Data 4.5; IEEE 9274.1.1 section 4.2.7 (RFC 3339).
"""

import re
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_TIMESTAMP = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):([0-5]\d|60)(?:[.,](\d+))?"
    r"(?:([Zz])|([+-])(\d\d)(?::?(\d\d))?)?\Z",
    re.ASCII,
)


def parse(text: str, *, zone_required: bool = False) -> int:
    """Return a timestamp in microseconds since 1970-01-01T00:00:00Z.

    Digits beyond microseconds are cut. Without a zone it is read as UTC, unless
    `zone_required` (xAPI 2.0 asks for RFC 3339). Raises ValueError with a sentence.
    """
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


def text(microseconds: int) -> str:
    """Return the UTC text of microseconds since 1970: always six digits and a Z."""
    moment = _EPOCH + timedelta(microseconds=microseconds)
    return f"{moment:%Y-%m-%dT%H:%M:%S.%f}Z".rjust(27, "0")


def now() -> int:
    """Return this machine's clock in microseconds since 1970."""
    return (datetime.now(UTC) - _EPOCH) // _MICROSECOND


def _shown(text: str) -> str:
    return f"'{text[:40]}'"
