"""What a logo may be drawn with: elements, attributes, and how their values may look.

No pattern here may take longer than the text is long: the text is a stranger's.

Source: SVG 2, chapters 5 to 14 (structure, shapes, text, paint servers, masks).
"""

import re
from typing import Final

from packager.overlay.refused import LogoRefused

ELEMENTS: Final = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "switch", "image", "text", "tspan"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask"),
    )
)

DROPPED: Final = frozenset(("metadata", "style", "title", "desc"))
"""Elements that are left out without a word: what they say is used elsewhere, or nowhere."""

REFERRING: Final = frozenset(("use", "image", "linearGradient", "radialGradient", "pattern"))
"""Elements whose ``href`` is kept."""

WITH_TEXT: Final = frozenset(("text", "tspan"))
"""Elements whose text is kept."""

PROPERTIES: Final = frozenset(
    (
        *("fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity"),
        *("stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray"),
        *("stroke-dashoffset", "opacity", "color", "display", "visibility", "clip-path"),
        *("clip-rule", "mask", "stop-color", "stop-opacity", "font-family", "font-size"),
        *("font-weight", "font-style", "font-stretch", "text-anchor", "letter-spacing"),
        *("word-spacing", "dominant-baseline", "paint-order", "vector-effect"),
    )
)
"""What may be said as an attribute or as style alike."""

ATTRIBUTES: Final = PROPERTIES | frozenset(
    (
        *("transform", "d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r"),
        *("rx", "ry", "fx", "fy", "fr", "dx", "dy", "rotate", "width", "height", "viewBox"),
        *("preserveAspectRatio", "offset", "gradientUnits", "gradientTransform", "spreadMethod"),
        *("patternUnits", "patternContentUnits", "patternTransform", "clipPathUnits"),
        *("maskUnits", "maskContentUnits", "pathLength", "textLength", "lengthAdjust"),
    )
)
"""What is kept, beside ids and addresses. What is neither kept nor refused is left out."""

_FUNCTIONS: Final = frozenset(
    (
        *("url", "rgb", "rgba", "hsl", "hsla"),
        *("matrix", "translate", "scale", "rotate", "skewx", "skewy"),
    )
)
_LONGEST_FUNCTION: Final = 20
_NAME_AT_END: Final = re.compile(r"[\w-]*$")
_URL: Final = re.compile(r"url\s*\(", re.IGNORECASE)
_INSIDE: Final = re.compile(r"url\(\s*(['\"]?)#([\w.:-]+)\1\s*\)", re.IGNORECASE)
ID: Final = re.compile(r"[\w.:-]+")
"""An id that an address inside the drawing can name."""


def refuse_outside(name: str, value: str) -> None:
    """Raise LogoRefused for a value that loads something from outside, kept or not."""
    if _URL.search(_INSIDE.sub("", value)):
        raise LogoRefused(f"loads something from outside in '{name}'; draw it in the file itself")


def checked(name: str, value: str) -> str:
    """Return a value as it is kept. Raises LogoRefused for one that could load something."""
    refuse_outside(name, value)
    if "\\" in value or not all(map(_ends_in_function, value.split("(")[:-1])):
        raise LogoRefused(f"has a value in '{name}' that a logo does not need; save it as PNG")
    return _INSIDE.sub(r"url(#\2)", value)


def targets(value: str) -> list[str]:
    """Return the ids that a checked value refers to."""
    return [found[1] for found in _INSIDE.findall(value)]


def _ends_in_function(before: str) -> bool:
    name = _NAME_AT_END.search(before.rstrip()[-_LONGEST_FUNCTION:])
    return name is not None and name[0].lower() in _FUNCTIONS
