"""Inline Markdown to HTML and back.

On the way in everything is suspect: an allow-list cleans the HTML first, and what comes out as
Markdown is rendered and compared with what was meant. Emphasis, code and links with https are kept;
subscripts and superscripts become characters of their own; all other tags leave their text behind.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from html.parser import HTMLParser
from typing import Final

import nh3
from markdown import Markdown
from msgspec import Struct
from msgspec.structs import replace

from course.files import kinds
from course.files.report import Report
from course.files.schema import BAD
from course.files.text_files import REFUSED
from course.files.yaml_positions import Text
from course.rendering.markdown_blocks import LocalWords
from course.rendering.markdown_html import inline_html

MAX_CHARACTERS: Final = 5_000
"""No text of a question comes near this, and Markdown takes long over more."""

MAX_HTML_CHARACTERS: Final = 100_000
"""What a text may take with its tags; a picture inside it takes more."""

_STRONG, _EM = {"b", "strong"}, {"em", "i"}
_SCRIPTS = {"sub", "sup"}
_BLOCKS = {
    *("blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li"),
    *("ol", "p", "pre", "table", "tr", "ul"),
}
_CELLS = {"td", "th"}
_PICTURES = {"audio", "canvas", "embed", "iframe", "img", "math", "object", "svg", "video"}
_TAGS = {"a", "code", *_STRONG, *_EM, *_SCRIPTS, *_BLOCKS, *_CELLS, *_PICTURES}
_WITH_THEIR_TEXT = {"script", "style", "template", "textarea", "title"}
_SUPERSCRIPTS = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_IN_AN_ADDRESS = {c: f"%{ord(c):02X}" for c in " \"'()<>[\\]`{}"}
_MARKS = re.compile(r"[\\`*_\[\]!]|(?<=\])\(")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_MAY_BE_MARKS = re.compile(r"[\\`*_\[\]!<&]")


class _Run(Struct, frozen=True):
    """Letters of one kind. place: of a script, ``sub`` or ``sup``."""

    text: str
    strong: bool = False
    em: bool = False
    code: bool = False
    href: str = ""


class Cleaned(Struct, frozen=True):
    """What is left of HTML. paragraphs: inline Markdown, none empty; picture: one was shown; lost:
    what else went, each as "a table"; too_long: it was, and nothing is left.
    """

    paragraphs: tuple[str, ...] = ()
    picture: bool = False
    lost: frozenset[str] = frozenset()
    too_long: bool = False


def to_html(inline: str) -> str:
    """Return inline Markdown as HTML without a paragraph."""
    return str(inline_html(inline, LocalWords)).replace(' rel="noopener noreferrer"', "")


def general_html(paragraphs: Iterable[str], remarks: Iterable[tuple[str, str]]) -> str:
    """Return a general feedback as HTML: paragraphs, then a list of what is said of which text."""
    whole = "".join(f"<p>{to_html(each)}</p>" for each in paragraphs)
    terms = "".join(f"<dt>{to_html(a)}:</dt><dd>{to_html(b)}</dd>" for a, b in remarks)
    return f"{whole}<dl>{terms}</dl>" if terms else whole


def remarks_in(
    paragraphs: tuple[str, ...], texts: Sequence[str]
) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the paragraphs of a general feedback, and what the list says of each of the texts.

    Where the end is no such list, all paragraphs, and nothing.
    """
    start = len(paragraphs) - 2 * len(texts)
    terms = [to_text(each) for each in paragraphs[max(start, 0) :: 2]]
    if start < 1 or terms != [f"{to_text(text)}:" for text in texts]:
        return paragraphs, {}
    return paragraphs[:start], dict(zip(texts, paragraphs[start + 1 :: 2], strict=True))


def to_text(inline: str) -> str:
    """Return inline Markdown as plain text."""
    return "".join(run.text for block in _read(to_html(inline)).blocks for run in block)


def from_text(plain: str) -> str:
    """Return inline Markdown that shows a plain text, on one line."""
    return " ".join(from_html(escape(plain)).paragraphs)


def from_markdown(text: str) -> Cleaned:
    """Return what is left of another system's Markdown, which may hold HTML."""
    if len(text) > MAX_CHARACTERS:
        return Cleaned(too_long=True)
    return from_html(Markdown(output_format="html").convert(text))


def from_html(html: str) -> Cleaned:
    """Return what is left of a piece of HTML. Never fails, whatever it holds."""
    if len(html) > MAX_HTML_CHARACTERS:
        return Cleaned(too_long=True)
    read = _read(html)
    if sum(len(run.text) for block in read.blocks for run in block) > MAX_CHARACTERS:
        return Cleaned(picture=read.picture, too_long=True)
    paragraphs = []
    for block in read.blocks:
        text, whole = _markdown(block)
        paragraphs.append(text)
        if not whole:
            read.lost.add("emphasis or code that cannot be written in Markdown")
    return Cleaned(tuple(paragraphs), read.picture, frozenset(read.lost))


def _read(html: str) -> "_Reader":
    visible = REFUSED.sub(lambda found: " " if found[0] in "\r\x85\u2028\u2029" else "", html)
    reader = _Reader()
    reader.feed(
        nh3.clean(
            visible,
            tags=_TAGS,
            clean_content_tags=_WITH_THEIR_TEXT,
            attributes={"a": {"href"}},
            url_schemes={"https", "http", "mailto", "tel"},
            link_rel=None,
        )
    )
    reader.close()
    reader.end_block()
    return reader


class _Reader(HTMLParser):
    """Take clean HTML apart into blocks of runs."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[tuple[_Run, ...]] = []
        self.picture = False
        self.lost: set[str] = set()
        self._open: list[tuple[str, str]] = []
        self._runs: list[_Run] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.end_block()
        elif tag in _CELLS:
            self.handle_data(" ")
        elif tag in _PICTURES:
            self.picture = True
        else:
            self._open.append((tag, self._address(tag, dict(attrs).get("href") or "")))
        if tag == "table":
            self.lost.add("a table")

    def _address(self, tag: str, href: str) -> str:
        if tag != "a":
            return ""
        if not href.startswith("https://"):
            self.lost.add("a link that does not begin with https://")
            return ""
        return "".join(_IN_AN_ADDRESS.get(c, c) for c in href)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_block()
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place]
                break

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self._open}
        text = data
        if "sup" in tags:
            text = _script(data, _SUPERSCRIPTS, "^")
        elif "sub" in tags:
            text = _script(data, _SUBSCRIPTS, "")
        href = next((href for tag, href in reversed(self._open) if href), "")
        self._runs.append(_Run(text, bool(tags & _STRONG), bool(tags & _EM), "code" in tags, href))

    def end_block(self) -> None:
        """End a paragraph, where one has begun."""
        runs = _tidy(self._runs)
        self._runs = []
        if runs:
            self.blocks.append(runs)


def _script(data: str, table: dict[int, int], before: str) -> str:
    text = data.strip()
    return data.translate(table) if all(ord(c) in table for c in text) else f"{before}{data}"


def _tidy(runs: list[_Run]) -> tuple[_Run, ...]:
    """Return runs with single blanks, none of them marked, and neighbours of one kind together."""
    tidy: list[_Run] = []
    for run in runs:
        for piece in re.split(r"(\s+)", run.text):
            if not piece:
                continue
            blank = piece.isspace()
            if blank and (not tidy or tidy[-1].text.endswith(" ")):
                continue
            _put(tidy, _Run(" ") if blank else replace(run, text=piece))
    if tidy and tidy[-1].text.endswith(" "):
        last = tidy.pop()
        tidy.extend([replace(last, text=last.text[:-1])] if last.text != " " else [])
    return _joined(tidy)


def _put(tidy: list[_Run], run: _Run) -> None:
    if tidy and replace(tidy[-1], text="") == replace(run, text=""):
        run = replace(run, text=tidy.pop().text + run.text)
    tidy.append(run)


def _joined(runs: list[_Run]) -> tuple[_Run, ...]:
    """Return runs with each blank inside a marked phrase marked as the phrase is."""
    whole: list[_Run] = []
    for place, run in enumerate(runs):
        between = run.text == " " and 0 < place < len(runs) - 1
        if between and replace(runs[place - 1], text="") == replace(runs[place + 1], text=""):
            run = replace(runs[place - 1], text=" ")
        _put(whole, run)
    return tuple(whole)


def _markdown(runs: tuple[_Run, ...]) -> tuple[str, bool]:
    """Return Markdown that shows the runs, and whether their marks could be kept."""
    plain = _tidy([_Run(run.text) for run in runs])
    if runs == plain and not _MAY_BE_MARKS.search(plain[0].text):
        return plain[0].text, True
    for wanted in (runs, plain):
        for escaping in (str, _escaped_but_gaps, _escaped):
            text = "".join(_written(run, escaping) for run in wanted)
            if _reads_as(text, wanted):
                return text, wanted == runs
    return text, False


def _reads_as(text: str, wanted: tuple[_Run, ...]) -> bool:
    if kinds.inline(Text(text, 1), Report("", [])) is BAD:
        return False
    return _read(str(inline_html(text, LocalWords))).blocks == [wanted]


def _written(run: _Run, escaping: Callable[[str], str]) -> str:
    text = f"`{run.text}`" if run.code else escaping(run.text)
    mark = "*" * (run.em + 2 * run.strong)
    marked = f"{mark}{text}{mark}"
    return f"[{marked}]({run.href})" if run.href else marked


def _escaped_but_gaps(text: str) -> str:
    """Return a text as below, with the lines of a gap (``c______``) left readable."""
    return _escaped(text).replace("\\_", "_")


def _escaped(text: str) -> str:
    """Return a text in which no character is a mark."""
    marked = _MARKS.sub(lambda found: f"\\{found[0]}", text)
    return _TAG.sub("&lt;", _ENTITY.sub("&amp;", marked))
