"""The course that this server serves: read once, and again when an author works on it."""

import datetime as dt
import hashlib
import threading
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final

from course.errors import AuthorMistake
from course.model import Course
from course.reader import read_course

_READINGS: Final = 2
_State = tuple[tuple[str, int, int], ...]


class CourseShelf:
    """The course read from a folder. Shelves over the same files share one reading.

    So a server reads it once, though it looks at it before it makes its app, and for the demonstration again.

    variant: a folder of topics that stand for some of the originals; reload: look at each use
    whether a file has changed.
    """

    def __init__(self, folder: Path, *, variant: Path | None = None, reload: bool = False) -> None:
        self._folders = (folder, *((variant,) if variant else ()))
        self._reload = reload
        self._lock = threading.Lock()
        state = _state_of(self._folders)
        self._state = state if reload else ()
        self._course, self._mistakes = _read(self._folders, state, dt.date.today())

    @property
    def course(self) -> Course:
        """The modules without a mistake, and what they share."""
        return self._current()[0]

    @property
    def mistakes(self) -> tuple[AuthorMistake, ...]:
        """What is wrong with the others."""
        return self._current()[1]

    @property
    def version(self) -> str:
        """A text that changes whenever a file does; the same for ever without ``reload``."""
        self._current()
        return hashlib.sha256(repr(self._state).encode()).hexdigest()

    def _current(self) -> tuple[Course, tuple[AuthorMistake, ...]]:
        if not self._reload:
            return self._course, self._mistakes
        with self._lock:
            state = _state_of(self._folders)
            if state != self._state:
                self._course, self._mistakes = _read(self._folders, state, dt.date.today())
                self._state = state
            return self._course, self._mistakes


@lru_cache(maxsize=_READINGS)
def _read(
    folders: tuple[Path, ...], _state: _State, today: dt.date
) -> tuple[Course, tuple[AuthorMistake, ...]]:
    folder, *variant = folders
    return read_course(folder, today, next(iter(variant), None))


def _state_of(folders: Iterable[Path]) -> _State:
    return tuple(sorted(mark for folder in folders for mark in _marks(folder.rglob("*"))))


def _marks(files: Iterable[Path]) -> Iterable[tuple[str, int, int]]:
    for file in files:
        if file.is_file():
            stat = file.stat()
            yield str(file), stat.st_mtime_ns, stat.st_size
