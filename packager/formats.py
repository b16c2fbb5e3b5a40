"""The formats that a package can have. A new one is a file in ``manifest/`` and a line here."""

from collections.abc import Callable
from typing import Final, Literal

from msgspec import Struct

from packager.errors import BadOptions, UnknownFormat
from packager.manifest import cmi5, scorm12, scorm2004, tincan
from packager.manifest.subject import Subject
from packager.options import Layout, PackageOptions

BOTH: Final[tuple[Layout, ...]] = ("single", "multi")

Speech = Literal["scorm", "xapi", ""]


class Format(Struct, frozen=True, kw_only=True):
    """A package format: all that is asked of it by its name stands here.

    name: as typed and as the end of the file's name; label: as people call it; hint: when to choose it.
    tracker: the adapter in ``course/player/tracker`` that speaks to this world; speaks: in which language
    it tells, by the run-time of SCORM, by statements of xAPI, or not at all. manifest_name and manifest:
    the file that an LMS reads, and what writes it; empty and None where there is none. layouts: how several
    modules may lie in it, the usual first. unit: what the LMS launches, as its people call it. own_window:
    whether a module can open in a window of its own; window_by_lms: whether the manifest asks the LMS to
    open it. satisfied: whether the LMS counts a unit as satisfied, instead of keeping a status. steps: what
    to do with the package, where the steps of an LMS for SCORM are of no use.
    """

    name: str
    label: str
    hint: str = ""
    tracker: str
    speaks: Speech
    manifest_name: str = ""
    manifest: Callable[[Subject], bytes] | None = None
    layouts: tuple[Layout, ...]
    unit: str
    own_window: bool = True
    window_by_lms: bool = False
    satisfied: bool = False
    steps: tuple[str, ...] = ()

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


_FOR_EDITION: Final = "Only if your LMS asks for it, and for this edition."
_NO_SCORM: Final = "Import the zip there as it is. It is not for an activity of the kind SCORM."
_LAUNCH_ONCE: Final = "Launch it once as a learner, close it in the middle, and open it again, before you announce it."


def _scorm2004(name: str, edition: scorm2004.Edition) -> Format:
    return Format(
        name=name,
        label=f"SCORM {edition}",
        hint=_FOR_EDITION,
        tracker="scorm2004",
        speaks="scorm",
        manifest_name=scorm2004.FILE_NAME,
        manifest=scorm2004.builder(edition),
        layouts=BOTH,
        unit="SCO",
    )


FORMATS: Final = {
    each.name: each
    for each in (
        Format(
            name="scorm12",
            label="SCORM 1.2",
            hint="If you are not sure: nearly every LMS takes it.",
            tracker="scorm12",
            speaks="scorm",
            manifest_name=scorm12.FILE_NAME,
            manifest=scorm12.build,
            layouts=BOTH,
            unit="SCO",
        ),
        _scorm2004("scorm2004-3", "2004 3rd Edition"),
        _scorm2004("scorm2004-4", "2004 4th Edition"),
        Format(
            name="cmi5",
            label="cmi5",
            hint="Your LMS needs a record store (LRS). Not for a SCORM activity.",
            tracker="cmi5",
            speaks="xapi",
            manifest_name=cmi5.FILE_NAME,
            manifest=cmi5.build,
            layouts=("multi",),
            unit="AU",
            window_by_lms=True,
            satisfied=True,
            steps=(
                "Your LMS needs to know cmi5, by itself or by a plug-in, and a record store (LRS) behind it: ask who looks after it.",
                _NO_SCORM,
                _LAUNCH_ONCE,
            ),
        ),
        Format(
            name="xapi",
            label="xAPI (tincan.xml)",
            hint="Also called Tin Can. Your LMS needs a record store (LRS). Not for a SCORM activity.",
            tracker="xapi",
            speaks="xapi",
            manifest_name=tincan.FILE_NAME,
            manifest=tincan.build,
            layouts=("single",),
            unit="activity",
            own_window=False,
            steps=(
                "Your LMS needs to know xAPI packages (“Tin Can”), by itself or by a plug-in, and a record store (LRS) behind it.",
                _NO_SCORM,
                _LAUNCH_ONCE,
            ),
        ),
        Format(
            name="web",
            label="Web pages",
            hint="For reading and practising, without an LMS: nothing is recorded.",
            tracker="none",
            speaks="",
            layouts=("single",),
            unit="page",
            own_window=False,
            steps=("Unpack the zip, and open index.html: from a disk, or on any web server.",),
        ),
    )
}


def format_named(name: str) -> Format:
    """Return the format of this name. Raises UnknownFormat, naming those that exist."""
    try:
        return FORMATS[name]
    except KeyError:
        known = ", ".join(FORMATS)
        raise UnknownFormat(f"There is no package format '{name}'; use one of: {known}.") from None
