"""Find the terms of a glossary in running text.

By words, not by one large pattern: each word of a text is looked up once, and only the few forms
that begin with it are compared. So the cost of a text hardly depends on the size of the glossary.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

from msgspec import Struct

from course.glossary.forms import needs_exact_case
from course.model import GlossaryEntry

_WORD: Final = re.compile(r"\w+")
# Hyphens and apostrophes join words ("take-home", "don't"), as do the marks inside addresses.
_NOT_INSIDE_A_WORD: Final = r"(?<!\w)(?<!\w[-‐‑’'.@])"
# A possessive does not: "the reg's phone" is about the reg.
_NOTHING_FOLLOWS: Final = r"(?!\w)(?![-‐‑.@]\w)(?![’'](?!s\b)\w)"
_ALIKE: Final = {"'": "[’']", "’": "[’']", "-": "[-‐‑]", "‑": "[-‐‑]", " ": r"\s+"}


class Found(Struct, frozen=True):
    """A term in a text. start and end: its place; entry: the id."""

    start: int
    end: int
    entry: str


class _Form:
    """A form of an entry. Its pattern is made when a text first holds its first word."""

    def __init__(self, entry: str, text: str) -> None:
        self.entry = entry
        self.text = text
        self.exact = needs_exact_case(text)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        words = "".join(_ALIKE.get(letter, re.escape(letter)) for letter in self.text)
        plural = "s?" if self.exact else ""
        return re.compile(
            f"{_NOT_INSIDE_A_WORD}{words}{plural}{_NOTHING_FOLLOWS}",
            0 if self.exact else re.IGNORECASE,
        )


class TermFinder:
    """Finds the forms of those entries that may be linked."""

    def __init__(self, entries: Iterable[GlossaryEntry]) -> None:
        self._by_first_word: dict[str, list[_Form]] = {}
        for entry in entries:
            for form in entry.forms if entry.link else ():
                self._add(entry.id, form)
        for forms in self._by_first_word.values():
            forms.sort(key=lambda form: (-len(form.text), not form.exact))

    def find(self, text: str) -> Iterator[Found]:
        """Yield the terms in a text, in order and without overlap; of several the longest."""
        end = 0
        for word in _WORD.finditer(text):
            if word.start() < end:
                continue
            for form in self._by_first_word.get(word[0].casefold(), ()):
                match = form.pattern.match(text, word.start())
                if match:
                    end = match.end()
                    yield Found(match.start(), end, form.entry)
                    break

    def _add(self, entry: str, form: str) -> None:
        made = _Form(entry, form)
        first = _WORD.match(form)
        if first is None:
            return  # the reader refuses such a form
        key = first[0].casefold()
        # "SHOs" is one word of the text: found under its plural too.
        for each in {key, f"{key}s"} if made.exact else {key}:
            self._by_first_word.setdefault(each, []).append(made)
