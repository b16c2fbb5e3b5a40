"""Make a package, once for each content and choice."""

import hashlib
import threading
from typing import Final

import msgspec

from app.errors import BadInput, NotFound
from app.packages.orders import Order
from course.model import Course
from packager import PackageFile, package
from packager.errors import BadOptions

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
        self._made: dict[bytes, PackageFile] = {}

    def get(self, course: Course, order: Order) -> PackageFile:
        """Return a package, made now or before.

        Raises NotFound for an unknown module, BadInput for choices that do not go together.
        """
        if not {module.slug for module in course.modules}.issuperset(order.slugs):
            raise NotFound("There is no such module.")
        # A digest, since a logo may be a part of the order.
        key = hashlib.sha256(msgspec.json.encode(order)).digest()
        with self._lock:
            if course is not self._course:
                self._course, self._made = course, {}
            made = self._made.pop(key, None) or _make(course, order)
            self._made[key] = made
            if len(self._made) > self._most:
                del self._made[next(iter(self._made))]
            return made


def _make(course: Course, order: Order) -> PackageFile:
    try:
        return package(course, order.slugs, order.options)
    except BadOptions as refused:
        raise BadInput(refused.sentence) from refused


CACHE = PackageCache()
