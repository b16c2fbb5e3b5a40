"""By which day something of an induction is due: pure arithmetic from the first day in post."""

import datetime as dt
from typing import Final

from course.induction.model import Due

_WEEK: Final = 7
_WORKING: Final = 5
_ONE: Final = dt.timedelta(days=1)


def due_day(due: Due, first_day: dt.date, offer: dt.date | None = None) -> dt.date:
    """Return the last day in time. first_day: in post, as it really is; offer: none where not known.

    Public holidays are not known here: a working day is one from Monday to Friday.
    """
    if due.after_offer is not None and offer is not None:
        return add_working_days(offer, due.after_offer)
    if due.working:
        return add_working_days(first_day, due.days)
    return first_day + dt.timedelta(days=due.days)


def add_working_days(day: dt.date, number: int) -> dt.date:
    """Return the day that many working days later, or earlier below 0.

    From a weekend, counting begins with the next working day. With 0 a working day stays itself, and a
    weekend becomes the Monday after it.
    """
    step = _ONE if number >= 0 else -_ONE
    if number == 0:
        while day.weekday() >= _WORKING:
            day += _ONE
        return day
    weeks, rest = divmod(abs(number), _WORKING)
    if rest == 0:  # the last whole week is walked, so that it ends on a working day
        weeks, rest = weeks - 1, _WORKING
    day += step * (weeks * _WEEK)
    while rest:
        day += step
        rest -= day.weekday() < _WORKING
    return day
