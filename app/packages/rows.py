"""A package that was made as pages show it: what it holds, for which system, whether it is of today."""

import datetime as dt
import uuid

from msgspec import Struct

from app.errors import Conflict
from app.packages.choices import in_short
from app.packages.models import PackageMade
from app.packages.orders import Order, order_of, overlay_digest
from course.changes import changes_since
from course.model import Change, Course
from packager import Overlay
from packager.formats import FORMATS


class HeldModule(Struct, frozen=True):
    """A module in a package. version: the package's; now: what is served today, empty if none is.

    missed: what has changed since the package's version, newest first.
    """

    title: str
    version: str
    now: str
    missed: tuple[Change, ...] = ()

    @property
    def behind(self) -> bool:
        """Whether another version is served now."""
        return self.now != self.version


class MadeRow(Struct, frozen=True, kw_only=True):
    """A package that was made, as the pages show it. sha256: in hex; size: in bytes.

    choices: in short, a line each; overlay_changed: whether the trust's own part has changed since.
    """

    id: uuid.UUID
    modules: tuple[HeldModule, ...]
    format: str
    choices: tuple[str, ...]
    sha256: str
    size: int
    by: str
    made: dt.datetime
    overlay_changed: bool
    organisation: str

    @property
    def title(self) -> str:
        """Say what it holds, in a few words."""
        if len(self.modules) == 1:
            return self.modules[0].title
        return f"{len(self.modules)} modules"

    @property
    def out_of_date(self) -> bool:
        """Whether there have been corrections since, of the course or of the trust's own part."""
        return bool(self.behind) or self.overlay_changed

    @property
    def behind(self) -> tuple[HeldModule, ...]:
        """The modules of which another version is served now."""
        return tuple(module for module in self.modules if module.behind)


def row_of(
    made: PackageMade, by: str, organisation: str, course: Course, overlay: Overlay | None
) -> MadeRow:
    """Return a package as the pages show it. overlay: the organisation's of today, none where it is not looked at."""
    order = _order(made, overlay or Overlay())
    return MadeRow(
        id=made.id,
        modules=tuple(_held(course, slug, version) for slug, version in made.modules.items()),
        format=FORMATS[made.format].label if made.format in FORMATS else made.format,
        choices=in_short(order.options, len(order.slugs)) if order else (),
        sha256=made.sha256,
        size=made.size,
        by=by,
        made=made.made,
        # A package made before digests were kept says nothing.
        overlay_changed=bool(
            overlay
            and order
            and made.overlay
            and made.overlay != overlay_digest(order.options.overlay)
        ),
        organisation=organisation,
    )


def _held(course: Course, slug: str, version: str) -> HeldModule:
    module = next((module for module in course.modules if module.slug == slug), None)
    if module is None:
        return HeldModule(slug, version, "")
    return HeldModule(module.title, version, module.version, changes_since(module, version))


def _order(made: PackageMade, overlay: Overlay) -> Order | None:
    """Return the order of a package; none where its choices do not exist any more."""
    try:
        return order_of(made, overlay)
    except Conflict:
        return None
