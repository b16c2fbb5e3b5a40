"""What every page must be, judged as a browser would read it."""

import hashlib
import re
from collections import Counter
from html import unescape
from typing import Any, Final

from tinyhtml5.parser import HTMLParser

NAMES = ("aria-describedby", "aria-labelledby", "aria-controls", "for")
TO_THE_LMS = "data-send-at-once"
"""Marks the one form that leads to another host: the answer to an LMS, which its teacher's browser carries."""
OUTSIDE = re.compile(r"^(?:https?:)?//", re.IGNORECASE)

OF_ITS_TEST: Final = re.compile(
    r'(?<= nonce=")[\w-]+(?=")'
    r'|(?<= name="csrf_token" value=")[\w.-]+(?=")'
    r"|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"
)
"""Numbers and tokens, drawn anew in each test, in which two pages may differ and be the same to a judge."""

_without_fault: set[bytes] = set()


def words_of(page: str) -> str:
    """Return a page with its spaces and line breaks as a reader sees them."""
    return " ".join(unescape(page).split())


def assert_page(html: bytes | str) -> None:
    """Raise AssertionError with every fault of a page that the rules below find.

    A page that was judged before is not judged again: most that a test asks for others asked for too.
    """
    text = html.decode() if isinstance(html, bytes) else html
    likeness = likeness_of(text)
    if likeness in _without_fault:
        return
    parser = HTMLParser(namespace_html_elements=False)
    root = parser.parse(text)
    faults = [f"not valid at {place}: {code} {data}" for place, code, data in parser.errors]
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    faults += _outline(root, elements) + _names(elements)
    for element in elements:
        faults += _content_of(element)
    assert not faults, "this page has faults:\n" + "\n".join(faults) + f"\n\n{text[:3000]}"
    _without_fault.add(likeness)


def likeness_of(page: str) -> bytes:
    """Return what is the same for two pages only where they differ in nothing but the numbers of their test.

    Each number counts by its place among the others: two that are one on this page are one on that page too.
    """
    places: dict[str, int] = {}
    order = [places.setdefault(found, len(places)) for found in OF_ITS_TEST.findall(page)]
    return hashlib.sha256(repr((OF_ITS_TEST.split(page), order)).encode()).digest()


def _outline(root: Any, elements: list[Any]) -> list[str]:
    faults = [] if root.get("lang") else ["<html> has no lang"]
    for tag in ("title", "h1", "main"):
        found = [e for e in elements if e.tag == tag]
        if len(found) != 1 or not "".join(found[0].itertext()).strip():
            faults.append(f"there must be one <{tag}> with text, not {len(found)}")
    return faults


def _names(elements: list[Any]) -> list[str]:
    ids = Counter(e.get("id") for e in elements if e.get("id") is not None)
    faults = [f"the id {i!r} is there twice" for i, times in ids.items() if times > 1]
    for element in elements:
        for name in NAMES:
            for target in (element.get(name) or "").split():
                if target not in ids:
                    faults.append(f"<{element.tag} {name}> names {target!r}, which is not there")
    return faults


def _content_of(element: Any) -> list[str]:
    faults = []
    if element.tag == "img" and element.get("alt") is None:
        faults.append(f"an image has no alt: {element.get('src')}")
    if element.tag == "style" or element.get("style") is not None:
        faults.append(f"<{element.tag}> has an inline style")
    if element.tag == "script" and not element.get("nonce"):
        faults.append("a script has no nonce")
    if element.tag == "script" and not element.get("src"):
        faults.append("a script is inline")
    faults += [
        f"<{element.tag}> has an inline handler {name}"
        for name in element.attrib
        if str(name).startswith("on")
    ]
    for name in ("src", "href", "action"):
        address = element.get(name) or ""
        if address.strip().lower().startswith("javascript:"):
            faults.append(f"<{element.tag}> runs a script by its {name}")
        if element.get(TO_THE_LMS) is not None:
            continue
        if element.tag in {"link", "script", "img", "iframe", "form"} and OUTSIDE.match(address):
            faults.append(f"<{element.tag}> asks another host: {address}")
    return faults
