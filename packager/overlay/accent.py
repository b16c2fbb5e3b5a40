"""A trust's colour in the place of ours: checked for contrast, and as a style sheet.

It is the ground of white text (header, navigation), and text and edges on the page (the kind of a
note, the current step, the bar of progress). Where it stands is said in ``course/style``: each place
takes ``--fs-accent`` or ``--fs-accent-deep``, and our own colour where there is none.

Source: WCAG 2.2, 1.4.3 (text: 4.5 to 1) and 1.4.11 (edges and bars: 3 to 1).
"""

from typing import Final, NamedTuple

from packager.errors import BadOptions
from packager.overlay.colour import BLACK, WHITE, Colour, contrast, read_colour

PALE: Final = Colour(0xEA, 0xF2, 0xFA)
"""The ground of a note on the nations: the darkest of the pale grounds of its text."""
TRACK: Final = Colour(0xD8, 0xDD, 0xE0)
"""The ground of the bar of progress."""
LEAST_FOR_TEXT: Final = 4.5
LEAST_FOR_SHAPES: Final = 3.0

_DEEP: Final = 0.72  # the navigation under the header, darker by as much as ours is
_STEPS: Final = 255

_NEEDS: Final = (
    (WHITE, LEAST_FOR_TEXT, "white text"),
    (PALE, LEAST_FOR_TEXT, "the pale ground of a note"),
    (TRACK, LEAST_FOR_SHAPES, "the grey of the bar of progress"),
)


def check_accent(accent: str) -> None:
    """Raise BadOptions where a text is no colour, or one that is hard to see where it will stand."""
    colour = read_colour(accent)
    if colour is None:
        raise BadOptions(f"'{accent[:40]}' is no colour; write it like #005eb8.")
    for ground, least, what in _NEEDS:
        ratio = contrast(colour, ground)
        if ratio < least:
            # Cut, not rounded: 4.499 must not be told as the 4.5 that it is not.
            told = int(ratio * 100) / 100
            raise BadOptions(
                f"The colour {colour.hex} has a contrast of {told:.2f} to 1 with {what}, which is"
                f" hard to read; it needs {least:g} to 1, which its darker tone"
                f" {_darker(colour).hex} reaches."
            )


class Contrasts(NamedTuple):
    """The contrast of a colour with others, each from 1 to 21. pale: with the ground of a note."""

    white: float
    black: float
    pale: float


def contrasts_of(accent: str) -> Contrasts | None:
    """Return the contrasts of a colour, whether it may be taken or not; none for what is no colour."""
    colour = read_colour(accent)
    if colour is None:
        return None
    return Contrasts(contrast(colour, WHITE), contrast(colour, BLACK), contrast(colour, PALE))


def plain_accent(accent: str) -> str:
    """Return a colour as ``#rrggbb``. Raises BadOptions as ``check_accent`` does."""
    check_accent(accent)
    colour = read_colour(accent)
    return colour.hex if colour else ""


def accent_style(accent: str) -> bytes:
    """Return the style sheet that puts a checked colour in the place of ours."""
    tones = tones_of(accent)
    if tones is None:
        raise BadOptions(f"'{accent[:40]}' is no colour; write it like #005eb8.")
    plain, deep = tones
    return f":root {{\n  --fs-accent: {plain};\n  --fs-accent-deep: {deep};\n}}\n".encode()


def tones_of(accent: str) -> tuple[str, str] | None:
    """Return a colour and its deeper tone as ``#rrggbb``, whether it may be taken or not; none for what is no colour."""
    colour = read_colour(accent)
    return (colour.hex, colour.times(_DEEP).hex) if colour else None


def _darker(colour: Colour) -> Colour:
    """Return the nearest darker tone of a colour that can be seen on every ground."""
    tones = (colour.times(step / _STEPS) for step in range(_STEPS, -1, -1))
    return next(tone for tone in tones if _passes(tone))


def _passes(colour: Colour) -> bool:
    return all(contrast(colour, ground) >= least for ground, least, _ in _NEEDS)
