"""Make a package, once for each content and choice."""

from typing import Final

import msgspec

from app.course_cache import CourseCache
from app.errors import BadInput, NotFound
from app.packages.orders import Order
from course.model import Course
from packager import PackageFile, package
from packager.errors import BadOptions

MOST: Final = 40
"""How many packages are kept: each is a zip in memory."""


class PackageCache:
    """The packages of the course that is served now, the latest asked for."""

    def __init__(self, most: int = MOST) -> None:
        self._kept = CourseCache[PackageFile](most)

    def get(self, course: Course, order: Order) -> PackageFile:
        """Return a package, made now or before.

        Raises NotFound for an unknown module, BadInput for choices that do not go together.
        """
        if not {module.slug for module in course.modules}.issuperset(order.slugs):
            raise NotFound("There is no such module.")
        key = msgspec.json.encode(order)
        return self._kept.get(course, key, lambda: _make(course, order))


def _make(course: Course, order: Order) -> PackageFile:
    try:
        return package(course, order.slugs, order.options)
    except BadOptions as refused:
        raise BadInput(refused.sentence) from refused


CACHE = PackageCache()
