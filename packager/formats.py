"""The formats that a package can have. A new one is a file in ``manifest/`` and a line here."""

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from packager.errors import UnknownFormat
from packager.manifest import scorm12
from packager.manifest.subject import Subject


class Format(Struct, frozen=True):
    """A package format.

    name: as typed and as the end of the file's name; label: as people call it; tracker: the adapter
    in ``course/player/tracker`` that speaks to this world.
    """

    name: str
    label: str
    tracker: str
    manifest_name: str
    manifest: Callable[[Subject], bytes]


FORMATS: Final = {
    each.name: each
    for each in (Format("scorm12", "SCORM 1.2", "scorm12", scorm12.FILE_NAME, scorm12.build),)
}


def format_named(name: str) -> Format:
    """Return the format of this name. Raises UnknownFormat, naming those that exist."""
    try:
        return FORMATS[name]
    except KeyError:
        known = ", ".join(FORMATS)
        raise UnknownFormat(f"There is no package format '{name}'; use one of: {known}.") from None
