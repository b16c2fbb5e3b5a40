"""Make a package, once for each content and choice."""

import threading

import msgspec

from app.errors import NotFound
from course.model import Course
from packager import PackageFile, PackageOptions, package


class PackageCache:
    """The packages of the course that is served now; those of an older reading are dropped."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._course: Course | None = None
        self._made: dict[tuple[str, bytes], PackageFile] = {}

    def get(self, course: Course, slug: str, options: PackageOptions) -> PackageFile:
        """Return a module's package, made now or before. Raises NotFound for an unknown module."""
        if slug not in {module.slug for module in course.modules}:
            raise NotFound("There is no such module.")
        key = (slug, msgspec.json.encode(options))
        with self._lock:
            if course is not self._course:
                self._course, self._made = course, {}
            if key not in self._made:
                self._made[key] = package(course, slug, options)
            return self._made[key]


CACHE = PackageCache()
