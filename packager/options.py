"""What an LMS administrator may choose for a package."""

from typing import Final, Literal, get_args

from msgspec import Struct

from course.files.schema import alternatives
from course.nations import HOME_NATIONS, HomeNation, is_home_nation
from course.render import LocalAnswerGiven
from packager.errors import BadOptions

StatusMapping = Literal["passed-failed", "completed-only"]

MAX_ORGANISATION_CHARS: Final = 120


class PackageOptions(Struct, frozen=True, kw_only=True):
    """The choices behind one package.

    format: a name in ``packager.formats.FORMATS``. status_mapping: ``passed-failed`` sends the result
    of the assessment, ``completed-only`` sends ``completed`` in place of ``passed`` and never
    ``failed``, for an LMS that counts nothing else. report_failed: whether a failed try is reported
    with its score, or the module stays incomplete until it is passed. keep_suspend: whether a finished
    module opens again where it was left; without it the LMS may offer a fresh attempt. organisation:
    the trust's name as shown in the page. local_answers: the trust's own answers by their key, each
    with the day on which it was given. nation: shown first where the four nations differ; none
    for all alike.
    """

    format: str = "scorm12"
    status_mapping: StatusMapping = "passed-failed"
    report_failed: bool = True
    keep_suspend: bool = True
    organisation: str = ""
    local_answers: dict[str, LocalAnswerGiven] = {}
    nation: HomeNation | None = None

    def __post_init__(self) -> None:
        """Raise BadOptions where a value makes no sense."""
        if self.status_mapping not in get_args(StatusMapping):
            known = " or ".join(get_args(StatusMapping))
            raise BadOptions(
                f"The status mapping '{self.status_mapping}' does not exist; use {known}."
            )
        if self.nation is not None and not is_home_nation(self.nation):
            known = alternatives(tuple(HOME_NATIONS))
            raise BadOptions(f"The nation '{self.nation}' does not exist; use {known}.")
        if len(self.organisation) > MAX_ORGANISATION_CHARS:
            raise BadOptions(
                f"The organisation's name has {len(self.organisation)} characters; "
                f"use at most {MAX_ORGANISATION_CHARS}."
            )
