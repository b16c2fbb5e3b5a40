"""Switch a SQLite file to write-ahead logging, also while other processes open it.

The switch needs the file for itself, and SQLite answers "database is locked" at once when two
connections ask at the same moment: its busy timeout does not hold for it.

Source: SQLite, "Write-Ahead Logging", sections 2 and 8, and sqlite3_busy_handler ("the presence
of a busy handler does not guarantee that it will be invoked").
"""

import sqlite3
import time
from typing import Protocol

_PAUSE_SECONDS = 0.01


class _Cursor(Protocol):
    def execute(self, sql: str, /) -> object: ...


def use_write_ahead_log(cursor: _Cursor, patience_seconds: float) -> None:
    """Put cursor's database into WAL mode, trying again while it is locked.

    Raises sqlite3.OperationalError when it is still locked after patience_seconds.
    """
    deadline = time.monotonic() + patience_seconds
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
            if not busy or time.monotonic() >= deadline:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return
