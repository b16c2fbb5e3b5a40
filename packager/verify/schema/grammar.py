"""Reading our RELAX NG schemas, to say in words what a manifest should hold.

libxml2 judges by the same files; what it says of a mistake cannot be shown to people. This reads what
our schemas use: ``include`` without changes, ``define`` with ``combine="choice"``, and each element's
content decided by its parent and its name alone.
"""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Final

from lxml import etree
from msgspec import Struct

from packager.verify.schema.patterns import (
    EMPTY,
    NOT_ALLOWED,
    TEXT,
    Attribute,
    Choice,
    Element,
    Group,
    Interleave,
    Names,
    OneOrMore,
    Pattern,
    Text,
    Value,
    choice,
    group,
    interleave,
)

RNG: Final = "{http://relaxng.org/ns/structure/1.0}"
XML_PREFIX: Final = "{http://www.w3.org/XML/1998/namespace}"


class Content(Struct, frozen=True):
    """What may stand in an element, taken apart.

    attributes: each with whether it must be; elements: those that may come, wherever; children: the
    pattern of their order, without attributes and text; values: the pattern of its text, or None
    where it holds elements; text: whether any text may stand between them.
    """

    attributes: tuple[tuple[Attribute, bool], ...]
    elements: tuple[Element, ...]
    children: Pattern
    values: Pattern | None
    text: bool


class Grammar:
    """A schema with all that it includes."""

    def __init__(self, path: Path) -> None:
        """Read a schema of ours. path: its file, ``….rng``."""
        self._defines: dict[str, list[etree._Element]] = {}
        self._start: etree._Element | None = None
        self._contents: dict[etree._Element, Content] = {}
        self._read(path)

    @cached_property
    def start(self) -> Pattern:
        """The pattern of the root."""
        return self._together(self._start)

    def content(self, element: Element) -> Content:
        """Return what may stand in an element."""
        if element.node not in self._contents:
            self._contents[element.node] = _content(self._together(element.node))
        return self._contents[element.node]

    def _read(self, path: Path) -> None:
        root = etree.parse(str(path)).getroot()
        for node in root.iterchildren(etree.Element):
            if node.tag == f"{RNG}include":
                self._read(path.parent / node.get("href"))
            elif node.tag == f"{RNG}start":
                self._start = node
            else:
                self._defines.setdefault(node.get("name"), []).append(node)

    def _together(self, node: etree._Element | None) -> Pattern:
        pattern: Pattern = EMPTY
        for part in _parts(node):
            pattern = group(pattern, self._pattern(part))
        return pattern

    def _pattern(self, node: etree._Element) -> Pattern:
        kind = str(node.tag).removeprefix(RNG)
        match kind:
            case "element":
                return Element(_names(node), node)
            case "attribute":
                inner = self._together(node)
                return Attribute(_names(node), TEXT if inner == EMPTY else inner)
            case "ref":
                return self._defined(node.get("name"))
            case "optional":
                return choice(self._together(node), EMPTY)
            case "oneOrMore":
                return OneOrMore(self._together(node))
            case "zeroOrMore":
                inner = self._together(node)
                return choice(OneOrMore(inner) if inner != NOT_ALLOWED else inner, EMPTY)
            case "mixed":
                return interleave(self._together(node), TEXT)
            case "data" | "value":
                return Value(node)
        return self._joined(kind, node)

    def _joined(self, kind: str, node: etree._Element) -> Pattern:
        if kind == "empty":
            return EMPTY
        if kind == "text":
            return TEXT
        pattern: Pattern = NOT_ALLOWED if kind in ("choice", "notAllowed") else EMPTY
        join = {"choice": choice, "interleave": interleave}.get(kind, group)
        for part in _parts(node):
            pattern = join(pattern, self._pattern(part))
        return pattern

    def _defined(self, name: str) -> Pattern:
        pattern: Pattern = NOT_ALLOWED
        for node in self._defines[name]:
            pattern = choice(pattern, self._together(node))
        return pattern


def leaves(pattern: Pattern, required: bool = True) -> Iterator[tuple[Pattern, bool]]:
    """Yield the elements, attributes, texts and values of a pattern, each with whether it must be."""
    match pattern:
        case Choice(left, right):
            yield from leaves(left, False)
            yield from leaves(right, False)
        case Group(left, right) | Interleave(left, right):
            yield from leaves(left, required)
            yield from leaves(right, required)
        case OneOrMore(inner):
            yield from leaves(inner, required)
        case _:
            yield pattern, required


def _content(body: Pattern) -> Content:
    parts = tuple(leaves(body))
    return Content(
        attributes=tuple((leaf, must) for leaf, must in parts if isinstance(leaf, Attribute)),
        elements=tuple(leaf for leaf, _ in parts if isinstance(leaf, Element)),
        children=_only_elements(body),
        values=body if any(isinstance(leaf, Value) for leaf, _ in parts) else None,
        text=any(isinstance(leaf, Text) for leaf, _ in parts),
    )


def _only_elements(pattern: Pattern) -> Pattern:
    match pattern:
        case Choice(left, right):
            return choice(_only_elements(left), _only_elements(right))
        case Group(left, right):
            return group(_only_elements(left), _only_elements(right))
        case Interleave(left, right):
            return interleave(_only_elements(left), _only_elements(right))
        case OneOrMore(inner):
            kept = _only_elements(inner)
            return kept if kept == EMPTY else OneOrMore(kept)
    return EMPTY if isinstance(pattern, Attribute | Text | Value) else pattern


def _parts(node: etree._Element | None) -> Iterator[etree._Element]:
    """Yield the patterns below a node, name classes left out."""
    classes = (f"{RNG}anyName", f"{RNG}name", f"{RNG}nsName")
    if node is not None:
        yield from (part for part in node.iterchildren(etree.Element) if part.tag not in classes)


def _names(node: etree._Element) -> Names:
    if node.get("name") is not None:
        return Names(
            known=(_clark(node.get("name"), node, attribute=node.tag == f"{RNG}attribute"),)
        )
    any_name = node.find(f"{RNG}anyName")
    excepted = any_name.iterchildren(f"{RNG}except") if any_name is not None else ()
    inner = [each for part in excepted for each in part.iterchildren(etree.Element)]
    return Names(
        any_=True,
        without=frozenset(_clark(e.text, e) for e in inner if e.tag == f"{RNG}name"),
        outside=frozenset(_space(e) for e in inner if e.tag == f"{RNG}nsName"),
    )


def _clark(name: str, node: etree._Element, attribute: bool = False) -> str:
    prefix, _, local = name.rpartition(":")
    if prefix == "xml":
        return XML_PREFIX + local
    if prefix:
        return f"{{{node.nsmap[prefix]}}}{local}"
    space = "" if attribute else _space(node)
    return f"{{{space}}}{local}" if space else local


def _space(node: etree._Element) -> str:
    """Return the namespace that names without a prefix have here."""
    for each in (node, *node.iterancestors()):
        if each.get("ns") is not None:
            return str(each.get("ns"))
    return ""
