"""What is kept of a drawing's elements, and what makes it unfit to be a logo.

Source: OWASP, "Cross Site Scripting Prevention Cheat Sheet"; SVG 2, sections 2.6 and 16.2.
"""

import base64
import binascii
import re
from typing import Final, Never

from lxml import etree

from packager.overlay.pixels import redrawn
from packager.overlay.refused import LogoRefused
from packager.overlay.svg_allowed import (
    ATTRIBUTES,
    DROPPED,
    ELEMENTS,
    ID,
    PROPERTIES,
    REFERRING,
    WITH_TEXT,
    checked,
    refuse_outside,
)
from packager.overlay.svg_style import Rule, styled
from packager.overlay.svg_tree import SVG, Drawn

_XLINK: Final = "http://www.w3.org/1999/xlink"
_CODE: Final = (f"{{{SVG}}}script", f"{{{SVG}}}foreignObject")
_DATA_IMAGE: Final = re.compile(r"\s*data:image/(?:png|jpe?g|webp|gif);base64,(.*)", re.DOTALL)
_TOLD_CHARS: Final = 40


def keep(node: etree._Element, sheets: tuple[Rule, ...]) -> Drawn | None:
    """Return what is kept of an element and of all in it; None where it is left out.

    Raises LogoRefused for what runs, loads or moves, and for an element that is not known.
    """
    name = etree.QName(node)
    for key, value in node.attrib.items():
        _refuse_code(etree.QName(str(key)).localname, str(value))
    if name.namespace != SVG or name.localname in DROPPED:
        # Nobody means a logo that holds code, wherever in it.
        for code in node.iter(*_CODE):
            _refuse_element(etree.QName(code).localname)
        return None
    tag = name.localname
    if tag not in ELEMENTS:
        _refuse_element(tag)
    drawn = Drawn(tag, _attributes(node, tag, sheets), _text(node.text, tag))
    for child in node:
        kept = keep(child, sheets) if isinstance(child.tag, str) else None
        if kept is not None:
            drawn.children.append(kept)
        if drawn.children:
            drawn.children[-1].tail += _text(child.tail, tag)
        else:
            drawn.text += _text(child.tail, tag)
    return drawn


def _refuse_element(tag: str) -> Never:
    raise LogoRefused(
        f"holds <{tag[:_TOLD_CHARS]}>, which a logo must not; take it out, or save it as PNG"
    )


def _refuse_code(name: str, value: str) -> None:
    if name.lower().startswith("on"):
        raise LogoRefused(f"has code in the attribute '{name[:_TOLD_CHARS]}'; take it out")
    refuse_outside(name[:_TOLD_CHARS], value)


def _text(text: str | None, tag: str) -> str:
    return str(text or "") if tag in WITH_TEXT else ""


def _attributes(node: etree._Element, tag: str, sheets: tuple[Rule, ...]) -> dict[str, str]:
    said = styled(node, tag, sheets)
    for name, value in said.items():
        _refuse_code(name, value)
    written = {str(k): str(v) for k, v in node.attrib.items() if str(k) in ATTRIBUTES}
    written |= {name: value for name, value in said.items() if name in PROPERTIES and value}
    kept = {name: checked(name, value) for name, value in written.items()}
    if ID.fullmatch(str(node.get("id", ""))):
        kept["id"] = str(node.get("id"))
    address = node.get("href", node.get(f"{{{_XLINK}}}href"))
    if address is not None:
        href = _address(tag, str(address))
        if tag in REFERRING:
            kept["href"] = href
    return kept


def _address(tag: str, address: str) -> str:
    """Return where an element points: inside the drawing, or a picture that is drawn anew."""
    picture = _DATA_IMAGE.fullmatch(address)
    if tag == "image" and picture:
        return f"data:image/png;base64,{_redrawn_text(picture[1])}"
    if tag != "image" and address.startswith("#"):
        return address
    raise LogoRefused(
        f"refers to something outside ('{address[:_TOLD_CHARS]}'); draw it in the file, or save it"
        " as PNG"
    )


def _redrawn_text(text: str) -> str:
    try:
        picture = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise LogoRefused("holds a picture that is damaged; save it as PNG") from None
    return base64.b64encode(redrawn(picture)).decode()
