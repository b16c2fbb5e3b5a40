"""The formats that a dispatch package can have: those whose session lies in the LMS's window."""

from typing import Final

from packager.errors import UnknownFormat
from packager.formats import FORMATS, Format

DISPATCH_FORMATS: Final = {name: each for name, each in FORMATS.items() if each.speaks == "scorm"}


def dispatch_format(name: str) -> Format:
    """Return the format of this name. Raises UnknownFormat, naming those that can be dispatched."""
    try:
        return DISPATCH_FORMATS[name]
    except KeyError:
        known = ", ".join(DISPATCH_FORMATS)
        raise UnknownFormat(
            f"There is no dispatch package in the format '{name}'; use one of: {known}."
        ) from None
