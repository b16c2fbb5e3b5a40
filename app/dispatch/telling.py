"""What the pages of licences say of a package: what it will tell the LMS, and what to do there."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from course.model import Course
from packager import PackageOptions
from packager.dispatch_formats import DISPATCH_FORMATS
from packager.dispatch_steps import dispatch_steps
from packager.errors import BadOptions, UnknownModule
from packager.package import chosen
from packager.presets import PRESETS, Preset, cautioned

_OTHER: Final = "other"


class Telling(Struct, frozen=True):
    """preset: the LMS; sentences: what it will be told, none where a module is not served; steps: there."""

    preset: Preset
    sentences: tuple[str, ...]
    steps: tuple[str, ...]


def telling(course: Course, slugs: Sequence[str], options: PackageOptions, base: str) -> Telling:
    """Return what to say of a package. slugs: of its modules; base: the address of this server."""
    preset, kind = PRESETS.get(options.lms, PRESETS[_OTHER]), DISPATCH_FORMATS[options.format]
    try:
        sentences = cautioned(preset, kind, options, chosen(course, slugs, options))
    except (UnknownModule, BadOptions):
        sentences = ()
    return Telling(preset, sentences, dispatch_steps(preset, kind, options, base))
