"""What is made of the course that is served now, kept until the course is read again."""

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from course.model import Course

T = TypeVar("T")


class CourseCache(Generic[T]):
    """The latest things made of one reading of the course; of many, the one asked for longest ago goes.

    What takes long is made outside the lock: who asks for something else does not wait, and who asks
    for the same waits for the one who makes it.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._course: Course | None = None
        self._made: dict[Hashable, T] = {}
        self._making: dict[Hashable, threading.Lock] = {}

    def get(self, course: Course, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made for a key, now or before. What ``make`` raises goes to who asked."""
        with self._lock:
            if course is not self._course:
                self._course, self._made, self._making = course, {}, {}
            if key in self._made:
                return self._again(key)
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if course is self._course and key in self._made:
                    return self._again(key)
            made = make()
            with self._lock:
                self._keep(course, key, made)
            return made

    def _again(self, key: Hashable) -> T:
        """Taken out and put back, so that the first is the one asked for longest ago."""
        made = self._made[key] = self._made.pop(key)
        return made

    def _keep(self, course: Course, key: Hashable, made: T) -> None:
        if course is not self._course:
            return  # the course was read again meanwhile
        self._making.pop(key, None)
        self._made[key] = made
        if len(self._made) > self._most:
            del self._made[next(iter(self._made))]
