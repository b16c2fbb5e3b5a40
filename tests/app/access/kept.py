"""What the database holds: whether anything was written, what, and how it is put back."""

import sqlite3
from pathlib import Path
from typing import Final

PASSING: Final = frozenset(
    {"sign_in", "counted_try", "progress_cursor", "learner_standing", "standing_mark"}
)
"""Tables that change by anybody's being there: when a device was last used, what is counted, and how far
the statements have been read."""

Held = dict[str, int]


class Kept:
    """A SQLite file beside the app that uses it, and how it was at the beginning."""

    def __init__(self, file: Path) -> None:
        self._file = sqlite3.connect(file, isolation_level=None)
        self._first = sqlite3.connect(":memory:")
        self._file.backup(self._first)
        self._holds = self.held()

    def version(self) -> int:
        """Return a number that is another one as soon as somebody has written."""
        (found,) = self._file.execute("PRAGMA data_version").fetchone()
        return int(found)

    def held(self) -> Held:
        """Return what every table holds but those of PASSING, as a number for each."""
        names = self._file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: hash(frozenset(self._file.execute(f'SELECT * FROM "{name}"').fetchall()))
            for (name,) in names
            if name not in PASSING
        }

    def changed(self) -> list[str]:
        """Return which tables hold something else than at the beginning."""
        now = self.held()
        return sorted(name for name in now | self._holds if now.get(name) != self._holds.get(name))

    def put_back(self) -> None:
        """Let the file be as it was at the beginning."""
        self._first.backup(self._file)
