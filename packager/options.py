"""What an LMS administrator may choose for a package."""

from typing import Literal, get_args

from msgspec import Struct

from packager.errors import BadOptions
from packager.overlay import Overlay

StatusMapping = Literal["passed-failed", "completed-only"]


class PackageOptions(Struct, frozen=True, kw_only=True):
    """The choices behind one package.

    format: a name in ``packager.formats.FORMATS``. status_mapping: ``passed-failed`` sends the result
    of the assessment, ``completed-only`` sends ``completed`` in place of ``passed`` and never
    ``failed``, for an LMS that counts nothing else. report_failed: whether a failed try is reported
    with its score, or the module stays incomplete until it is passed. keep_suspend: whether a finished
    module opens again where it was left; without it the LMS may offer a fresh attempt. overlay: what
    makes the package the trust's own.
    """

    format: str = "scorm12"
    status_mapping: StatusMapping = "passed-failed"
    report_failed: bool = True
    keep_suspend: bool = True
    overlay: Overlay = Overlay()

    def __post_init__(self) -> None:
        """Raise BadOptions where a value makes no sense."""
        if self.status_mapping not in get_args(StatusMapping):
            known = " or ".join(get_args(StatusMapping))
            raise BadOptions(
                f"The status mapping '{self.status_mapping}' does not exist; use {known}."
            )
