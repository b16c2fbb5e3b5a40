"""The text for whoever imports a dispatch package: what it is, what to set in the LMS, what it tells."""

from collections.abc import Sequence

from course.model import Module
from packager.about import wrapped
from packager.dispatch_steps import dispatch_steps
from packager.dispatch_terms import Dispatch
from packager.formats import Format
from packager.options import PackageOptions
from packager.page import templates
from packager.presets import cautioned, preset_named
from packager.subjects import describe


def dispatch_about_text(
    title: str,
    modules: Sequence[Module],
    options: PackageOptions,
    kind: Format,
    dispatch: Dispatch,
    content: str,
) -> bytes:
    """Return about.txt. content: the digest of the rest."""
    preset = preset_named(options.lms)
    page = templates().get_template("dispatch-about.txt")
    text = page.render(
        title=title,
        summary=describe(modules),
        options=options,
        kind=kind,
        dispatch=dispatch,
        content=content,
        preset=preset,
        steps=dispatch_steps(preset, kind, options, dispatch.origin),
        sentences=cautioned(preset, kind, options, modules),
        wrapped=wrapped,
    )
    return text.encode()
