"""Be up to date with the record store before a page is shown, or say how old what it shows is."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from app.database import now
from app.services import Services
from app.supervision import projection
from app.supervision.lines import bring_up_to_date
from app.tenancy import current
from course.model import Module

LATE: Final = dt.timedelta(minutes=2)
"""How old a reading may be before the page says so: the statements are read every few seconds."""


LINES_AT_ONCE: Final = 1000
"""How many lines of the table a page makes again before it is shown; the background makes the rest."""


def learners_modules(parts: Services) -> Sequence[Module]:
    """Return the modules that doctors are shown."""
    return parts.shelf.course.for_audience("learners")


def read_statements(parts: Services) -> None:
    """Be up to date with the record store in this process; one elsewhere is read in the background.

    Within an organisation its statements are read, and its lines made: all that its pages show.
    """
    organisation_id = current()
    if parts.records.in_process and organisation_id is not None:
        projection.catch_up_own(parts.database, parts.records, parts.home_page, organisation_id)
    elif parts.records.in_process:
        projection.catch_up(parts.database, parts.records, parts.home_page, now())
    bring_up_to_date(parts.database, learners_modules(parts), LINES_AT_ONCE)
    parts.database.refresh_request()


def late_reading(parts: Services) -> dt.datetime | None:
    """Return when the statements were last read, if that is long ago."""
    if parts.records.in_process and current() is not None:
        return None  # they were read for this page
    read = projection.read_until(parts.database.of_request(), parts.records)
    return read if now() - read > LATE else None
