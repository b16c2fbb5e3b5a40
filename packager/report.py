"""What came out, in lines for whoever made the package."""

from collections.abc import Sequence

from course.model import Module
from course.nations import HOME_NATIONS
from packager.formats import Format
from packager.manifest.subject import Subject
from packager.options import PackageOptions
from packager.outcome import layout_words, sentences


def report(
    modules: Sequence[Module],
    options: PackageOptions,
    kind: Format,
    subject: Subject,
    *,
    files: int,
    size: int,
) -> tuple[str, ...]:
    """Return the lines. files: how many; size: of the zip, in bytes."""
    what = ", ".join(f"{module.title} {module.version}" for module in modules)
    return (
        f"{what}, as {kind.label}",
        f"{files} files, {size / 1000:.0f} kB, {layout_words(kind, len(subject.units), len(modules))}",
        *sentences(kind, options, modules),
        f"of the four nations: {HOME_NATIONS[options.overlay.nation]} first"
        if options.overlay.nation
        else "of the four nations: all alike",
    )
