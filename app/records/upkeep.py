"""What has to be done from time to time: send, end idle visits, read what is new."""

from collections.abc import Callable
from datetime import datetime

from app.learning.idle import end_idle_visits
from app.records.drain import drain
from app.records.errors import StoreAway
from app.services import Services
from app.supervision import projection


def send_and_read(parts: Services, clock: Callable[[], datetime]) -> None:
    """End visits that fell asleep, send what waits, and bring the supervisors' table up to date.

    A record store that is away stops nothing but itself: what it should get waits.
    """
    end_idle_visits(parts.database, parts.shelf.course, parts.home_page, clock())
    drain(parts.database, parts.records, clock)
    try:
        projection.catch_up(parts.database, parts.records, clock())
    except StoreAway:
        return  # the drain has said so in the log
