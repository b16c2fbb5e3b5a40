"""Saying in plain sentences where a document leaves its schema: all places in one run, in a time that
grows with the document's length only."""

from collections.abc import Iterator
from typing import Final

from lxml import etree
from msgspec import Struct

from packager.verify.schema.datatypes import fits, in_words
from packager.verify.schema.grammar import Grammar, leaves
from packager.verify.schema.patterns import (
    Attribute,
    Element,
    Interleave,
    NotAllowed,
    Pattern,
    Text,
    Value,
    after,
    may_be_empty,
)

XSI: Final = "{http://www.w3.org/2001/XMLSchema-instance}"
# Where other schemas lie: an attribute that may stand on every element of every standard.
_HINTS: Final = (f"{XSI}schemaLocation", f"{XSI}noNamespaceSchemaLocation")
MAX_NAMED: Final = 8
MAX_QUOTED: Final = 60


class Mistake(Struct, frozen=True):
    """One place where a document leaves its schema, and how to mend it."""

    line: int
    sentence: str


def mistakes(root: etree._Element, grammar: Grammar) -> Iterator[Mistake]:
    """Yield every mistake of a document, each element looked at for itself."""
    start = next(leaf for leaf, _ in leaves(grammar.start) if isinstance(leaf, Element))
    if root.tag not in start.names:
        known = start.names.known[0]
        yield _at(root, f'The first element must be <{_local(known)} xmlns="{_space(known)}">.')
        return
    yield from _element(root, start, grammar)


def _element(element: etree._Element, pattern: Element, grammar: Grammar) -> Iterator[Mistake]:
    body = grammar.body(pattern)
    yield from _attributes(element, body)
    parts = [leaf for leaf, _ in leaves(body)]
    if any(isinstance(leaf, Value) for leaf in parts):
        yield from _value(element, body)
        return
    if not any(isinstance(leaf, Text) for leaf in parts) and _own_text(element).strip():
        words = _own_text(element).strip()[:MAX_QUOTED]
        yield _at(element, f"{_tag(element)} holds the text '{words}', but no text may stand there.")
    yield from _children(element, body)
    known = [leaf for leaf in parts if isinstance(leaf, Element)]
    for child in element.iterchildren(etree.Element):
        found = next((each for each in known if child.tag in each.names), None)
        if found is not None and not found.names.any_:
            yield from _element(child, found, grammar)


def _attributes(element: etree._Element, body: Pattern) -> Iterator[Mistake]:
    known = [(leaf, must) for leaf, must in leaves(body) if isinstance(leaf, Attribute)]
    for leaf, must in known:
        if must and leaf.names.known[0] not in element.attrib:
            name = _short(leaf.names.known[0], element)
            yield _at(element, f"{_tag(element)} has no attribute {name}; add it.")
    for key, value in element.attrib.items():
        if key in _HINTS:
            continue
        match = next((leaf for leaf, _ in known if key in leaf.names), None)
        name = _short(str(key), element)
        if match is None:
            near = [n for leaf, _ in known for n in leaf.names.known if n.lower() == key.lower()]
            hint = f"write {_short(near[0], element)}" if near else "take it out"
            yield _at(element, f"{_tag(element)} has no attribute {name} in this standard; {hint}.")
        elif not fits(str(value), match.value):
            said = str(value)[:MAX_QUOTED]
            words = in_words(match.value)
            yield _at(element, f"{name}=\"{said}\" on {_tag(element)}: it must be {words}.")


def _value(element: etree._Element, body: Pattern) -> Iterator[Mistake]:
    if next(element.iterchildren(etree.Element), None) is not None:
        yield _at(element, f"{_tag(element)} holds elements, but only a text may stand there.")
    elif not fits(_own_text(element), body):
        said = _own_text(element)[:MAX_QUOTED]
        yield _at(element, f"{_tag(element)} says '{said}', but it must be {in_words(body)}.")


def _children(element: etree._Element, body: Pattern) -> Iterator[Mistake]:
    left = body
    for child in element.iterchildren(etree.Element):
        following = after(left, child.tag)
        if isinstance(following, NotAllowed):
            yield _at(child, _misplaced(child, element, body))
        else:
            left = following
    if not may_be_empty(left):
        missing = [
            f"<{_local(leaf.names.known[0])}>"
            for leaf, must in leaves(left)
            if isinstance(leaf, Element) and leaf.names.known and (must or not _must(left))
        ]
        yield _at(element, f"{_tag(element)} has no {' or '.join(dict.fromkeys(missing))}; add it.")


def _must(pattern: Pattern) -> bool:
    return any(must for leaf, must in leaves(pattern) if isinstance(leaf, Element))


def _misplaced(child: etree._Element, element: etree._Element, body: Pattern) -> str:
    known = [n for leaf, _ in leaves(body) if isinstance(leaf, Element) for n in leaf.names.known]
    names = list(dict.fromkeys(known))
    if child.tag in names:
        order = ", ".join(_local(name) for name in names[:MAX_NAMED])
        more = ", …" if len(names) > MAX_NAMED else ""
        if _any_order(body) or len(names) == 1:
            return f"{_tag(child)} may stand only once in {_tag(element)}; keep one."
        return (
            f"{_tag(child)} stands twice or in the wrong place; in {_tag(element)} the order is "
            f"{order}{more}."
        )
    near = next((n for n in names if _local(n).lower() == _local(child.tag).lower()), "")
    if near and _space(near) != _space(child.tag):
        return f"{_tag(child)} is of the namespace '{_space(child.tag)}'; here use '{_space(near)}'."
    if near:
        return f"{_tag(child)} is spelt <{_local(near)}> in this standard; write it so."
    return f"{_tag(child)} has no place in {_tag(element)}; take it out."


def _any_order(body: Pattern) -> bool:
    """Say whether the children may come in any order; ``mixed`` only lets text come between."""
    mixed = isinstance(body, Interleave) and Text() in (body.left, body.right)
    return isinstance(body, Interleave) and not mixed


def _own_text(element: etree._Element) -> str:
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _at(element: etree._Element, sentence: str) -> Mistake:
    return Mistake(element.sourceline or 0, sentence)


def _tag(element: etree._Element) -> str:
    prefix = f"{element.prefix}:" if element.prefix else ""
    return f"<{prefix}{_local(element.tag)}>"


def _short(name: str, element: etree._Element) -> str:
    prefix = next((p for p, space in element.nsmap.items() if p and space == _space(name)), "")
    return f"{prefix}:{_local(name)}" if prefix else _local(name)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _space(name: str) -> str:
    return name[1:].partition("}")[0] if name.startswith("{") else ""
