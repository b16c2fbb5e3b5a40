"""When a mail is due: on a day of the week that its reader has chosen, by the clock of the United Kingdom.

Pure: moments in, periods out. A machine that was off on the day sends within two days after; later the
mail of this period is left out, so that two never come close together.
"""

import datetime as dt
from typing import Final, Literal

from app.wording import in_london

Rhythm = Literal["week", "month", "once"]
"""Once: on the day on which something falls due, whatever the day of the week."""

EARLIEST: Final = dt.time(7)
"""Before this hour of the day nothing is written: it is read over the first coffee, not in the night."""

LATE_DAYS: Final = 2
APART: Final = dt.timedelta(days=5)
"""At least so far apart are two of a kind, also where somebody has just chosen another day."""

WEEKDAYS: Final = (
    *("Monday", "Tuesday", "Wednesday", "Thursday"),
    *("Friday", "Saturday", "Sunday"),
)


def period(rhythm: Rhythm, weekday: int, moment: dt.datetime) -> str | None:
    """Return the name of the period whose mail is due at a moment, such as "2026-W49"; none where none is.

    weekday: 0 for Monday; of a month, the first such day of it counts; of "once", it does not matter.
    """
    here = in_london(moment)
    if rhythm == "once":
        return f"{here:%Y-%m-%d}" if here.time() >= EARLIEST else None
    chosen = _chosen(rhythm, weekday, here.date())
    late = (here.date() - chosen).days
    if not 0 <= late <= LATE_DAYS or (late == 0 and here.time() < EARLIEST):
        return None
    if rhythm == "month":
        return f"{chosen:%Y-%m}"
    year, week, _ = chosen.isocalendar()
    return f"{year}-W{week:02}"


def told_until(on: dt.date, latest: dt.date | None) -> dt.date:
    """Return up to which day a mail of "once" has told what fell due; what is longer ago it leaves out.

    on: today; latest: on which day the one before was written, none where none was.
    """
    first = on - dt.timedelta(days=LATE_DAYS + 1)
    return max(latest, first) if latest is not None else first


def _chosen(rhythm: Rhythm, weekday: int, day: dt.date) -> dt.date:
    """Return the chosen day that came last, the day itself included."""
    latest = day - dt.timedelta(days=(day.weekday() - weekday) % 7)
    if rhythm == "week":
        return latest
    return latest - dt.timedelta(days=7 * ((latest.day - 1) // 7))
