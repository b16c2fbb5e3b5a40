"""The thread that keeps statements moving while the server runs."""

import atexit
import logging
import threading
from typing import Final, cast

from flask import Flask

from app.database import now
from app.records.upkeep import send_and_read
from app.services import KEY, Services

SECONDS_BETWEEN: Final = 5.0
SECONDS_TO_STOP: Final = 15.0

log = logging.getLogger(__name__)


class Sender:
    """Does the upkeep every few seconds, in a thread of its own, until it is stopped."""

    def __init__(self, parts: Services, seconds_between: float = SECONDS_BETWEEN) -> None:
        self._parts = parts
        self._seconds_between = seconds_between
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="statements", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what is under way and end; a statement that still waits is sent at the next start."""
        self._stopping.set()
        self._thread.join(SECONDS_TO_STOP)

    def _run(self) -> None:
        while not self._stopping.wait(self._seconds_between):
            try:
                send_and_read(self._parts, now)
            except Exception:
                # Whatever goes wrong in one round (a database that restarts, say) must not end the
                # thread: nothing would be sent until somebody starts the server again.
                log.exception("statements could not be looked after; trying again soon")


def start_sender(app: Flask) -> Sender:
    """Start the thread of this process; it stops when the process ends."""
    sender = Sender(cast(Services, app.extensions[KEY]))
    sender.start()
    atexit.register(sender.stop)
    return sender
