"""The course that this server serves: read once, and again when an author works on it."""

import hashlib
import threading
from collections.abc import Iterable
from pathlib import Path

from course.errors import AuthorMistake
from course.model import Course
from course.reader import read_course


class CourseShelf:
    """The course read from a folder. reload: look at each use whether a file has changed."""

    def __init__(self, folder: Path, *, reload: bool = False) -> None:
        self._folder = folder
        self._reload = reload
        self._lock = threading.Lock()
        self._state = _state_of(folder) if reload else ()
        self._course, self._mistakes = read_course(folder)

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
            state = _state_of(self._folder)
            if state != self._state:
                self._course, self._mistakes = read_course(self._folder)
                self._state = state
            return self._course, self._mistakes


def _state_of(folder: Path) -> tuple[tuple[str, int, int], ...]:
    return tuple(sorted(_marks(folder.rglob("*"))))


def _marks(files: Iterable[Path]) -> Iterable[tuple[str, int, int]]:
    for file in files:
        if file.is_file():
            stat = file.stat()
            yield str(file), stat.st_mtime_ns, stat.st_size
