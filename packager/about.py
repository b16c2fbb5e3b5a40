"""The text for whoever imports a package: what it is, what has changed, what to set in the LMS."""

import textwrap
from collections.abc import Sequence
from typing import Final

from course.model import Module
from packager.digest import COMMAND, LEFT_OUT
from packager.formats import Format
from packager.options import PackageOptions
from packager.outcome import layout_words
from packager.page import templates, waits_in_browser
from packager.presets import cautioned, preset_named
from packager.steps import steps_for

ABOUT_FILE: Final = LEFT_OUT
_VERSIONS_TOLD: Final = 3
_LINE_CHARS: Final = 90


def about_text(
    name: str,
    modules: Sequence[Module],
    options: PackageOptions,
    kind: Format,
    units: int,
    content: str,
) -> bytes:
    """Return about.txt.

    name: of the zip; units: how many things an LMS launches; content: the digest of the rest.
    """
    preset = preset_named(options.lms)
    page = templates().get_template("about.txt")
    text = page.render(
        name=name,
        modules=modules,
        options=options,
        kind=kind,
        layout=layout_words(kind, units, len(modules)),
        preset=preset,
        steps=steps_for(preset, kind, options, units),
        sentences=cautioned(preset, kind, options, modules),
        content=content,
        digest_command=COMMAND,
        versions_told=_VERSIONS_TOLD,
        waits_in_browser=waits_in_browser(kind),
        wrapped=wrapped,
    )
    return text.encode()


def wrapped(text: str, hang: int = 0) -> str:
    """Return a paragraph in lines. hang: how many characters stand before it, and before each line of it."""
    return textwrap.fill(
        " " * hang + text,
        _LINE_CHARS,
        subsequent_indent=" " * hang,
        break_long_words=False,
        break_on_hyphens=False,
    )[hang:]
