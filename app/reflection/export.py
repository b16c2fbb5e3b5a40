"""Entries as files for a portfolio: PDF, Word and plain text. No file name or property holds a name."""

import datetime as dt
import io
import re
import textwrap
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from app.pdf import make_pdf
from app.reflection.journal import Entry
from app.reflection.writing import Writing
from app.wording import day, in_london

LANGUAGE: Final = "en-GB"
TITLE: Final = "Reflective journal"
COLUMNS: Final = 72
"""Of plain text: so that it reads in any window, and is quoted in mail without broken lines."""

_EMPTY_LINES: Final = re.compile(r"\n\s*\n")


class Page(NamedTuple):
    """An entry as it stands in a file. parts: pairs of a heading, empty for none, and a text."""

    title: str
    written: str
    prompt: str
    parts: tuple[tuple[str, str], ...]


class Format(NamedTuple):
    """A kind of file. words: for people."""

    words: str
    ending: str
    media_type: str


FORMATS: Final = {
    "pdf": Format("PDF, to send or print", "pdf", "application/pdf"),
    "word": Format(
        "Word, to go on working with",
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "text": Format("Plain text, to paste into a portfolio", "txt", "text/plain"),
}


def export(entries: Sequence[Entry], kind: str, today: dt.datetime) -> bytes:
    """Return the saved texts of entries as a file. kind: a key of FORMATS. Raises PaperError."""
    pages = [_page(each, each.kept) for each in entries if each.kept is not None]
    if kind == "pdf":
        return _pdf(pages, today)
    return _word(pages, today) if kind == "word" else _text(pages, today)


def file_name(kind: str, first: dt.datetime, last: dt.datetime) -> str:
    """Return the name of a file: its days, and nothing of its content."""
    one, other = (in_london(moment).date().isoformat() for moment in (first, last))
    days = one if one == other else f"{one}-to-{other}"
    return f"journal-{days}.{FORMATS[kind].ending}"


def _page(entry: Entry, writing: Writing) -> Page:
    headed = len(writing.form.steps) > 1
    return Page(
        writing.title or f"Entry of {day(entry.made)}",
        f"Written on {day(entry.made)} ({writing.form.title})",
        writing.prompt,
        tuple((step.title if headed else "", text) for step, text in writing.written),
    )


def _made(today: dt.datetime) -> str:
    return f"{TITLE}, downloaded on {day(today)}"


def _pdf(pages: Sequence[Page], today: dt.datetime) -> bytes:
    data: dict[str, Any] = {
        "title": pages[0].title if len(pages) == 1 else TITLE,
        "foot": _made(today),
        "entries": [page._asdict() for page in pages],
    }
    return make_pdf("journal", data, today.replace(microsecond=0))


def _text(pages: Sequence[Page], today: dt.datetime) -> bytes:
    lines = [_made(today)]
    for page in pages:
        lines += ["", "", page.title, "=" * min(len(page.title), COLUMNS), page.written]
        lines += ["", f"To think about: {page.prompt}"] if page.prompt else []
        for heading, text in page.parts:
            lines += ["", *([heading, "-" * len(heading)] if heading else []), text]
    folded = (fold for line in "\n".join(lines).split("\n") for fold in _folded(line))
    # The mark at the beginning lets Windows read accents as they are written.
    return ("\ufeff" + "\r\n".join(folded) + "\r\n").encode()


def _folded(line: str) -> list[str]:
    """Return a line in lines of COLUMNS characters at most; a longer word stays whole."""
    if len(line) <= COLUMNS:
        return [line.rstrip()]
    return textwrap.wrap(
        line, COLUMNS, expand_tabs=False, break_long_words=False, break_on_hyphens=False
    ) or [""]


def _word(pages: Sequence[Page], today: dt.datetime) -> bytes:
    document = Document()
    _set_language(document)
    about = document.core_properties
    about.author, about.last_modified_by, about.comments = "", "", ""
    about.title, about.language = pages[0].title if len(pages) == 1 else TITLE, LANGUAGE
    about.created = about.modified = today.replace(tzinfo=None)
    level = 1
    if len(pages) > 1:
        document.add_heading(TITLE, 1)
        level = 2
    for page in pages:
        document.add_heading(page.title, level)
        document.add_paragraph(page.written, style="Subtitle")
        if page.prompt:
            document.add_paragraph(page.prompt, style="Quote")
        for heading, text in page.parts:
            if heading:
                document.add_heading(heading, level + 1)
            for paragraph in filter(str.strip, _EMPTY_LINES.split(text)):
                document.add_paragraph(paragraph.strip())
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_language(document: Any) -> None:
    """Say the language in the styles that all text follows: a screen reader asks there."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    language.set(qn("w:val"), LANGUAGE)
