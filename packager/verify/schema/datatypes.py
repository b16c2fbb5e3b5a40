"""Single values of a schema: whether a text fits, and what would, in words."""

from copy import deepcopy
from functools import cache
from typing import Final

from lxml import etree

from packager.verify.schema.grammar import RNG, leaves
from packager.verify.schema.patterns import Pattern, Text, Value

LIBRARY: Final = "http://www.w3.org/2001/XMLSchema-datatypes"
_WORDS: Final = {
    "NCName": "a name that begins with a letter and holds no blank, colon or slash",
    "boolean": "true or false",
    "anyURI": "an address",
    "language": "a language such as en-GB",
    "decimal": "a number",
    "int": "a whole number",
    "nonNegativeInteger": "a whole number from 0",
    "duration": "a duration such as PT30M",
    "dateTime": "a date and time such as 2026-11-25T09:00:00",
    "string": "a text of the standard's form",
}


def fits(text: str, pattern: Pattern) -> bool:
    """Say whether a text is one of those that a pattern of values stands for."""
    found = [leaf for leaf, _ in leaves(pattern) if isinstance(leaf, Value | Text)]
    return any(isinstance(leaf, Text) or _accepts(leaf.node, text) for leaf in found)


def in_words(pattern: Pattern) -> str:
    """Return what would fit, to stand after 'it must be'."""
    values = [leaf.node for leaf, _ in leaves(pattern) if isinstance(leaf, Value)]
    fixed = [f"'{node.text or ''}'" for node in values if node.tag == f"{RNG}value"]
    typed = [_typed(node) for node in values if node.tag == f"{RNG}data"]
    words = [*typed, *fixed]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _typed(node: etree._Element) -> str:
    limits = {param.get("name"): param.text for param in node.iterchildren(f"{RNG}param")}
    words = _WORDS[node.get("type")]
    if "minInclusive" in limits:
        return f"{words} from {limits['minInclusive']} to {limits['maxInclusive']}"
    if "maxLength" in limits:
        start = "" if node.get("type") == "string" else f"{words} of "
        return f"{start}at most {limits['maxLength']} characters"
    return f"{words} that is not empty" if "minLength" in limits else words


def _accepts(node: etree._Element, text: str) -> bool:
    tried = etree.Element("value")
    tried.text = text
    return bool(_schema(node).validate(tried))


@cache
def _schema(node: etree._Element) -> etree.RelaxNG:
    root = etree.Element(f"{RNG}element", name="value", datatypeLibrary=LIBRARY)
    root.append(deepcopy(node))
    return etree.RelaxNG(root)
