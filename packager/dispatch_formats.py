"""The formats that a dispatch package can have: those whose session lies in the LMS's window."""

from typing import Final

from packager.errors import UnknownFormat
from packager.formats import FORMATS, Format
from packager.manifest import scorm2004
from packager.manifest.scorm2004 import Edition
from packager.options import Layout

_ALONE: Final[tuple[Layout, ...]] = ("single",)


def _scorm2004(name: str, edition: Edition) -> Format:
    label = f"SCORM {edition}"
    build = scorm2004.builder(edition)
    return Format(name, label, "scorm2004", scorm2004.FILE_NAME, build, _ALONE, "SCO")


DISPATCH_FORMATS: Final = {
    each.name: each
    for each in (
        FORMATS["scorm12"],
        _scorm2004("scorm2004-3", "2004 3rd Edition"),
        _scorm2004("scorm2004-4", "2004 4th Edition"),
    )
}


def dispatch_format(name: str) -> Format:
    """Return the format of this name. Raises UnknownFormat, naming those that can be dispatched."""
    try:
        return DISPATCH_FORMATS[name]
    except KeyError:
        known = ", ".join(DISPATCH_FORMATS)
        raise UnknownFormat(
            f"There is no dispatch package in the format '{name}'; use one of: {known}."
        ) from None
