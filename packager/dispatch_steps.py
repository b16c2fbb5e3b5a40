"""What to do in an LMS with a dispatch package: beyond what the ordinary one needs, it must be let through."""

from packager.formats import Format
from packager.options import PackageOptions
from packager.presets import Preset
from packager.steps import steps_for


def dispatch_steps(
    preset: Preset, kind: Format, options: PackageOptions, origin: str
) -> tuple[str, ...]:
    """Return the steps in order, as plain text. origin: of the server from which the course opens."""
    return (
        f"Have your web filter let {origin} through, with everything below it.",
        "If your LMS restricts what its pages may frame (Content-Security-Policy), allow that address in"
        " frame-src and in form-action.",
        *steps_for(preset, kind, options, 1),
        "If the place of the course stays empty, wait fifteen seconds: the page then offers a window, and"
        " lists the addresses that the licence has to name.",
    )
