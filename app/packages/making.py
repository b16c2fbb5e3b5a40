"""Make a package, once for each content and choice."""

import hashlib
import threading
from typing import Final

import msgspec

from app.errors import NotFound
from course.model import Course
from packager import PackageFile, PackageOptions, package

MOST: Final = 40
"""How many packages are kept: each is a zip in memory."""


class PackageCache:
    """The packages of the course that is served now, the latest asked for.

    Those of an older reading are dropped, and of many choices the one that was asked for longest ago.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._course: Course | None = None
        self._made: dict[tuple[tuple[str, ...], bytes], PackageFile] = {}

    def get(self, course: Course, slugs: tuple[str, ...], options: PackageOptions) -> PackageFile:
        """Return the package of modules, made now or before. Raises NotFound for an unknown module."""
        if not {module.slug for module in course.modules}.issuperset(slugs):
            raise NotFound("There is no such module.")
        # A digest, since a logo may be a part of the options.
        key = (slugs, hashlib.sha256(msgspec.json.encode(options, order="sorted")).digest())
        with self._lock:
            if course is not self._course:
                self._course, self._made = course, {}
            made = self._made.pop(key, None) or package(course, slugs, options)
            self._made[key] = made
            if len(self._made) > self._most:
                del self._made[next(iter(self._made))]
            return made


CACHE = PackageCache()
