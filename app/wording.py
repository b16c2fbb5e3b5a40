"""How moments and sizes read on a page."""

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

LONDON: Final = ZoneInfo("Europe/London")


def day(moment: dt.date | dt.datetime) -> str:
    """Return such as "25 November 2026", in the time of the United Kingdom."""
    if isinstance(moment, dt.datetime):
        moment = moment.astimezone(LONDON)
    return f"{moment.day} {moment:%B %Y}"


def day_and_time(moment: dt.datetime) -> str:
    """Return such as "25 November 2026, 09:41", in the time of the United Kingdom."""
    return f"{day(moment)}, {moment.astimezone(LONDON):%H:%M}"


def file_size(size: int) -> str:
    """Return such as "412 kB". size: in bytes."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"
