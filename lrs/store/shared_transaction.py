"""A transaction of SQLite in which several writers work, one after the other, and which ends once."""

import threading
import time
from contextlib import suppress
from typing import Final

from sqlalchemy import Connection

# At either it takes nobody more, so that nobody waits long for the work of others.
MOST_WRITERS: Final = 32
LONGEST_SECONDS: Final = 0.05


class SharedTransaction:
    """A transaction, and how it ended for everyone whose work is in it.

    failure: why nothing of it is stored, None where all went well. Each writer calls `begin_part`, then
    `end_part` or `undo_part`; the last of them `settle`, and all others wait for that.
    """

    def __init__(self, connection: Connection, *, shares: bool) -> None:
        self.connection = connection
        self.failure: Exception | None = None
        self._settled: threading.Event | None = None
        self._shares = shares
        self._parts = 0
        self._undone = False
        # As a writer from the start: a reader that turns into one fails at once, whatever the timeout.
        self._send("BEGIN IMMEDIATE")
        self._began = time.monotonic()

    @property
    def takes_more(self) -> bool:
        """Whether somebody may still add work."""
        ended = self._undone or self.failure is not None
        return (
            self._shares
            and not ended
            and self._parts < MOST_WRITERS
            and self._seconds < LONGEST_SECONDS
        )

    @property
    def _seconds(self) -> float:
        return time.monotonic() - self._began

    def begin_part(self) -> None:
        """Let one writer work."""
        self._parts += 1
        if self._parts > 1:
            self._send("SAVEPOINT part")

    def end_part(self) -> None:
        """Keep what one writer did."""
        if self._parts > 1:
            self._send("RELEASE part")

    def undo_part(self) -> None:
        """Undo what one writer did; the first one is still alone."""
        if self._parts == 1:
            self._undone = True
            return
        try:
            self._send("ROLLBACK TO part")
            self._send("RELEASE part")
        except Exception as error:
            # A full disk, say, undoes the whole transaction and leaves no savepoint.
            self.failure = error

    def wait_later(self) -> None:
        """Make it possible to `wait`; before somebody else can settle it."""
        self._settled = self._settled or threading.Event()

    def wait(self) -> None:
        """Wait until it is settled."""
        if self._settled is not None:
            self._settled.wait()

    def settle(self, deadline_seconds: float) -> None:
        """Commit, or undo everything; let those who wait for it go on. Raises nothing of the database."""
        try:
            self._refuse_lost()
            if self._seconds > deadline_seconds:
                raise TimeoutError("Storing took too long and was undone.")
            if self._undone or self.failure is not None:
                self._end("rollback")
            else:
                self._end("commit")
        except Exception as error:
            self.failure = error
            with suppress(Exception):
                self._end("rollback")
        finally:
            if self._settled is not None:
                self._settled.set()

    def _refuse_lost(self) -> None:
        """Raise where the database has undone everything by itself: a commit would then say nothing."""
        if not self._undone and not self.connection.connection.in_transaction:
            raise ConnectionError("The transaction was lost before its commit.")

    def _end(self, how: str) -> None:
        # SQLAlchemy knows of the transaction only where somebody has sent something by it.
        known = self.connection.in_transaction()
        getattr(self.connection if known else self.connection.connection, how)()

    def _send(self, text: str) -> None:
        self.connection.connection.cursor().execute(text)
