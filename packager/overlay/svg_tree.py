"""A drawing as it is kept: a tree of elements with checked attributes, and its text as a file."""

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from packager.overlay.svg_allowed import targets

SVG: Final = "http://www.w3.org/2000/svg"


class Drawn:
    """An element. attributes: by name, checked; text: before its first child; tail: after it."""

    def __init__(self, tag: str, attributes: dict[str, str], text: str = "") -> None:
        self.tag = tag
        self.attributes = attributes
        self.text = text
        self.tail = ""
        self.children: list[Drawn] = []

    @property
    def refers(self) -> list[str]:
        """The ids to which its attributes refer."""
        href = self.attributes.get("href", "")
        found = [target for value in self.attributes.values() for target in targets(value)]
        return [href[1:], *found] if href.startswith("#") else found


def everything(root: Drawn) -> list[Drawn]:
    """Return an element and all that is in it."""
    found, at = [root], 0
    while at < len(found):
        found.extend(found[at].children)
        at += 1
    return found


def as_file(root: Drawn) -> bytes:
    """Return the drawing as a file: attributes in order of their names, ids only where needed."""
    wanted = frozenset(target for node in everything(root) for target in node.refers)
    return "".join((*_written(root, wanted, f' xmlns="{SVG}"'), "\n")).encode()


def _written(node: Drawn, wanted: frozenset[str], namespace: str = "") -> Iterator[str]:
    yield f"<{node.tag}{namespace}"
    for name, value in sorted(node.attributes.items()):
        if name != "id" or value in wanted:
            yield f" {name}={quoteattr(value)}"
    if node.children or node.text.strip():
        yield f">{escape(node.text)}"
        for child in node.children:
            yield from _written(child, wanted)
            yield escape(child.tail)
        yield f"</{node.tag}>"
    else:
        yield "/>"
