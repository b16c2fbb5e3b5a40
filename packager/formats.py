"""The formats that a package can have. A new one is a file in ``manifest/`` and a line here."""

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from packager.errors import BadOptions, UnknownFormat
from packager.manifest import cmi5, scorm12, scorm2004, tincan
from packager.manifest.subject import Subject
from packager.options import Layout, PackageOptions

BOTH: Final[tuple[Layout, ...]] = ("single", "multi")


class Format(Struct, frozen=True):
    """A package format.

    name: as typed and as the end of the file's name; label: as people call it; tracker: the adapter
    in ``course/player/tracker`` that speaks to this world. manifest_name and manifest: the file that an
    LMS reads, and what writes it; empty and None where there is none. layouts: how several modules may
    lie in it, the usual first. unit: what the LMS launches, as its people call it. own_window: whether
    a module can open in a window of its own.
    """

    name: str
    label: str
    tracker: str
    manifest_name: str
    manifest: Callable[[Subject], bytes] | None
    layouts: tuple[Layout, ...]
    unit: str
    own_window: bool = True

    def layout(self, options: PackageOptions) -> Layout:
        """Return how several modules lie in the package. Raises BadOptions for a way that is not this format's."""
        if options.window == "own" and not self.own_window:
            raise BadOptions(f"{self.label} has no window of its own: choose the window 'frame'.")
        if self.layouts == ("multi",):
            return "multi"
        if options.layout not in self.layouts:
            raise BadOptions(
                f"{self.label} knows one {self.unit} only: choose the layout 'single'."
            )
        return options.layout


FORMATS: Final = {
    each.name: each
    for each in (
        Format("scorm12", "SCORM 1.2", "scorm12", scorm12.FILE_NAME, scorm12.build, BOTH, "SCO"),
        Format(
            "scorm2004-3",
            "SCORM 2004 3rd Edition",
            "scorm2004",
            scorm2004.FILE_NAME,
            scorm2004.builder("2004 3rd Edition"),
            BOTH,
            "SCO",
        ),
        Format(
            "scorm2004-4",
            "SCORM 2004 4th Edition",
            "scorm2004",
            scorm2004.FILE_NAME,
            scorm2004.builder("2004 4th Edition"),
            BOTH,
            "SCO",
        ),
        Format("cmi5", "cmi5", "cmi5", cmi5.FILE_NAME, cmi5.build, ("multi",), "AU"),
        Format(
            "xapi",
            "xAPI (tincan.xml)",
            "xapi",
            tincan.FILE_NAME,
            tincan.build,
            ("single",),
            "activity",
            own_window=False,
        ),
        Format("web", "Web pages", "none", "", None, ("single",), "page", own_window=False),
    )
}


def format_named(name: str) -> Format:
    """Return the format of this name. Raises UnknownFormat, naming those that exist."""
    try:
        return FORMATS[name]
    except KeyError:
        known = ", ".join(FORMATS)
        raise UnknownFormat(f"There is no package format '{name}'; use one of: {known}.") from None
