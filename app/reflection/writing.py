"""What somebody writes, as data: a structure, a title if they gave one, and a text for each step."""

import re
from collections.abc import Mapping
from typing import Final

import msgspec
from msgspec import Struct

from app.reflection.structures import Step, Structure, structure_of
from course.visible import one_line, without_controls

MOST_CHARACTERS: Final = 30_000
"""Of one entry: about 5,000 words, more than ten times what a reflection needs."""

MOST_OF_TITLE: Final = 120
MOST_OF_PROMPT: Final = 1_000
_FIRST_WORDS: Final = 70
_NO_LETTER: Final = re.compile("[\ufffe\uffff]")  # no XML, and so no Word file, can hold them


class Writing(Struct, frozen=True):
    """A text. parts: by the keys of its structure's steps; prompt: what it answers, empty for none."""

    structure: str
    parts: dict[str, str]
    title: str = ""
    prompt: str = ""

    @property
    def form(self) -> Structure:
        """The structure with its steps."""
        return structure_of(self.structure)

    @property
    def written(self) -> tuple[tuple[Step, str], ...]:
        """The steps in which something stands, each with its text."""
        steps = ((step, self.parts.get(step.key, "")) for step in self.form.steps)
        return tuple((step, text) for step, text in steps if text.strip())

    @property
    def is_empty(self) -> bool:
        """Say whether no step holds a word."""
        return not self.written

    @property
    def characters(self) -> int:
        """How long all parts are together."""
        return sum(map(len, self.parts.values()))

    @property
    def first_words(self) -> str:
        """The title, or else how the text begins; empty for a text without either."""
        if self.title or self.is_empty:
            return self.title
        text = one_line(self.written[0][1])
        if len(text) <= _FIRST_WORDS:
            return text
        return f"{text[:_FIRST_WORDS].rsplit(' ', 1)[0]} …"


def written(fields: Mapping[str, str]) -> Writing:
    """Return what a form's fields say: ``structure``, ``title``, ``prompt``, ``part-…`` for each step.

    A form that knows no steps, such as that of a topic's question, sends its text as ``answer``.
    """
    structure = structure_of(fields.get("structure", ""))
    parts = {step.key: cleaned(fields.get(f"part-{step.key}", "")) for step in structure.steps}
    if "answer" in fields and "text" in parts:
        parts["text"] = cleaned(fields["answer"])
    return Writing(
        structure.key,
        parts,
        one_line(cleaned(fields.get("title", ""))),
        one_line(cleaned(fields.get("prompt", "")))[:MOST_OF_PROMPT],
    )


def cleaned(text: str) -> str:
    """Return a text without what no page and no file can hold, and without empty lines around it."""
    return _NO_LETTER.sub("", without_controls(text)).lstrip("\n").rstrip()


def both(one: Writing, other: Writing) -> Writing:
    """Return two texts as one, the second below the first in each step; a text twice stands once.

    Where the structures differ, each text stands whole and without steps.
    """
    title = (
        one.title
        if one.title == other.title
        else " / ".join(filter(None, (one.title, other.title)))
    )
    if one.structure == other.structure:
        parts = {
            step.key: _below(one.parts.get(step.key, ""), other.parts.get(step.key, ""))
            for step in one.form.steps
        }
        return Writing(one.structure, parts, title, one.prompt or other.prompt)
    parts = {"text": _below(_flat(one), _flat(other))}
    return Writing("free", parts, title, one.prompt or other.prompt)


def _below(one: str, other: str) -> str:
    return one if one == other else "\n\n".join(filter(None, (one, other)))


def _flat(writing: Writing) -> str:
    return "\n\n".join(f"{step.title}\n{text}" for step, text in writing.written)


_DECODER: Final = msgspec.json.Decoder(Writing)


def to_text(writing: Writing) -> str:
    """Return a text as it is sealed."""
    return msgspec.json.encode(writing).decode()


def from_text(text: str) -> Writing:
    """Return what ``to_text`` was given."""
    return _DECODER.decode(text)
