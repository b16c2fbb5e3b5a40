"""The course that this server serves: read once, and again when an author works on it."""

import hashlib
import threading
from collections.abc import Iterable
from pathlib import Path

from course.errors import AuthorMistake
from course.model import Course
from course.reader import read_course


class CourseShelf:
    """The course read from a folder.

    variant: a folder of topics that stand for some of the originals; reload: look at each use
    whether a file has changed.
    """

    def __init__(self, folder: Path, *, variant: Path | None = None, reload: bool = False) -> None:
        self._folders = (folder, *((variant,) if variant else ()))
        self._reload = reload
        self._lock = threading.Lock()
        self._state = _state_of(self._folders) if reload else ()
        self._course, self._mistakes = read_course(folder, variant=variant)

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
                folder, *variant = self._folders
                self._course, self._mistakes = read_course(
                    folder, variant=next(iter(variant), None)
                )
                self._state = state
            return self._course, self._mistakes


def _state_of(folders: Iterable[Path]) -> tuple[tuple[str, int, int], ...]:
    return tuple(sorted(mark for folder in folders for mark in _marks(folder.rglob("*"))))


def _marks(files: Iterable[Path]) -> Iterable[tuple[str, int, int]]:
    for file in files:
        if file.is_file():
            stat = file.stat()
            yield str(file), stat.st_mtime_ns, stat.st_size
