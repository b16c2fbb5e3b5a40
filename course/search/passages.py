"""The course in passages: what a search finds, and where each leads."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Final, Literal

import msgspec
from msgspec import Struct

from course.interactions import plain_text
from course.library.model import LibraryEntry
from course.model import Course, Source, Topic
from course.rendering.markdown_blocks import LocalWords
from course.rendering.markdown_html import Addresses, block_html, inline_html
from course.rendering.markdown_tree import SECTION_TAGS
from course.search.answer_places import place_of, without_answers
from course.search.words import words

_FORM: Final = "2"
"""Of passages and of the words in them: another one lets every index be made anew."""

_LEAST_LETTERS: Final = 3
_BLOCKS: Final = frozenset(
    (
        *("p", "li", "td", "th", "dt", "dd", "div", "blockquote", "pre", "summary", "br"),
        *("h2", "h3", "h4", "h5", "h6"),
    )
)
_NEXT: Final = "\x1e"
"""Between two blocks, until they are joined: a mark that no text holds."""

_CLOSING: Final = "”’)]"
_ENDINGS: Final = (".", "!", "?", ":", ";", ",", "…")
_WITHOUT_END: Final = frozenset(("br", "hr", "img", "wbr"))


class Passage(Struct, frozen=True):
    """A section of a topic, a page of the library, or a source. key: the slug or the id.

    title: of the topic, the page or the source; heading: of the section, or the publisher; module and anchor
    are empty where there is none. text: plain, with places for the answers of a trust (see
    ``answer_places``).
    """

    kind: Literal["topic", "page", "source"]
    module: str
    key: str
    anchor: str
    title: str
    heading: str
    text: str


def edition_of(course: Course) -> str:
    """Return a text that differs where anything that can be found does."""
    topics = [
        (module.slug, topic.slug, topic.title, topic.summary, topic.body)
        for module in course.modules
        for topic in module.topics
    ]
    everything = (
        _FORM,
        topics,
        list(course.sources.values()),
        list(course.glossary.values()),
        list(course.library.values()),
        list(course.tags.values()),
    )
    return hashlib.sha256(msgspec.json.encode(everything)).hexdigest()


def passages(course: Course) -> Iterator[Passage]:
    """Yield every passage: the sections of all topics in their order, the library, then the sources."""
    for module in course.modules:
        for topic in module.topics:
            for section in sections(topic):
                yield Passage("topic", module.slug, topic.slug, *section)
    for entry in course.library.values():
        if entry.shown:
            yield _of_entry(entry, course)
    for source in course.sources.values():
        yield _of_source(source)


def sections(topic: Topic) -> Iterator[tuple[str, str, str, str]]:
    """Yield anchor, title, heading and text of each section; what stands above the first has no anchor."""
    reader = _Sections()
    reader.feed(f"<p>{inline_html(topic.summary, _no_answer)}</p>")
    reader.feed(block_html(topic.body, _no_answer, _NOWHERE, topic=topic.slug))
    reader.close()
    for anchor, heading, text in reader.found:
        if heading or text:
            yield anchor, topic.title, heading, text


def word_counts(course: Course, found: Iterable[Passage]) -> dict[str, int]:
    """Return how often each word stands in what can be found, the glossary included."""
    texts = [text for each in found for text in (each.title, each.heading, each.text)]
    texts += [text for entry in course.glossary.values() for text in (*entry.forms, entry.means)]
    counts = Counter(word.plain for text in texts for word in words(without_answers(text)))
    return {
        word: count
        for word, count in counts.items()
        if len(word) >= _LEAST_LETTERS and not any(letter.isdigit() for letter in word)
    }


def _of_entry(entry: LibraryEntry, course: Course) -> Passage:
    about = [course.tags[tag].title for tag in entry.tags if tag in course.tags]
    text = " ".join(
        (plain_text(entry.when), plain_text(entry.summary), *map(plain_text, entry.checklist))
    )
    return Passage("page", "", entry.id, "", entry.title, " ".join((entry.publisher, *about)), text)


def _of_source(source: Source) -> Passage:
    return Passage("source", "", source.id, "", source.title, source.publisher, source.edition)


def _no_answer(key: str) -> LocalWords:
    # An index is shared by all organisations: what one of them has answered has no place in it.
    return LocalWords(place_of(key))


_NOWHERE: Final = Addresses(image=lambda _: "", topic=lambda _: "")


class _Sections(HTMLParser):
    """Cuts a topic's HTML at its headings. found: anchor, heading and text of each section."""

    def __init__(self) -> None:
        super().__init__()
        self._sections: list[tuple[str, list[str], list[str]]] = [("", [], [])]
        self._in_heading = False
        self._in_kind = False
        self._hidden = 0  # how many open elements are hidden from whoever listens

    @property
    def found(self) -> list[tuple[str, str, str]]:
        return [(anchor, _line(heading), _line(text)) for anchor, heading, text in self._sections]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._part(tag)
        if self._hidden or given.get("aria-hidden") == "true":
            # A head that a narrow screen repeats in each cell, say: it is there already.
            self._hidden += tag not in _WITHOUT_END
            return
        self._in_kind = "fs-note__kind" in (given.get("class") or "")
        anchor = given.get("id")
        if tag in SECTION_TAGS and anchor:
            self._sections.append((anchor, [], []))
            self._in_heading = True

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - 1)
        if self._in_kind:
            # “Situation” names what follows it.
            self.handle_data(":")
            self._in_kind = False
        self._part(tag)
        if tag in SECTION_TAGS:
            self._in_heading = False

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        _, heading, text = self._sections[-1]
        (heading if self._in_heading else text).append(data)

    def _part(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.handle_data(" " if tag == "br" else _NEXT)


def _line(parts: list[str]) -> str:
    """Return blocks as one line: what ends without a mark, such as a cell, is parted from the next."""
    blocks = [" ".join(block.split()) for block in "".join(parts).split(_NEXT)]
    line = ""
    for block in filter(None, blocks):
        ends = not line or line.rstrip(_CLOSING).endswith(_ENDINGS)
        line += f"{' ' if line else ''}{block}" if ends else f"; {block}"
    return line
