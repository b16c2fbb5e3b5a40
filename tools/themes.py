"""The style sheet in other colours: dark, and with more contrast, made from the one that is light.

Every colour of the sheet is looked at where it stands: as text, as a ground, or as an edge. So what is
new in the light sheet has its place in the others at once. What no rule can know, such as the plate
under a picture, stands in ``course/style/themes``.
"""

import colorsys
import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from tools.css_rules import Rule, read_rules, write_rules

_TEXT: Final = {
    "color",
    "fill",
    "stroke",
    "text-decoration",
    "text-decoration-color",
    "caret-color",
}
_EDGE: Final = re.compile(r"^(border|outline|column-rule)(-|$)")
_GROUND: Final = {"background", "background-color"}
_ANY: Final = re.compile(
    r"color-mix\(in srgb,var\([^)]*\) 40%,#fff\)|var\([^)]*\)|rgba\([^)]*\)|#[0-9a-f]{3,8}\b", re.I
)
_SHORT: Final = {
    *("border", "border-top", "border-right", "border-bottom", "border-left"),
    *("outline", "text-decoration", "background"),
}
_LINES: Final = _SHORT - {"text-decoration", "background"}
_STYLE: Final = re.compile(r"\b(solid|dashed|dotted|double)\b")
_KEYWORDS: Final = {"transparent", "inherit", "currentcolor", "initial", "unset", "revert"}
_NOT: Final = re.compile(r":not\([^)]*\)")
_COLOUR: Final = re.compile(
    r"var\(--fs-accent(?:-deep)?,\s*#[0-9a-f]{3,6}\)|#[0-9a-f]{3,8}\b", re.I
)


class Colour(NamedTuple):
    """A colour. Parts from 0 to 1."""

    red: float
    green: float
    blue: float

    @classmethod
    def read(cls, text: str) -> "Colour":
        """Return the colour of ``#rgb`` or ``#rrggbb``."""
        digits = text.removeprefix("#")
        digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits[:3])
        return cls(*(int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)))

    @property
    def hex(self) -> str:
        """Return it as ``#rrggbb``."""
        return "#" + "".join(f"{round(part * 255):02x}" for part in self)

    @property
    def luminance(self) -> float:
        """Source: WCAG 2.2, "relative luminance"."""
        parts = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in self]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    @property
    def hls(self) -> tuple[float, float, float]:
        """Hue, lightness and saturation."""
        return colorsys.rgb_to_hls(*self)

    def contrast(self, other: "Colour") -> float:
        """Source: WCAG 2.2, "contrast ratio"."""
        light, dark = sorted((self.luminance, other.luminance), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    def moved(self, towards: float, ground: "Colour", least: float) -> "Colour":
        """Return it lighter (towards 1) or darker (0), until it has a contrast with a ground."""
        hue, lightness, saturation = self.hls
        for step in range(51):
            share = step / 50
            mixed = lightness + (towards - lightness) * share
            moved = Colour(*colorsys.hls_to_rgb(hue, mixed, saturation))
            if moved.contrast(ground) >= least:
                return moved
        return Colour(towards, towards, towards)


class Theme(NamedTuple):
    """A set of colours. page and surface: the grounds for #f0f4f5 and for white; ink: for our black.

    text and edge: the least contrast with the surface. tint: the lightness of coloured grounds.
    """

    name: str
    dark: bool
    page: str
    surface: str
    raised: str
    ink: str
    text: float
    edge: float
    tint: float


THEMES: Final = (
    Theme("dark", True, "#10161b", "#182027", "#38444d", "#e8edf0", 6.5, 3.5, 0.17),
    Theme("contrast", False, "#ffffff", "#ffffff", "#d8dde0", "#000000", 12.0, 7.0, 0.97),
    Theme("dark-contrast", True, "#000000", "#000000", "#38444d", "#ffffff", 12.0, 7.0, 0.09),
)


def themed(css: str, theme: Theme) -> str:
    """Return the rules of a style sheet that name colours, in the colours of a theme.

    It is to be loaded after the sheet itself, for the screen: rules keep their order and their selectors.
    """
    return write_rules(_rules(css, theme))


def _rules(css: str, theme: Theme) -> Iterator[Rule]:
    for rule in read_rules(css):
        if any("print" in head or "forced-colors" in head for head in rule.around):
            continue
        coloured = tuple(
            told
            for name, value in rule.declarations
            if _kind(name) and (told := _told(name, value)) is not None
        )
        if coloured:
            yield rule._replace(declarations=tuple(_changed(rule, coloured, theme)))


def _told(name: str, value: str) -> tuple[str, str] | None:
    """Return a declaration that settles a colour; none for any other.

    A colour that is taken back counts as well, by a keyword or by a shorthand without one: our sheet is
    loaded later, so what it repeats of an earlier rule would win over a later one that it leaves out.
    """
    if _COLOUR.search(value) or "rgba(" in value or value.lower() in _KEYWORDS:
        return name, value
    if name == "background" and "gradient(" not in value:
        return "background-color", "transparent"
    if name in _LINES and _STYLE.search(value):
        return f"{name}-color", "currentcolor"
    return None


def _kind(name: str) -> str:
    if name in _TEXT:
        return "text"
    if name in _GROUND:
        return "ground"
    if _EDGE.match(name):
        return "edge"
    return "shadow" if name == "box-shadow" else ""


def _changed(
    rule: Rule, coloured: tuple[tuple[str, str], ...], theme: Theme
) -> Iterator[tuple[str, str]]:
    # What has focus is black on yellow in every theme.
    stays = ":focus" in _NOT.sub("", rule.selector) or any(
        _kind(name) == "ground" and any(_is_signal(Colour.read(c)) for c in _plain(value))
        for name, value in coloured
    )
    under = _under(coloured, theme)
    for name, value in coloured:
        kind = _kind(name)
        changed = value if stays or kind == "shadow" else _value(kind, value, theme, under)
        yield _colour_alone(name, changed)


def _colour_alone(name: str, value: str) -> tuple[str, str]:
    """Return a shorthand as its colour: the widths that stand with it may be changed by a later rule."""
    if name not in _SHORT:
        return name, value
    found = _ANY.findall(value)
    return (f"{name}-color", found[0]) if len(found) == 1 else (name, value)


def _under(coloured: tuple[tuple[str, str], ...], theme: Theme) -> Colour:
    """Return the ground on which the text of a rule is hardest to read: its own, or the page's."""
    grounds = [Colour.read(theme.surface)]
    for name, value in coloured:
        if _kind(name) == "ground":
            grounds += [_ground(Colour.read(each), theme) for each in _plain(value)]
    usual = [ground for ground in grounds if (ground.luminance < 0.2) == theme.dark]
    return (max if theme.dark else min)(usual, key=lambda ground: ground.luminance)


def _value(kind: str, value: str, theme: Theme, under: Colour) -> str:
    changed = _COLOUR.sub(lambda found: _of(kind, found[0], theme, under), value)
    # The design system's ink, let through by a hundredth so that the browser notices a change.
    ink = ",".join(str(round(part * 255)) for part in Colour.read(theme.ink))
    return changed.replace("rgba(33,43,50,", f"rgba({ink},")


def _plain(value: str) -> list[str]:
    return re.findall(r"#[0-9a-f]{3,6}\b", value, re.I)


def _of(kind: str, written: str, theme: Theme, under: Colour) -> str:
    if not written.startswith("var("):
        colour = Colour.read(written)
        return (_text(colour, theme, under) if kind == "text" else _WAYS[kind](colour, theme)).hex
    ours = Colour.read(_plain(written)[0])
    if not theme.dark or (kind == "ground" and ours.luminance < 0.04):
        return written  # the header: white on the trust's own colour
    changed = _text(ours, theme, under).hex
    # A trust's colour is dark enough for white text: this much white makes it light enough for dark grounds.
    return f"color-mix(in srgb,{written.replace(_plain(written)[0], changed)} 40%,#fff)"


def _is_signal(colour: Colour) -> bool:
    """Say whether it is the yellow of focus, or the dawn of the header."""
    _, lightness, saturation = colour.hls
    return saturation > 0.8 and lightness < 0.75 and colour.luminance > 0.4


def _is_ink(colour: Colour) -> bool:
    return colour.luminance < 0.05 and colour.hls[2] < 0.3


def _text(colour: Colour, theme: Theme, under: Colour) -> Colour:
    if _is_ink(colour):
        return Colour.read(theme.ink)
    if colour.luminance > 0.4:
        return colour  # on a button, or in the header
    return colour.moved(1.0 if theme.dark else 0.0, under, theme.text)


def _ground(colour: Colour, theme: Theme) -> Colour:
    hue, lightness, saturation = colour.hls
    if _is_signal(colour):
        return colour
    if _is_ink(colour):
        return Colour.read(theme.ink)
    if lightness < 0.75:
        return colour.moved(0.0, Colour(1, 1, 1), 7.0) if theme.text > 7 else colour
    if lightness > 0.99:
        return Colour.read(theme.surface)
    if saturation >= 0.35:
        return Colour(*colorsys.hls_to_rgb(hue, theme.tint, min(saturation, 0.45)))
    return Colour.read(theme.page if lightness > 0.94 else theme.raised)


def _edge(colour: Colour, theme: Theme) -> Colour:
    if _is_signal(colour):
        return colour
    surface = Colour.read(theme.surface)
    if colour.luminance > 0.55 and theme.text < 7:
        return surface if colour.hls[1] > 0.99 else Colour.read(theme.raised)
    return colour.moved(1.0 if theme.dark else 0.0, surface, theme.edge)


_WAYS: Final[dict[str, Callable[[Colour, Theme], Colour]]] = {
    "ground": _ground,
    "edge": _edge,
}
