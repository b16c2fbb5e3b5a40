"""Bring questions from a file: read them, name them, and let the course's reader judge them."""

import re
from collections.abc import Collection
from typing import Final
from unicodedata import normalize

from msgspec import Struct

from course.exchange.entries import Unusable, entry_of
from course.exchange.neutral import Format, Item
from course.exchange.yaml_text import entry_text
from course.files.report import Report
from course.questions import Question
from course.reading.questions import read_entries

MAX_ID_CHARACTERS: Final = 48


class Incoming(Struct, frozen=True):
    """A question that can be used. text: its entry in YAML."""

    id: str
    text: str
    question: Question


def incoming(
    text: str,
    format_: Format,
    topic: str,
    purpose: str,
    taken: Collection[str],
    report: Report,
) -> tuple[Incoming, ...]:
    """Return the questions of a file's text, in its order.

    topic: where they go; taken: ids that are in use, or were. A mistake in the report says that the
    file cannot be trusted as a whole; its advice tells what is left out or changed.
    """
    used = set(taken)
    found = []
    for item in format_.read(text, report):
        new_id = free_id(item.name, used)
        made = _judged(item, new_id, topic, purpose, report)
        if made is not None:
            used.add(new_id)
            found.append(made)
    return tuple(found)


def free_id(name: str, taken: Collection[str]) -> str:
    """Return an id made from a name: small letters, digits and hyphens, and none that is taken."""
    letters = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or "question"
    stem = words if len(words) <= MAX_ID_CHARACTERS else _cut(words)
    new_id, number = stem, 2
    while new_id in taken:
        new_id, number = f"{stem}-{number}", number + 1
    return new_id


def _cut(words: str) -> str:
    whole, hyphen, _ = words[: MAX_ID_CHARACTERS + 1].rpartition("-")
    return whole if hyphen else words[:MAX_ID_CHARACTERS]


def _judged(item: Item, new_id: str, topic: str, purpose: str, report: Report) -> Incoming | None:
    told: list[tuple[str, str]] = []
    try:
        entry = entry_of(item, new_id, purpose, lambda what, mend: told.append((what, mend)))
    except Unusable as why:
        report.advise(item.line, f"'{item.name}' is left out: {why.what}", why.mend)
        return None
    text = entry_text(entry)
    own = Report(report.file, [])
    drafts = read_entries(text, topic, own) or []
    question = drafts[0].question if drafts else None
    if question is None or own.mistakes:
        for mistake in own.mistakes[:1]:
            what = f"'{item.name}' is left out: {mistake.what}"
            report.advise(item.line, what, mistake.mend)
        return None
    for what, mend in dict.fromkeys(told):
        report.advise(item.line, f"'{item.name}' {what}", mend)
    return Incoming(new_id, text, question)
