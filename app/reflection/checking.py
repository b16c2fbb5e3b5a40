"""The reminder before an entry is saved: what in each of its parts could tell who somebody is."""

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from app.reflection.identifiers import Found, identifiers, without, without_any
from app.reflection.writing import Writing

AROUND = 40  # characters that are shown on each side


class Finding(Struct, frozen=True):
    """A place in a part of an entry. part: its key, ``title`` for the title; before, after: around it."""

    part: str
    part_title: str
    start: int
    before: str
    words: str
    after: str
    kind: str
    neutral: str


def findings(writing: Writing) -> tuple[Finding, ...]:
    """Return what is found, in the order of the page."""
    return findings_in(_texts(writing))


def findings_in(texts: Iterable[tuple[str, str, str]]) -> tuple[Finding, ...]:
    """Return what is found in texts, in their order; each is a part's key, its title, and what it holds."""
    return tuple(
        _finding(part, title, text, found)
        for part, title, text in texts
        for found in identifiers(text)
    )


def take_out(writing: Writing, part: str, start: int) -> Writing | None:
    """Return a text without what is found at a place; none where nothing is found there."""
    for key, _, text in _texts(writing):
        for found in identifiers(text):
            if (key, found.start) == (part, start):
                return _with(writing, key, without(text, found))
    return None


def take_out_all(writing: Writing) -> Writing:
    """Return a text without anything that is found."""
    for key, _, text in _texts(writing):
        writing = _with(writing, key, without_any(text))
    return writing


def _texts(writing: Writing) -> Iterator[tuple[str, str, str]]:
    if writing.title:
        yield "title", "Title", writing.title
    for step, text in writing.written:
        yield step.key, step.title, text


def _with(writing: Writing, part: str, text: str) -> Writing:
    if part == "title":
        return msgspec.structs.replace(writing, title=text)
    return msgspec.structs.replace(writing, parts={**writing.parts, part: text})


def _finding(part: str, title: str, text: str, found: Found) -> Finding:
    before, after = text[: found.start].lstrip(), text[found.end :].rstrip()
    return Finding(
        part,
        title,
        found.start,
        _cut(before[::-1])[::-1],
        text[found.start : found.end].strip(" ,"),
        _cut(after),
        found.kind,
        found.neutral,
    )


def _cut(text: str) -> str:
    """Return the beginning of a text, up to a blank."""
    if len(text) <= AROUND:
        return text
    return f"{text[:AROUND].rpartition(' ')[0] or text[:AROUND]} …"
