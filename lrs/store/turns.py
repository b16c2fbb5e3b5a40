"""Writers of one process on SQLite, one after the other, of whom those who queue share a commit.

SQLite has one writer at a time, and a commit that survives a power cut waits for the disk. So whoever
finishes while others wait hands the open transaction on, and the last of them commits for all. Nobody is
answered before that commit, and the work of each is undone alone where it fails.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, Engine

from lrs.errors import Unavailable
from lrs.store.connecting import discard
from lrs.store.shared_transaction import SharedTransaction


class Turns:
    """The turns of a process's writers. One for a database; safe to share between threads.

    patience_seconds: how long a writer waits for its turn; deadline_seconds: what takes longer than
    that, from its begin to its commit, is undone.
    """

    def __init__(self, engine: Engine, patience_seconds: float, deadline_seconds: float) -> None:
        self._engine = engine
        self._patience = patience_seconds
        self._deadline = deadline_seconds
        self._state = threading.Lock()  # of who has the turn and who waits
        self._taken = False
        self._waiting: deque[_Waiter] = deque()
        # What follows belongs to whoever has the turn.
        self._kept: Connection | None = None
        self._open: SharedTransaction | None = None

    @contextmanager
    def writing(self, *, shares: bool) -> Iterator[Connection]:
        """Give the connection in a transaction; what was done is stored once this has ended.

        shares: whether the work is short, so that others may be committed with it. Raises Unavailable,
        and what the driver raises.
        """
        self._await_turn(shares=shares)
        try:
            mine = self._open = self._open or SharedTransaction(self._connection(), shares=shares)
        except BaseException:
            self._end_turn(broken=True)
            raise
        try:
            mine.begin_part()
            yield mine.connection
            mine.end_part()
        except BaseException:
            mine.undo_part()
            raise
        finally:
            self._leave(mine)

    @contextmanager
    def idle(self) -> Iterator[Connection | None]:
        """Give the connection while nobody in this process writes, or None where somebody does."""
        with self._state:
            free, self._taken = not self._taken, True
        if not free:
            yield None
            return
        try:
            yield self._connection()
        finally:
            self._end_turn()

    def close(self) -> None:
        """Close the connection, unless somebody writes."""
        with self._state:
            if self._taken:
                return
            self._taken = True
        self._end_turn(broken=True)

    def _await_turn(self, *, shares: bool) -> None:
        with self._state:
            if not self._taken:
                self._taken = True
                return
            waiter = _Waiter(shares=shares)
            self._waiting.append(waiter)
        try:
            came = waiter.turn.acquire(timeout=self._patience)
        except BaseException:
            if not self._withdraw(waiter):
                self._decline()
            raise
        # Where it is no longer in the queue, the turn came at the last moment and must be taken.
        if not came and self._withdraw(waiter):
            raise Unavailable("The record store is busy writing: try again.")

    def _withdraw(self, waiter: "_Waiter") -> bool:
        """Leave the queue; tell whether it was still there."""
        with self._state:
            queued = waiter in self._waiting
            if queued:
                self._waiting.remove(waiter)
            return queued

    def _decline(self) -> None:
        """Give back a turn that came to somebody who was interrupted, and what was handed on with it."""
        if self._open is None:
            self._end_turn()
        else:
            with suppress(Unavailable):  # told to those whose work it is
                self._leave(self._open)

    def _leave(self, mine: SharedTransaction) -> None:
        """Hand the transaction on or settle it; return, or raise Unavailable, once it is settled."""
        if self._hand_on(mine):
            mine.wait()
        else:
            self._open = None
            mine.settle(self._deadline)
            self._end_turn(broken=mine.failure is not None)
        if mine.failure is not None:
            raise Unavailable(
                "The record store could not store this now, and nothing of it is stored: try again."
            ) from mine.failure

    def _hand_on(self, mine: SharedTransaction) -> bool:
        if not mine.takes_more:
            return False
        with self._state:
            if not self._waiting or not self._waiting[0].shares:
                return False
            mine.wait_later()
            self._waiting.popleft().turn.release()
            return True

    def _end_turn(self, *, broken: bool = False) -> None:
        if broken:
            self._drop()
        with self._state:
            if self._waiting:
                self._waiting.popleft().turn.release()
            else:
                self._taken = False

    def _connection(self) -> Connection:
        # Kept, since to take one from the pool for each writer costs more than most of them write.
        if self._kept is None:
            self._kept = self._engine.connect()
        return self._kept

    def _drop(self) -> None:
        kept, self._kept = self._kept, None
        discard(kept)


class _Waiter:
    """Whoever waits for the turn."""

    def __init__(self, *, shares: bool) -> None:
        self.shares = shares
        self.turn = threading.Lock()
        self.turn.acquire()
