"""When an act really happened that a phone tells later, perhaps with a clock that is wrong."""

import datetime as dt
from typing import Final

from app.errors import BadInput

OLDEST: Final = dt.timedelta(days=30)
TOLERANCE: Final = dt.timedelta(minutes=2)


def happened(at: dt.datetime, sent: dt.datetime, now: dt.datetime) -> dt.datetime:
    """Return the moment of an act, never in the future.

    at: when it happened, and sent: when it is told, both by the phone's clock. Where that clock and ours
    differ by more than two minutes, only the time between the two is believed. Raises BadInput for what
    is older than 30 days.
    """
    try:
        ours = at if abs(sent - now) <= TOLERANCE else now - (sent - at)
    except OverflowError as error:
        raise BadInput(
            "The clock of this phone is wrong, and it cannot be told when it was given."
        ) from error
    if ours < now - OLDEST:
        raise BadInput("It was given more than 30 days ago, which is too long to be counted.")
    return min(ours, now)
