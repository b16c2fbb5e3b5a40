"""A SQLite database into a backup and out of it.

Source: SQLite, "Online Backup API"; Python, `sqlite3.Connection.backup`.
"""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import IO, Final

from app.backup.archive import Archive, chunks_of
from app.backup.errors import BackupError

MEMBER: Final = "database.sqlite"
_BESIDE: Final = ("-wal", "-shm", "-journal")


def add_sqlite(archive: Archive, source: Path, draft: Path) -> None:
    """Copy a database in use, check the copy and put it in. draft: where the copy may lie meanwhile.

    In one step: whoever writes goes on, and the copy is what was committed when it began.
    """
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        with (
            closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as old,
            closing(sqlite3.connect(draft)) as new,
        ):
            old.backup(new)
            new.execute("PRAGMA journal_mode = DELETE")  # one file, without a log of its own
            _check(new, source)
        with draft.open("rb") as content:
            archive.add(MEMBER, chunks_of(content))
    except sqlite3.Error as error:
        raise BackupError(f"{source} cannot be copied: {error}. Nothing was kept.") from error
    finally:
        for end in ("", *_BESIDE):
            Path(f"{draft}{end}").unlink(missing_ok=True)


def sqlite_must_be_absent(target: Path) -> None:
    """Raise BackupError where there is a database, or a part of one."""
    there = [file for end in ("", *_BESIDE) if (file := Path(f"{target}{end}")).exists()]
    if there:
        raise BackupError(
            f"There is a database at {target} already. Stop the server and move away:"
            f" {', '.join(map(str, there))}. Then run this again."
        )


def put_sqlite(content: IO[bytes], target: Path) -> None:
    """Write a database to its place. Raises BackupError, OSError."""
    draft = target.with_name(f"{target.name}.part")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            shutil.copyfileobj(content, out)
            out.flush()
            os.fsync(out.fileno())
        with closing(sqlite3.connect(draft)) as copy:
            _check(copy, target)
        draft.rename(target)
    except sqlite3.Error as error:
        raise BackupError(f"The copy for {target} cannot be read: {error}.") from error
    finally:
        draft.unlink(missing_ok=True)


def _check(copy: sqlite3.Connection, source: Path) -> None:
    found = copy.execute("PRAGMA integrity_check").fetchall()
    if found != [("ok",)]:
        raise BackupError(f"{source} is damaged: {found[0][0]}.")
