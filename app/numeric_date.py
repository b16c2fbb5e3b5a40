"""Moments in what others have signed: seconds since 1970, as any JSON number.

Source: RFC 7519, section 2 (NumericDate).
"""

import datetime as dt
from typing import Any, Final

LAST_YEAR: Final = 9998
"""Beyond it nothing can be reckoned with a moment: the calendar ends."""


def moment_told(value: Any) -> dt.datetime | None:
    """Return the moment that a claim tells; none for what is no number, or no moment of the calendar.

    Python's JSON also reads NaN and infinity, which no comparison holds against.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = dt.datetime.fromtimestamp(value, dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return found if found.year <= LAST_YEAR else None
