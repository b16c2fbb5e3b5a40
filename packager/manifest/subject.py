"""What a manifest tells an LMS about a package, whatever its format."""

from typing import Final

from msgspec import Struct

from course.model import Module

LAUNCH_FILE: Final = "index.html"


class Subject(Struct, frozen=True):
    """A module as an LMS lists it.

    mastery_score: per cent, None where the LMS is not to judge by itself. files: every path in the
    package but the manifest's own, sorted; the launch file is among them.
    """

    slug: str
    title: str
    version: str
    language: str
    mastery_score: int | None
    files: tuple[str, ...]


def subject_of(module: Module, mastery_score: int | None, files: tuple[str, ...]) -> Subject:
    """Return what a manifest says of this module."""
    return Subject(
        slug=module.slug,
        title=module.title,
        version=module.version,
        language=module.language,
        mastery_score=mastery_score,
        files=tuple(sorted(files)),
    )
