"""A thread that does the same work every few seconds, whatever happened the last time."""

import atexit
import logging
import threading
from collections.abc import Callable
from typing import Final

SECONDS_TO_STOP: Final = 15.0

log = logging.getLogger(__name__)


class Repeating:
    """Work that is done every so many seconds, in a thread of its own, until it is stopped."""

    def __init__(self, work: Callable[[], None], seconds_between: float, name: str) -> None:
        self._work = work
        self._seconds_between = seconds_between
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin; the thread stops when the process ends."""
        self._thread.start()
        atexit.register(self.stop)

    def stop(self) -> None:
        """Finish what is under way and end."""
        self._stopping.set()
        self._thread.join(SECONDS_TO_STOP)

    def _run(self) -> None:
        while not self._stopping.wait(self._seconds_between):
            try:
                self._work()
            except Exception:
                # Whatever goes wrong in one round (a database that restarts, say) must not end the
                # thread: nothing would be done until somebody starts the server again.
                log.exception("%s: a round failed; trying again soon", self._thread.name)
