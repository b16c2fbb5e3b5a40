"""A manifest's XML from anybody: no entity is resolved, nothing is fetched."""

import re
from typing import Final

from lxml import etree

from packager.errors import UnreadableManifest
from packager.safe_xml import BOM, has_doctype, is_wide, safe_parser

_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}\\^`]+")


def root_of(name: str, data: bytes) -> etree._Element:
    """Return the root of an XML file. Raises UnreadableManifest for what is none, or hides things."""
    if is_wide(data):
        raise UnreadableManifest(name, ["it is not in UTF-8; save it as UTF-8"])
    if has_doctype(data):
        raise UnreadableManifest(name, ["it has a DOCTYPE, which can hide an attack; take it out"])
    try:
        return etree.fromstring(data.removeprefix(BOM), safe_parser(comments=False))
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise UnreadableManifest(name, [f"it is no well-formed XML ({problem})"]) from None


def text_of(element: etree._Element | None) -> str:
    """Return an element's text without the white space round it; empty where there is none.

    Source: cmi5 Quartz, section 13.1: an importer removes leading and trailing white space.
    """
    return "" if element is None else str(element.text or "").strip()


def is_iri(text: str) -> bool:
    """Say whether a text is an absolute IRI. Source: RFC 3987, section 2.2; cmi5 Quartz, section 3."""
    return _IRI.fullmatch(text) is not None


def attribute(element: etree._Element, name: str, default: str = "") -> str:
    """Return an attribute without the white space round it."""
    return str(element.get(name, default)).strip()
