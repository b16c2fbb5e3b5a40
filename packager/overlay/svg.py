"""A drawing (SVG), read without entities and written out anew from what a logo may hold.

Nothing of the file is copied: elements, attributes and values that are known go into new text, what
editors add is left out, and what could run, load or move is refused. ``svg_allowed`` holds the lists,
``svg_keep`` goes through the elements, ``svg_style`` through the style sheets, ``svg_weight`` counts
what the drawing comes to, ``svg_tree`` is what is kept.

Source: SVG 2, sections 2.6 (secure modes) and 8.2 (viewBox).
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from packager.overlay.pixels import HIGHEST_PX, WIDEST_PX
from packager.overlay.refused import LogoRefused
from packager.overlay.svg_keep import keep
from packager.overlay.svg_style import read_sheets
from packager.overlay.svg_tree import SVG, as_file
from packager.overlay.svg_weight import MOST_ELEMENTS, TOO_MUCH, check_weight
from packager.safe_xml import safe_parser

MOST_PICTURES: Final = 4
"""How many pictures of pixels a drawing may hold."""

_DOCTYPE: Final = re.compile(r"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_ENCODING: Final = re.compile(r"<\?xml[^>]*?encoding\s*=\s*['\"]([\w.-]+)['\"]")
_NUMBER: Final = r"[0-9]{1,20}(?:\.[0-9]{0,20})?|\.[0-9]{1,20}"
_LENGTH: Final = re.compile(rf"({_NUMBER})(?:px|pt|mm|cm|in)?")
_PLACE: Final = re.compile(rf"[+-]?(?:{_NUMBER})")
_MOST_UNITS: Final = 1e6


def rewritten(content: bytes) -> bytes:
    """Return a drawing as new bytes, the same for the same content.

    Raises LogoRefused where it cannot be read, has no size, or holds what a logo must not.
    """
    root = _parsed(content)
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise LogoRefused(TOO_MUCH)
    if sum(1 for _ in root.iter(f"{{{SVG}}}image")) > MOST_PICTURES:
        raise LogoRefused(f"holds more than {MOST_PICTURES} pictures; save it as PNG")
    sheets = read_sheets("".join(each.itertext()) for each in root.iter(f"{{{SVG}}}style"))
    drawn = keep(root, sheets)
    if drawn is None or not drawn.children:
        raise LogoRefused("shows nothing; choose another file")
    place = _view_box(root)
    drawn.attributes |= {"viewBox": " ".join(place), **_size(float(place[2]), float(place[3]))}
    check_weight(drawn)
    return as_file(drawn)


def _parsed(content: bytes) -> etree._Element:
    try:
        text = content.decode("utf-8-sig").lstrip()
    except UnicodeDecodeError:
        raise LogoRefused("is not in UTF-8; save it with that encoding") from None
    told = _ENCODING.match(text)
    if told and told[1].lower() not in ("utf-8", "us-ascii"):
        raise LogoRefused(f"says that it is in {told[1][:20]}; save it as UTF-8")
    if _DOCTYPE.search(text):
        raise LogoRefused("has a DOCTYPE or an entity; take out the lines that begin with '<!'")
    try:
        root = etree.fromstring(text.encode(), safe_parser())
    except (etree.XMLSyntaxError, ValueError):
        raise LogoRefused("is no whole SVG; save it again, or as PNG") from None
    if root.tag != f"{{{SVG}}}svg":
        raise LogoRefused(f'does not begin with <svg xmlns="{SVG}">; save it as plain SVG')
    if any("stylesheet" in str(each.target) for each in _instructions(root)):
        raise LogoRefused("asks for a style sheet of its own; take that line out")
    return root


def _instructions(root: etree._Element) -> Iterator[etree._ProcessingInstruction]:
    before = root.getprevious()
    while before is not None:
        if isinstance(before, etree._ProcessingInstruction):
            yield before
        before = before.getprevious()
    yield from root.iter(etree.ProcessingInstruction)


def _view_box(root: etree._Element) -> list[str]:
    """Return the drawing's own coordinates, from its width and height where it names none."""
    place = str(root.get("viewBox", "")).replace(",", " ").split()
    if not (len(place) == 4 and all(map(_PLACE.fullmatch, place))):
        sides = [_LENGTH.fullmatch(str(root.get(side, "")).strip()) for side in ("width", "height")]
        if not all(sides):
            raise LogoRefused('has no size; add viewBox="0 0 width height" to its <svg>')
        place = ["0", "0", *(side[1] for side in sides if side)]
    if not all(0 < float(side) < _MOST_UNITS for side in place[2:]):
        raise LogoRefused("has no size that can be shown; give its viewBox a width and a height")
    return place


def _size(width: float, height: float) -> dict[str, str]:
    """Return the size at which it is shown at most, as a picture of pixels is."""
    by = min(WIDEST_PX / width, HIGHEST_PX / height)
    return {"width": f"{max(1, round(width * by))}", "height": f"{max(1, round(height * by))}"}
