"""Be up to date with the record store before a page is shown, or say how old what it shows is."""

import datetime as dt
from typing import Final

from app.database import now
from app.services import Services
from app.supervision import projection

LATE: Final = dt.timedelta(minutes=2)
"""How old a reading may be before the page says so: the statements are read every few seconds."""


def read_statements(parts: Services) -> None:
    """Be up to date with the record store in this process; one elsewhere is read in the background."""
    if parts.records.in_process:
        projection.catch_up(parts.database, parts.records, parts.home_page, now())
        parts.database.refresh_request()


def late_reading(parts: Services) -> dt.datetime | None:
    """Return when the statements were last read, if that is long ago."""
    read = projection.read_until(parts.database.of_request(), parts.records)
    return read if now() - read > LATE else None
