"""Read the boxes in which the four nations differ: what holds for all, then each nation's part.

    !!! nations "Who inspects"
        Text for all first; it may be absent.

        ENG: The Care Quality Commission.

        WAL, NI: A paragraph for two, to which whatever follows belongs until the next mark.

One reading for the checker and the renderer: both must agree on where a part begins and ends.
Lines are counted from 0.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from course.files.placements import without_code
from course.nations import HOME_NATIONS, HomeNation, in_order, is_home_nation

INDENT: Final = 4

KNOWN: Final = "|".join(re.escape(word) for pair in HOME_NATIONS.items() for word in pair)
"""Every code and name, for a pattern that takes them in capitals or not."""

JOINT: Final = r" *(?:,|/|&|\band\b) *"
"""How nations are joined in a mark; only the comma is right."""

# Other capitals are read as a mark too: a code that is spelt wrong must not become common text.
_WORD: Final = rf"(?:[A-Z]{{2,4}}|(?i:{KNOWN}))"
_HEADER: Final = re.compile(r"( *)!!! ?nations(?![\w-])")
_MARK: Final = re.compile(rf" {{0,3}}(?P<codes>{_WORD}(?:{JOINT}{_WORD})*) ?:(?!//)")


class Mark(Struct, frozen=True):
    """The beginning of a paragraph that names nations, as the author wrote it.

    codes: without the colon; words: each of them, known or not; text_at: where the text begins.
    """

    line: int
    codes: str
    words: tuple[str, ...]
    text_at: int

    @property
    def nations(self) -> tuple[HomeNation, ...]:
        """The nations that are known among the words, in their order."""
        return in_order(word for word in self.words if is_home_nation(word))


class Part(Struct, frozen=True):
    """What holds in some nations: from the line of its mark up to the line ``end``."""

    mark: Mark
    end: int


class NationBox(Struct, frozen=True):
    """A box: its header stands in the line ``begin``, and it ends before ``end``.

    indent: of its content; content: its lines without the indent, by number, without code.
    """

    begin: int
    end: int
    indent: int
    content: Mapping[int, str]
    marks: tuple[Mark, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """The nations' parts, as they stand; a mark without a known nation makes none."""
        marks = [mark for mark in self.marks if mark.nations]
        ends = [mark.line for mark in marks[1:]] + [self.end]
        return tuple(Part(mark, end) for mark, end in zip(marks, ends, strict=False))

    def begins_paragraph(self, line: int) -> bool:
        """Say whether a line of the content is the first of a block."""
        return not self.content.get(line - 1, "").strip()


def nation_boxes(text: str) -> tuple[NationBox, ...]:
    """Return the boxes of a Markdown text in their order. Code is never taken for a mark."""
    lines = without_code(text.expandtabs(INDENT)).split("\n")
    return tuple(_boxes(lines))


def mark_in(line: str) -> re.Match[str] | None:
    """Return the mark with which a line of a box begins, if it has one. Group: codes."""
    return _MARK.match(line)


def is_header(line: str) -> bool:
    """Say whether a line begins a box."""
    return _HEADER.match(line) is not None


def _boxes(lines: Sequence[str]) -> Iterator[NationBox]:
    end = 0
    for number, line in enumerate(lines):
        header = _HEADER.match(line) if number >= end else None
        if header:
            box = _box(lines, number, len(header[1]) + INDENT)
            end = box.end
            yield box


def _box(lines: Sequence[str], begin: int, indent: int) -> NationBox:
    end = begin + 1
    while end < len(lines) and (not lines[end].strip() or lines[end].startswith(" " * indent)):
        end += 1
    content = {number: lines[number][indent:] for number in range(begin + 1, end)}
    box = NationBox(begin, end, indent, content, ())
    found = ((number, mark_in(line)) for number, line in content.items())
    marks = (
        Mark(number, mark["codes"], tuple(re.split(JOINT, mark["codes"])), indent + mark.end())
        for number, mark in found
        if mark and box.begins_paragraph(number)
    )
    return NationBox(begin, end, indent, content, tuple(marks))
