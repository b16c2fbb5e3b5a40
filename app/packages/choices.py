"""The choices of a package in words: as the form offers them, and as pages name them afterwards."""

from typing import Final

from course.nations import HOME_NATIONS
from packager.formats import FORMATS, Format, format_named
from packager.options import PackageOptions
from packager.outcome import layout_words
from packager.presets import PRESETS, Preset

FORMAT_HINTS: Final = {name: each.hint for name, each in FORMATS.items()}

LAYOUTS: Final = (
    ("single", "One entry, with the modules inside it"),
    ("multi", "An entry for each module"),
)
COMPLETIONS: Final = (
    ("assessment", "Its assessment is passed"),
    ("content", "Every topic is opened and every practice question answered"),
    ("both", "Both"),
)
STATUS: Final = (
    ("passed-failed", "Passed or failed, with the score"),
    ("completed-only", "Completed, once it is done"),
)
FAILED: Final = (
    ("yes", "Report it, with its score; a later pass replaces it"),
    ("no", "Stay incomplete until it is passed, or no try is left"),
)
REOPENED: Final = (
    ("yes", "Where it was left"),
    ("no", "As the system decides; some then offer a fresh attempt"),
)
WINDOWS: Final = (
    ("frame", "Where the system shows it"),
    ("own", "In a window of its own, which the learner opens by a link"),
)

_DONE: Final = {
    "assessment": "Done when passed",
    "content": "Done when read and answered",
    "both": "Done when read, answered and passed",
}
_OWN_MARKS: Final = "Each module’s own"
_NO_LIMIT: Final = "As many as one likes"


def preset_of(options: PackageOptions) -> Preset:
    """Return the system that a package is for; ``other`` for one that is not listed any more."""
    return PRESETS.get(options.lms, PRESETS["other"])


def in_short(options: PackageOptions, modules: int) -> tuple[str, ...]:
    """Return the choices as a list of packages shows them, a line each. modules: how many it holds."""
    kind = format_named(options.format)
    layout = []
    if modules > 1:
        layout = ["one entry" if kind.layout(options) == "single" else "an entry for each module"]
    first = ", ".join([f"For {preset_of(options).label}", _nation(options), *layout])
    return (first, _rule(options)) if kind.manifest_name else (first,)


def _nation(options: PackageOptions) -> str:
    chosen = options.overlay.nation
    return f"{HOME_NATIONS[chosen]} first" if chosen else "all four nations alike"


def _rule(options: PackageOptions) -> str:
    rule = [_DONE[options.completion]]
    if options.completion != "content" and options.pass_mark:
        rule[0] += f" at {options.pass_mark}"
    if options.status_mapping == "completed-only":
        rule.append("told as “completed”")
    if options.attempts:
        rule.append("one try" if options.attempts == 1 else f"{options.attempts} tries")
    if options.window == "own":
        rule.append("own window")
    return ", ".join(rule)


def in_full(kind: Format, options: PackageOptions, modules: int) -> tuple[tuple[str, str], ...]:
    """Return every choice with its name, in the words of the form. modules: how many the package holds."""
    units = modules if kind.layout(options) == "multi" else 1
    chosen = options.overlay.nation
    first = (
        ("For", preset_of(options).label),
        ("Format", f"{kind.label}, {layout_words(kind, units, modules)}"),
        ("Nation shown first", HOME_NATIONS[chosen] if chosen else "None: all four alike"),
    )
    if not kind.manifest_name:
        return first
    return (
        *first,
        ("A module is done when", dict(COMPLETIONS)[options.completion]),
        ("Your LMS counts", dict(STATUS)[options.status_mapping]),
        ("After a failed try", dict(FAILED)["yes" if options.report_failed else "no"]),
        ("Pass mark", f"{options.pass_mark} per cent" if options.pass_mark else _OWN_MARKS),
        ("Tries", str(options.attempts) if options.attempts else _NO_LIMIT),
        ("A finished module opens", dict(REOPENED)["yes" if options.keep_suspend else "no"]),
        ("It opens", dict(WINDOWS)[options.window]),
    )
