"""What every page must be, judged as a browser would read it."""

import re
from html import unescape
from typing import Any

from tinyhtml5.parser import HTMLParser

NAMES = ("aria-describedby", "aria-labelledby", "aria-controls", "for")
TO_THE_LMS = "data-send-at-once"
"""Marks the one form that leads to another host: the answer to an LMS, which its teacher's browser carries."""
OUTSIDE = re.compile(r"^(?:https?:)?//", re.IGNORECASE)


def words_of(page: str) -> str:
    """Return a page with its spaces and line breaks as a reader sees them."""
    return " ".join(unescape(page).split())


def assert_page(html: bytes | str) -> None:
    """Raise AssertionError with every fault of a page that the rules below find."""
    text = html.decode() if isinstance(html, bytes) else html
    parser = HTMLParser(namespace_html_elements=False)
    root = parser.parse(text)
    faults = [f"not valid at {place}: {code} {data}" for place, code, data in parser.errors]
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    faults += _outline(root, elements) + _names(elements)
    for element in elements:
        faults += _content_of(element)
    assert not faults, "this page has faults:\n" + "\n".join(faults) + f"\n\n{text[:3000]}"


def _outline(root: Any, elements: list[Any]) -> list[str]:
    faults = [] if root.get("lang") else ["<html> has no lang"]
    for tag in ("title", "h1", "main"):
        found = [e for e in elements if e.tag == tag]
        if len(found) != 1 or not "".join(found[0].itertext()).strip():
            faults.append(f"there must be one <{tag}> with text, not {len(found)}")
    return faults


def _names(elements: list[Any]) -> list[str]:
    ids = [e.get("id") for e in elements if e.get("id") is not None]
    faults = [f"the id {i!r} is there twice" for i in {i for i in ids if ids.count(i) > 1}]
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
