"""What all manifests share: the declaration, indented UTF-8, and one way to add an element."""

from typing import Final

from lxml import etree

DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8"?>\n'
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"


def written(root: etree._Element) -> bytes:
    """Return a document: UTF-8, with a declaration, indented, without DOCTYPE."""
    etree.indent(root)
    # By hand: lxml writes the declaration with single quotes, which hand-made importers may not know.
    return (
        DECLARATION + bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=False)) + b"\n"
    )


def add(
    parent: etree._Element, space: str, tag: str, text: str = "", **attributes: str
) -> etree._Element:
    """Append an element of a namespace and return it."""
    element = etree.SubElement(parent, f"{{{space}}}{tag}", attributes)
    element.text = text or None
    return element


def duration(minutes: int) -> str:
    """Return minutes as an ISO 8601 duration: ``PT1H6M``."""
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")
