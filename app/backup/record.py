"""When the last backup was taken: the time of an empty file in the instance folder."""

import datetime as dt
from pathlib import Path
from typing import Final

_NAME: Final = "last-backup"


def note_backup(instance: Path) -> None:
    """Note that a backup was taken just now. Raises OSError where the folder is not writable."""
    (instance / _NAME).touch(mode=0o600)


def last_backup(instance: Path) -> dt.datetime | None:
    """Return when the last backup was taken; none where none was."""
    try:
        seconds = (instance / _NAME).stat().st_mtime
    except OSError:
        return None
    return dt.datetime.fromtimestamp(seconds, dt.UTC)
