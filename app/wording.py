"""How moments, lengths of time, scores and sizes read on a page."""

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

LONDON: Final = ZoneInfo("Europe/London")
ORDINALS: Final = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)
TEENS: Final = (11, 12, 13)


def in_london(moment: dt.datetime) -> dt.datetime:
    """Return a moment by the clocks of the United Kingdom; the calendar's first one as it is.

    Before 1847 London kept its own time, a minute behind: at the edge of the calendar there is none such,
    and other systems do send that moment where they know none.
    """
    try:
        return moment.astimezone(LONDON)
    except OverflowError:
        return moment


def day(moment: dt.date | dt.datetime) -> str:
    """Return such as "25 November 2026", in the time of the United Kingdom."""
    if isinstance(moment, dt.datetime):
        moment = in_london(moment)
    return f"{moment.day} {moment:%B %Y}"


def day_and_time(moment: dt.datetime) -> str:
    """Return such as "25 November 2026, 09:41", in the time of the United Kingdom."""
    return f"{day(moment)}, {in_london(moment):%H:%M}"


def file_size(size: int) -> str:
    """Return such as "412 kB". size: in bytes."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"


def per_cent(score: float) -> str:
    """Return such as "84 %" or "66.66 %". score: per cent."""
    return f"{score:g} %"


def time_spent(seconds: float) -> str:
    """Return such as "48 minutes" or "1 hour 5 minutes"; what is shorter than one says so."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "under a minute" if seconds > 0 else "none yet"
    hours, rest = divmod(minutes, 60)
    words = [counted(hours, "hour")] if hours else []
    words += [counted(rest, "minute")] if rest else []
    return " ".join(words)


def ordinal(number: int) -> str:
    """Return such as "first", "second", "11th"; with words up to ten."""
    if number <= len(ORDINALS):
        return ORDINALS[number - 1]
    ending = "th" if number % 100 in TEENS else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def counted(number: int, thing: str) -> str:
    """Return such as "1 topic" or "3 topics"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def capital(text: str) -> str:
    """Return a text with a capital at its beginning, and the others as they are."""
    return text[:1].upper() + text[1:]
