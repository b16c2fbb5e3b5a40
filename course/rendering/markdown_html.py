"""Markdown to HTML that is safe to show: raw HTML is text, and an allow-list has the last word."""

import re
from collections.abc import Callable, Iterator

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markupsafe import Markup
from msgspec import Struct

from course.glossary.links import TermFinder
from course.nations import HomeNation
from course.rendering.markdown_blocks import LocalAnswers, LocalWords, QuestionPlaces
from course.rendering.markdown_nations import NationParts, Nations
from course.rendering.markdown_tables import Tables
from course.rendering.markdown_terms import Terms
from course.rendering.markdown_tree import Headings, Links, Notes, Pictures
from course.rendering.outside_links import SAME_TAB, OutsideLinks
from course.rendering.picture_size import Size

_INLINE_TAGS = {"a", "abbr", "br", "code", "em", "span", "strong", "sub", "sup"}
_BLOCK_TAGS = _INLINE_TAGS | {
    *("blockquote", "dd", "div", "dl", "dt", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "img"),
    *("li", "ol", "p", "pre", "table", "tbody", "td", "th", "thead", "tr", "ul"),
    *("details", "summary"),
}
_ATTRIBUTES = {
    "*": {"class", "dir", "lang"},
    "a": {"href", "rel"},
    "abbr": {"title"},
    "div": {"data-slot"},
    "h2": {"id"},
    "h3": {"id"},
    "img": {"alt", "height", "loading", "src", "width"},
    "ol": {"start"},
    "span": {"aria-hidden", "data-term"},
    "table": {"role"},
    "tbody": {"role"},
    "td": {"role"},
    "th": {"role", "scope"},
    "thead": {"role"},
    "tr": {"role"},
}
_SLOT = re.compile(r'<div data-slot="([a-z0-9-]+)"></div>')
_BEFORE, _AFTER = "“‘(\\[", "”’)\\].,;:!?…"
_TERM = re.compile(rf'([{_BEFORE}]*)<span data-term="([a-z0-9-]+)">([^<]*)</span>([{_AFTER}]*)')
_SCHEMES = {"http", "https", "mailto", "tel"}
# Most lines say nothing to Markdown, and a glossary has a thousand of them.
_PLAIN = re.compile(r"[^\\`*_\[\]{}<>&!\x00-\x1f]*")
_NOT_IN_A_LINE = (
    *("code", "hashheader", "hr", "indent", "olist", "question_places", "quote", "reference"),
    *("setextheader", "ulist"),
)
_BLOCK_PARTS = ["admonition", "attr_list", "def_list", "sane_lists", "tables"]


class Addresses(Struct, frozen=True):
    """Where a module's pictures and topics are found: a name or slug to an address.

    size: of a picture, by its name; none where it is not known.
    """

    image: Callable[[str], str]
    topic: Callable[[str], str]
    size: Callable[[str], Size | None] = lambda _name: None


class CourseMarkdown(Extension):
    """Everything of ours: no raw HTML, our marks, and a tree that suits the pages."""

    def __init__(
        self,
        words: Callable[[str], LocalWords],
        addresses: Addresses | None = None,
        terms: TermFinder | None = None,
        nation: HomeNation | None = None,
        *,
        outside: OutsideLinks,
        topic: str = "",
    ) -> None:
        super().__init__()
        self._topic = topic
        self._words = words
        self._outside = outside
        self._addresses = addresses
        self._terms = terms
        self._nation = nation

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.deregister("html_block")
        # After the white space has been made even (30).
        md.preprocessors.register(NationParts(md), "nation_parts", 25)
        md.inlinePatterns.deregister("html")
        md.parser.blockprocessors.register(QuestionPlaces(md.parser), "question_places", 95)
        # Before the library's own links: "[[" would otherwise be read as the start of one.
        md.inlinePatterns.register(LocalAnswers(md, self._words), "local_answers", 175)
        image, topic = (
            (self._addresses.image, self._addresses.topic) if self._addresses else (None, None)
        )
        size = self._addresses.size if self._addresses else None
        # All below 8, so that they run after the attribute lists have been read.
        md.treeprocessors.register(Headings(md, self._topic), "fs_headings", 7)
        md.treeprocessors.register(Links(md, topic, self._outside), "fs_links", 6)
        md.treeprocessors.register(Pictures(md, image, size), "fs_pictures", 5)
        # Before the notes: it takes the parts, which are boxes until then, out of their box.
        md.treeprocessors.register(Nations(md, self._nation), "fs_nations", 4.5)
        md.treeprocessors.register(Notes(md), "fs_notes", 4)
        md.treeprocessors.register(Tables(md), "fs_tables", 3)
        if self._terms is not None:
            md.treeprocessors.register(Terms(md, self._terms), "fs_terms", 2)


def block_html(
    text: str,
    words: Callable[[str], LocalWords],
    addresses: Addresses,
    terms: TermFinder | None = None,
    nation: HomeNation | None = None,
    *,
    outside: OutsideLinks = SAME_TAB,
    topic: str = "",
) -> Markup:
    """Return Markdown as clean HTML, with a mark where each question and term stands.

    terms: those to mark, none to mark no term; nation: the one that is shown first where the four
    differ; none to show all alike; outside: the attributes of links that lead out of the course;
    topic: the slug of the topic that the text is of, so that each section has an id; empty for none.
    """
    ours = CourseMarkdown(words, addresses, terms, nation, outside=outside, topic=topic)
    md = Markdown(
        extensions=[*_BLOCK_PARTS, ours],
        extension_configs={"tables": {"use_align_attribute": True}},
        output_format="html",
    )
    return _clean(md.convert(text), _BLOCK_TAGS)


def inline_html(
    text: str, words: Callable[[str], LocalWords], outside: OutsideLinks = SAME_TAB
) -> Markup:
    """Return a line of Markdown as clean HTML without a paragraph; block marks in it are text.

    outside: as in ``block_html``.
    """
    line = " ".join(text.split())
    if _PLAIN.fullmatch(line):
        return Markup(line)
    md = Markdown(extensions=[CourseMarkdown(words, outside=outside)], output_format="html")
    for name in _NOT_IN_A_LINE:
        md.parser.blockprocessors.deregister(name)
    html = md.convert(line)
    return _clean(html.removeprefix("<p>").removesuffix("</p>"), _INLINE_TAGS)


def cut_at_slots(html: Markup) -> Iterator[tuple[bool, Markup]]:
    """Yield the parts of a topic's HTML in order: whether it is a question's id, and the part."""
    for place, part in enumerate(_SLOT.split(html)):
        if part.strip():
            yield place % 2 == 1, Markup(part)


def fill_terms(html: Markup, fill: Callable[[str, Markup], Markup]) -> Markup:
    """Return a topic's HTML with each marked term replaced. fill: gets its id and its words.

    Quotation marks, brackets and stops stay with it: a browser may end a line on either side of a button.
    """

    def filled(match: re.Match[str]) -> str:
        before, key, words, after = match.groups()
        term = fill(key, Markup(words))
        return (
            f'<span class="fs-term-line">{before}{term}{after}</span>' if before + after else term
        )

    return Markup(_TERM.sub(filled, html))


def _clean(html: str, tags: set[str]) -> Markup:
    # The one place where an author's text becomes trusted.
    return Markup(
        nh3.clean(
            html,
            tags=tags,
            attributes=_ATTRIBUTES,
            tag_attribute_values={"a": {"target": {"_blank"}}},
            url_schemes=_SCHEMES,
            link_rel=None,
        )
    )
