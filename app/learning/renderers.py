"""The renderers of the course that this process has made, for each nation and each trust's answers.

A renderer is found by the content of the answers, never by whose they are or when they came: a change
is seen with the next request in every process, and trusts that have answered nothing share theirs.
"""

import threading
from typing import Final

from msgspec import Struct

from course.model import Course
from course.nations import HomeNation
from course.render import Renderer

MOST: Final = 24
"""How many are kept: each holds what it has rendered, about 5 MB once every topic has been opened."""


class Reading(Struct, frozen=True):
    """For whom the course is rendered. answers: a digest of the trust's own, empty for none.

    learns: whether its links lead to a learner's pages, or to an editor's.
    """

    nation: HomeNation | None
    answers: str
    learns: bool = True


class Renderers:
    """Renderers of one reading of the course, the latest used; those of an older one are dropped."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._course: Course | None = None
        self._kept: dict[Reading, Renderer] = {}

    def find(self, course: Course, reading: Reading) -> Renderer | None:
        """Return the renderer for a reading; none where none is kept."""
        with self._lock:
            self._turn_to(course)
            found = self._kept.pop(reading, None)
            if found is not None:
                self._kept[reading] = found  # the latest used stands last
            return found

    def keep(self, course: Course, reading: Reading, made: Renderer) -> Renderer:
        """Keep a renderer, and return it, or the one that somebody else was faster to make."""
        with self._lock:
            self._turn_to(course)
            kept = self._kept.setdefault(reading, made)
            if len(self._kept) > self._most:
                del self._kept[next(iter(self._kept))]
            return kept

    def _turn_to(self, course: Course) -> None:
        if course is not self._course:
            self._course, self._kept = course, {}

    @property
    def readings(self) -> tuple[Reading, ...]:
        """For whom renderers are kept, the one that was used longest ago first."""
        return tuple(self._kept)
