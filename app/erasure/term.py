"""The term for an answer to a request: one month.

Sources: UK GDPR, Article 12(3); ICO, "Right to erasure": the corresponding date of the next month, or its
last day where it has no such date.
"""

import calendar
import datetime as dt

from app.wording import in_london


def due_day(asked: dt.datetime) -> dt.date:
    """Return the last day on which a request may be answered, in the time of the United Kingdom."""
    day = in_london(asked).date()
    year, month = (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def in_words(due: dt.date, today: dt.date) -> str:
    """Return how long there is, such as "12 days left"."""
    days = (due - today).days
    if days < 0:
        return f"{-days} {'day' if days == -1 else 'days'} late"
    if days == 0:
        return "due today"
    return f"{days} {'day' if days == 1 else 'days'} left"
