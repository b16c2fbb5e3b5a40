"""Saying in plain sentences where a document leaves its schema: all places in one run, in a time that
grows with the document's length only."""

from collections.abc import Iterator
from typing import Final

from lxml import etree
from msgspec import Struct

from packager.verify.namespaces import ADLCP12, ADLCP2004, ADLNAV, ADLSEQ, IMSMD, IMSSS, XML, XSI
from packager.verify.schema.datatypes import fits, in_words
from packager.verify.schema.grammar import Content, Grammar, leaves
from packager.verify.schema.patterns import (
    Element,
    Interleave,
    NotAllowed,
    Pattern,
    after,
    may_be_empty,
)

PREFIXES: Final = {
    ADLCP12: "adlcp:",
    ADLCP2004: "adlcp:",
    ADLSEQ: "adlseq:",
    ADLNAV: "adlnav:",
    IMSSS: "imsss:",
    IMSMD: "imsmd:",
    XML: "xml:",
    XSI: "xsi:",
}
# Where other schemas lie: an attribute that may stand on every element of every standard.
_HINTS: Final = (f"{{{XSI}}}schemaLocation", f"{{{XSI}}}noNamespaceSchemaLocation")
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
    content = grammar.content(pattern)
    yield from _attributes(element, content)
    if content.values is not None:
        yield from _value(element, content.values)
        return
    if not content.text and (words := _own_text(element).strip()[:MAX_QUOTED]):
        yield _at(
            element, f"{_tag(element)} holds the text '{words}', but no text may stand there."
        )
    yield from _children(element, content)
    for child in element.iterchildren(etree.Element):
        found = next((each for each in content.elements if child.tag in each.names), None)
        if found is not None and not found.names.any_:
            yield from _element(child, found, grammar)


def _attributes(element: etree._Element, content: Content) -> Iterator[Mistake]:
    for leaf, must in content.attributes:
        if must and leaf.names.known[0] not in element.attrib:
            name = _short(leaf.names.known[0])
            yield _at(element, f"{_tag(element)} has no attribute {name}; add it.")
    for key, value in element.attrib.items():
        if key in _HINTS:
            continue
        match = next((leaf for leaf, _ in content.attributes if key in leaf.names), None)
        if match is None:
            yield _at(element, _unknown_attribute(str(key), element, content))
        elif not fits(str(value), match.value):
            given = f'{_short(str(key))}="{str(value)[:MAX_QUOTED]}"'
            yield _at(element, f"{given} on {_tag(element)}: it must be {in_words(match.value)}.")


def _unknown_attribute(key: str, element: etree._Element, content: Content) -> str:
    known = [name for leaf, _ in content.attributes for name in leaf.names.known]
    near = next((name for name in known if name.lower() == key.lower()), None)
    hint = f"write {_short(near)}" if near else "take it out"
    name = _short(key)
    return f"{_tag(element)} has no attribute {name} in this standard; {hint}."


def _value(element: etree._Element, values: Pattern) -> Iterator[Mistake]:
    if next(element.iterchildren(etree.Element), None) is not None:
        yield _at(element, f"{_tag(element)} holds elements, but only a text may stand there.")
    elif not fits(_own_text(element), values):
        said = _own_text(element)[:MAX_QUOTED]
        yield _at(element, f"{_tag(element)} says '{said}', but it must be {in_words(values)}.")


def _children(element: etree._Element, content: Content) -> Iterator[Mistake]:
    left = content.children
    for child in element.iterchildren(etree.Element):
        following = after(left, child.tag)
        if isinstance(following, NotAllowed):
            yield _at(child, _misplaced(child, element, content))
        else:
            left = following
    if not may_be_empty(left):
        yield _at(element, f"{_tag(element)} has no {' or '.join(_missing(left))}; add it.")


def _missing(left: Pattern) -> list[str]:
    """Return the elements that have to come; where one of several would do, those."""
    coming = [(leaf, must) for leaf, must in leaves(left) if isinstance(leaf, Element)]
    needed = [leaf for leaf, must in coming if must] or [leaf for leaf, _ in coming]
    return list(dict.fromkeys(f"<{_local(n)}>" for leaf in needed for n in leaf.names.known))


def _misplaced(child: etree._Element, element: etree._Element, content: Content) -> str:
    names = list(dict.fromkeys(n for each in content.elements for n in each.names.known))
    if child.tag in names:
        return _again_or_late(child, element, names, content)
    local, space = _local(child.tag), _space(child.tag)
    near = next((name for name in names if _local(name).lower() == local.lower()), "")
    if near and _space(near) != space:
        return f"{_tag(child)} is of the namespace '{space}'; here use '{_space(near)}'."
    if near:
        return f"{_tag(child)} is spelt <{_local(near)}> in this standard; write it so."
    return f"{_tag(child)} has no place in {_tag(element)}; take it out."


def _again_or_late(
    child: etree._Element, element: etree._Element, names: list[str], content: Content
) -> str:
    if isinstance(content.children, Interleave) or len(names) == 1:
        return f"{_tag(child)} may stand only once in {_tag(element)}; keep one."
    order = ", ".join(_local(name) for name in names[:MAX_NAMED])
    more = ", …" if len(names) > MAX_NAMED else ""
    return (
        f"{_tag(child)} stands twice or in the wrong place; in {_tag(element)} the order is "
        f"{order}{more}."
    )


def _own_text(element: etree._Element) -> str:
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _at(element: etree._Element, sentence: str) -> Mistake:
    return Mistake(element.sourceline or 0, sentence)


def _tag(element: etree._Element) -> str:
    prefix = f"{element.prefix}:" if element.prefix else ""
    return f"<{prefix}{_local(element.tag)}>"


def _short(name: str) -> str:
    """Return an attribute's name with the prefix that its namespace has in every good manifest."""
    space = _space(name)
    prefix = PREFIXES.get(space, f"{{{space}}}" if space else "")
    return prefix + _local(name)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _space(name: str) -> str:
    return name[1:].partition("}")[0] if name.startswith("{") else ""
