"""Colours of the web: read, compared by contrast, darkened.

Source: WCAG 2.2, definitions of "relative luminance" and "contrast ratio".
"""

import re
from typing import Final, NamedTuple

_HEX: Final = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


class Colour(NamedTuple):
    """A colour of sRGB, each part from 0 to 255."""

    red: int
    green: int
    blue: int

    @property
    def hex(self) -> str:
        """The colour as ``#rrggbb``, in small letters."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def luminance(self) -> float:
        """The relative luminance: 0 for black, 1 for white."""
        red, green, blue = map(_linear, self)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def times(self, part: float) -> "Colour":
        """Return the colour darkened. part: 1 for as it is, 0 for black."""
        return Colour(*(int(value * part) for value in self))


WHITE: Final = Colour(255, 255, 255)
BLACK: Final = Colour(0, 0, 0)


def read_colour(text: str) -> Colour | None:
    """Return the colour of ``#rgb`` or ``#rrggbb``; None for anything else."""
    found = _HEX.fullmatch(text)
    if found is None:
        return None
    digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
    return Colour(*bytes.fromhex(digits))


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((one.luminance, other.luminance), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _linear(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
