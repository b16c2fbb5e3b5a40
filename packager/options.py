"""What an LMS administrator may choose for a package."""

from typing import Any, Final, Literal, get_args

from msgspec import Struct

from packager.errors import BadOptions
from packager.overlay import Overlay

StatusMapping = Literal["passed-failed", "completed-only"]
Completion = Literal["assessment", "content", "both"]
Layout = Literal["single", "multi"]
Window = Literal["frame", "own"]

MAX_ATTEMPTS: Final = 50

_WORDS: Final[dict[str, tuple[str, Any]]] = {
    "status_mapping": ("status mapping", StatusMapping),
    "completion": ("completion rule", Completion),
    "layout": ("layout", Layout),
    "window": ("window", Window),
}


class PackageOptions(Struct, frozen=True, kw_only=True):
    """The choices behind one package.

    format: a name in ``packager.formats.FORMATS``. lms: a name in ``packager.presets.PRESETS``: whose
    steps the package describes. layout: ``single`` gives the LMS one thing to
    launch, ``multi`` one for each module. completion: what completes a module: a pass in its
    ``assessment``, its ``content`` (every topic opened, every practice question answered), or
    ``both``. status_mapping: ``passed-failed`` sends the result of the assessment, ``completed-only``
    sends ``completed`` in place of ``passed`` and never ``failed``, for an LMS that counts nothing
    else. pass_mark: per cent, 1 to 100, in place of each module's own; None leaves it. attempts: how
    many tries at the assessment there are, 0 for as many as one likes. report_failed: whether a failed
    try is reported with its score, or the module stays incomplete until it is passed. keep_suspend:
    whether a finished module opens again where it was left; without it the LMS may offer a fresh
    attempt. window: ``own`` opens the module in a window of its own. overlay: what makes the package
    the trust's own.
    """

    format: str = "scorm12"
    lms: str = "other"
    layout: Layout = "single"
    completion: Completion = "assessment"
    status_mapping: StatusMapping = "passed-failed"
    pass_mark: int | None = None
    attempts: int = 0
    report_failed: bool = True
    keep_suspend: bool = True
    window: Window = "frame"
    overlay: Overlay = Overlay()

    def __post_init__(self) -> None:
        """Raise BadOptions where a value makes no sense."""
        for name, (called, words) in _WORDS.items():
            value = getattr(self, name)
            if value not in get_args(words):
                known = " or ".join(get_args(words))
                raise BadOptions(f"The {called} '{value}' does not exist; use {known}.")
        if self.pass_mark is not None and not 1 <= self.pass_mark <= 100:
            raise BadOptions(
                f"The pass mark {self.pass_mark} is not possible: use a whole number of per cent "
                "from 1 to 100."
            )
        if not 0 <= self.attempts <= MAX_ATTEMPTS:
            raise BadOptions(
                f"{self.attempts} attempts are not possible: use 1 to {MAX_ATTEMPTS}, or 0 for as "
                "many as one likes."
            )
