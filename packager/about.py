"""The text for whoever imports a package: what it is, what has changed, what to set in the LMS."""

from collections.abc import Sequence
from typing import Final

from course.model import Module
from packager.digest import COMMAND, LEFT_OUT
from packager.formats import Format
from packager.options import PackageOptions
from packager.page import templates
from packager.presets import cautioned, preset_named

ABOUT_FILE: Final = LEFT_OUT
_VERSIONS_TOLD: Final = 3


def about_text(
    modules: Sequence[Module], options: PackageOptions, kind: Format, units: int, content: str
) -> bytes:
    """Return about.txt. units: how many things an LMS launches; content: the digest of the rest."""
    preset = preset_named(options.lms)
    page = templates().get_template("about.txt")
    text = page.render(
        modules=modules,
        options=options,
        kind=kind,
        units=units,
        preset=preset,
        steps=preset.steps_for(kind, units),
        sentences=cautioned(preset, kind, options, modules),
        content=content,
        digest_command=COMMAND,
        versions_told=_VERSIONS_TOLD,
    )
    return text.encode()
