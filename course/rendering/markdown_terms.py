"""Mark the glossary's terms in a topic, each at its first use.

A term becomes ``<span data-term="id">``, at which the finished HTML is filled with what opens the
meaning: so nothing that an author writes can make a button.
"""

import xml.etree.ElementTree as etree
from typing import Final

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from course.glossary.links import TermFinder

# What is no running text: headings of all kinds, links, code, and the places of questions.
_LEFT_ALONE: Final = frozenset(
    (
        *("h1", "h2", "h3", "h4", "h5", "h6", "th", "dt", "summary"),
        *("a", "abbr", "code", "pre", "img"),
    )
)
_CLASSES_LEFT_ALONE: Final = frozenset(
    ("fs-local", "fs-note__kind", "fs-note__title", "fs-table__label")
)


class Terms(Treeprocessor):
    """Mark the first use of each term in running text, in the order of reading."""

    def __init__(self, md: Markdown, finder: TermFinder) -> None:
        super().__init__(md)
        self._finder = finder

    def run(self, root: etree.Element) -> None:
        self._mark(root, set())

    def _mark(self, element: etree.Element, used: set[str]) -> None:
        if element.tag in _LEFT_ALONE or _CLASSES_LEFT_ALONE & set(
            element.get("class", "").split()
        ):
            return
        if element.tag == "details":
            # Not everybody opens it: what stands in it must not use up a term's first use.
            used = set(used)
        children = list(element)
        element.text, place = self._place(element, element.text, 0, used)
        for child in children:
            self._mark(child, used)
            place += 1
            child.tail, place = self._place(element, child.tail, place, used)

    def _place(
        self, parent: etree.Element, text: str | None, place: int, used: set[str]
    ) -> tuple[str | None, int]:
        """Insert the terms of a text into its parent, the first of them at a place.

        Returns the text before the first of them, and the place after the last.
        """
        before, last, end = text, None, 0
        for found in self._finder.find(text or ""):
            if found.entry in used:
                continue
            used.add(found.entry)
            gap = (text or "")[end : found.start]
            if last is None:
                before = gap
            else:
                last.tail = gap
            last = etree.Element("span", {"data-term": found.entry})
            last.text = (text or "")[found.start : found.end]
            parent.insert(place, last)
            place += 1
            end = found.end
        if last is not None:
            last.tail = (text or "")[end:]
        return before, place
