"""A copy of a SQLite store, taken while it is in use, and the way back.

PostgreSQL brings its own tools for both (pg_dump, pg_restore), which docs/record-store.md tells of.
Source: SQLite, "Online Backup API"; Python, `sqlite3.Connection.backup`.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from lrs.store.migrate import VERSION_TABLE


class BackupError(Exception):
    """Raised when a copy cannot be made or used. message: one sentence for a person."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def backup(url: str, target: Path) -> None:
    """Copy the database of a store to a file that is not there yet. Raises BackupError.

    In one step: whoever writes goes on meanwhile, and the copy is what was committed when it began.
    """
    source = _file(url)
    if not source.is_file():
        raise BackupError(f"There is no database at {source}.")
    _copy(source, target)


def restore(source: Path, url: str) -> None:
    """Put a copy where the store has its database. Raises BackupError, also where there is one."""
    if not source.is_file():
        raise BackupError(f"There is no file {source}.")
    target = _file(url)
    if target.exists():
        raise BackupError(
            f"There is a database at {target} already. Stop the server and move that file away, with"
            " those beside it that end in -wal and -shm; then run this again."
        )
    _copy(source, target)


def _file(url: str) -> Path:
    parts = make_url(url)
    if parts.get_backend_name() != "sqlite":
        raise BackupError(
            "A database in PostgreSQL is copied by pg_dump and put back by pg_restore:"
            " docs/record-store.md has the commands."
        )
    return Path(parts.database or "")


def _copy(source: Path, target: Path) -> None:
    """Copy, check, and only then give the copy its name, so that no half of one is ever taken for it."""
    if target.exists():
        raise BackupError(f"There is a file {target} already: choose another name.")
    draft = target.with_name(f"{target.name}.part")
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(draft)) as new:
            old.backup(new)
            # The copy is one file: without a log of its own it can be moved.
            new.execute("PRAGMA journal_mode = DELETE")
            _check(new, source)
        draft.replace(target)
    except sqlite3.Error as error:
        raise BackupError(f"{source} cannot be copied to {target}: {error}.") from error
    except OSError as error:
        raise BackupError(f"The file {target} cannot be written: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)


def _check(copy: sqlite3.Connection, source: Path) -> None:
    found = copy.execute("PRAGMA integrity_check").fetchall()
    if found != [("ok",)]:
        raise BackupError(f"{source} is damaged: {found[0][0]}.")
    known = copy.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (VERSION_TABLE,)).fetchone()
    if known is None:
        raise BackupError(f"{source} holds no record store.")
