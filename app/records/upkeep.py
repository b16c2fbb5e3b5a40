"""What has to be done from time to time: send, end idle visits."""

from collections.abc import Callable
from datetime import datetime

from app.learning.idle import end_idle_visits
from app.records.drain import drain
from app.services import Services


def send_and_read(parts: Services, clock: Callable[[], datetime]) -> None:
    """End visits that fell asleep and send what waits.

    A record store that is away stops nothing but itself: what it should get waits.
    """
    end_idle_visits(parts.database, parts.shelf.course, parts.home_page, clock())
    drain(parts.database, parts.records, clock)
