"""Search a glossary as people type: without accents, without capitals, with a slip of the finger."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import Final

from msgspec import Struct

from course.model import GlossaryEntry

_LIKENESS: Final = 0.75
_LETTERS_BEYOND_FORMS: Final = 3
_MOST_GUESSES: Final = 5
_MARKS: Final = re.compile(r"[’‘'`*_“”\"()\[\]]")
_SPACES: Final = re.compile(r"[\s\-‐‑–/.,]+")


class Search(Struct, frozen=True):
    """What was found, best first. guessed: nothing is written like that; these come close."""

    entries: tuple[GlossaryEntry, ...]
    guessed: bool = False


def search(glossary: Mapping[str, GlossaryEntry], text: str = "", kind: str = "") -> Search:
    """Return the entries of a kind (empty: of all) that fit a text (empty: all, in their order).

    A form that is the text comes first, then one that begins with it, then one with a word that
    does, then a meaning with such words.
    """
    entries = [entry for entry in glossary.values() if kind in ("", entry.kind)]
    wanted = folded(text)
    if not wanted:
        return Search(tuple(entries))
    fitting = written_so(entries, text)
    return Search(fitting) if fitting else Search(tuple(_guesses(entries, wanted)), guessed=True)


def written_so(entries: Iterable[GlossaryEntry], text: str) -> tuple[GlossaryEntry, ...]:
    """Return the entries that fit a text as it is written, in the order that ``search`` tells."""
    wanted = folded(text)
    ranked = [(rank, entry) for entry in entries if (rank := _rank(entry, wanted)) is not None]
    return tuple(entry for _, entry in sorted(ranked, key=lambda pair: pair[0]))


def folded(text: str) -> str:
    """Return a text as it is compared: small letters without accents, words parted by one blank."""
    letters = unicodedata.normalize("NFKD", _MARKS.sub("", text))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _SPACES.sub(" ", plain.casefold()).strip()


def _rank(entry: GlossaryEntry, wanted: str) -> int | None:
    forms = [folded(form) for form in entry.forms]
    if wanted in forms:
        return 0
    if any(form.startswith(wanted) for form in forms):
        return 1
    if any(f" {wanted}" in form for form in forms):
        return 2
    if len(wanted) < _LETTERS_BEYOND_FORMS:
        return None
    means = f" {folded(entry.means)}"
    return 3 if all(f" {word}" in means for word in wanted.split()) else None


def _guesses(entries: Iterable[GlossaryEntry], wanted: str) -> list[GlossaryEntry]:
    if len(wanted) < _LETTERS_BEYOND_FORMS:
        return []
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    likely = [(_likeness(matcher, entry), entry) for entry in entries]
    close = [pair for pair in likely if pair[0] >= _LIKENESS]
    close.sort(key=lambda pair: -pair[0])
    return [entry for _, entry in close[:_MOST_GUESSES]]


def _likeness(matcher: SequenceMatcher[str], entry: GlossaryEntry) -> float:
    best = 0.0
    for form in entry.forms:
        matcher.set_seq1(folded(form))
        if matcher.quick_ratio() > best:
            best = max(best, matcher.ratio())
    return best
