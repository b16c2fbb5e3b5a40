"""What has to be done from time to time: end idle visits, erase, send what waits, read."""

import logging
from collections.abc import Callable
from datetime import datetime

from app.accounts.sweeping import sweep
from app.erasure.carrying_out import finish_all
from app.importing.keeping import forget_old
from app.launching.ending import erase_what_is_over
from app.learning.idle import end_idle_visits
from app.organisations.moving import carry_out
from app.records.drain import drain
from app.records.errors import StoreAway
from app.services import Services
from app.supervision.lines import bring_up_to_date
from app.supervision.projection import catch_up
from app.supervision.reading import learners_modules
from app.welcome.retention import tidy

log = logging.getLogger(__name__)


def forget_what_is_over(parts: Services, moment: datetime) -> None:
    """Delete what has been kept for as long as it is to be kept (``app/retention.py`` has the schedule)."""
    erase_what_is_over(parts, moment)
    finish_all(parts, moment)
    tidy(parts, moment)
    sweep(parts, moment)
    forget_old(parts, moment)


def send_and_read(parts: Services, clock: Callable[[], datetime]) -> None:
    """End visits that fell asleep, erase and forget what is to go, send what waits, and read what the store has taken.

    A record store that is away stops nothing but itself: what it should get waits, and what it holds is
    read the next time.
    """
    end_idle_visits(parts.database, parts.shelf.course, parts.home_page, clock())
    carry_out(parts, clock())
    forget_what_is_over(parts, clock())
    drain(parts.database, parts.records, clock)
    try:
        catch_up(parts.database, parts.records, parts.home_page, clock())
    except StoreAway as away:
        log.warning("%s", away.sentence)
    bring_up_to_date(parts.database, learners_modules(parts))
