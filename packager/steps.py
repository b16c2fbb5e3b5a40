"""What to do in an LMS with a package, step by step, as the choices have it."""

from typing import Final

from packager.formats import Format
from packager.options import PackageOptions, Window
from packager.outcome import status_phrase
from packager.presets import Preset

_WHY_CURRENT: Final[dict[Window, str]] = {
    "frame": "a new one may be blocked",
    "own": "its page there holds the link that opens the module in a window of its own",
}
_OWN_WINDOW: Final = (
    "What your system shows is a page with a link: the link opens the module in a window of its own. "
    "Learners leave that page open meanwhile."
)
_OWN_WINDOW_BY_LMS: Final = "The zip asks your LMS to open each module in a window of its own: let browsers open pop-ups for it."


def steps_for(preset: Preset, kind: Format, options: PackageOptions, units: int) -> tuple[str, ...]:
    """Return what to do with a package, in order, as plain text. units: how many things it launches."""
    own = options.window == "own"
    if kind.steps:
        return (*kind.steps, *([_OWN_WINDOW_BY_LMS] if own else []))
    steps = (*preset.steps, *(preset.several if units > 1 else preset.single))
    if own and not any("{window}" in step for step in steps):
        # The last is to try it, as a learner who has been told.
        steps = (*steps[:-1], _OWN_WINDOW, steps[-1])
    return tuple(
        step.format(
            format=kind.label,
            status=status_phrase(kind, options),
            window=_WHY_CURRENT[options.window],
        )
        for step in steps
    )
