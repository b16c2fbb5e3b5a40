"""Our own marks in a topic's Markdown: where a question stands, and what only a trust can answer.

``[[question: id]]`` alone on a line at the top level becomes an empty ``<div data-slot="id">``, at
which the finished HTML is cut. ``[[local: key]]`` inside text becomes the trust's answer, or says
whom to ask.
"""

import xml.etree.ElementTree as etree
from collections.abc import Callable
from re import Match

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString
from msgspec import Struct

from course.files.placements import LOCAL, QUESTION_LINE

NOT_GIVEN = "Ask your induction lead"


class LocalWords(Struct, frozen=True):
    """What stands for a local answer. given: the day in words; empty where nothing was given.

    dated: whether the day stands behind it, and not once for all of them elsewhere on the page.
    """

    text: str
    given: str = ""
    dated: bool = True


class QuestionPlaces(BlockProcessor):
    """Turn a line that places a question into an empty element, at the top level only."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)

    def test(self, parent: etree.Element, block: str) -> bool:
        return parent is self.parser.root and any(map(QUESTION_LINE.match, block.split("\n")))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        lines = blocks.pop(0).split("\n")
        place, found = next(
            (place, match) for place, match in enumerate(map(QUESTION_LINE.match, lines)) if match
        )
        before, after = lines[:place], lines[place + 1 :]
        if before:
            self.parser.parseBlocks(parent, ["\n".join(before)])
        etree.SubElement(parent, "div", {"data-slot": found[1]})
        if after:
            blocks.insert(0, "\n".join(after))


class LocalAnswers(InlineProcessor):
    """Put a trust's answer, with the day on which it was given, in the place of its key."""

    def __init__(self, md: Markdown, words: Callable[[str], LocalWords]) -> None:
        super().__init__(LOCAL.pattern, md)
        self._words = words

    def handleMatch(  # type: ignore[override]
        self, m: Match[str], data: str
    ) -> tuple[etree.Element, int, int]:
        words = self._words(m.group(1))
        element = etree.Element("span", {"class": "fs-local"})
        element.text = AtomicString(words.text)
        if not words.given:
            element.set("class", "fs-local fs-local--open")
            return element, m.start(0), m.end(0)
        if not words.dated:
            return element, m.start(0), m.end(0)
        given = etree.SubElement(element, "span", {"class": "fs-local__given"})
        given.text = AtomicString(f" (given by your trust on {words.given})")
        return element, m.start(0), m.end(0)
