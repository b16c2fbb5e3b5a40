"""What is made of the course that is served now, kept until the course is read again."""

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from course.model import Course

T = TypeVar("T")


class CourseCache(Generic[T]):
    """The latest things made of one reading of the course; of many, the one asked for longest ago goes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._course: Course | None = None
        self._made: dict[Hashable, T] = {}

    def get(self, course: Course, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made for a key, now or before."""
        with self._lock:
            if course is not self._course:
                self._course, self._made = course, {}
            # Taken out and put back, so that the first is the one asked for longest ago.
            made = self._made.pop(key) if key in self._made else make()
            self._made[key] = made
            if len(self._made) > self._most:
                del self._made[next(iter(self._made))]
            return made
