"""A stretch of a text around the words that were found, as safe HTML."""

from collections.abc import Collection
from typing import Final

from markupsafe import Markup, escape

from course.search.words import Word, finds, words

CHARACTERS: Final = 180
_BEFORE: Final = 50
"""So many stand before the first word that was found, to say what it is about."""


def snippet(text: str, asked: Collection[str], characters: int = CHARACTERS) -> Markup:
    """Return the stretch of a text with the most of the words, each in ``<mark>``; its beginning for none.

    asked: in their normal form; characters: about as long.
    """
    there = list(words(text))
    hits = [word for word in there if _is_asked(word, asked)]
    start, end = _stretch(text, hits, there, characters)
    parts = [Markup("… ") if start else Markup()]
    at = start
    for word in hits:
        if start <= word.start and word.end <= end:
            parts += [escape(text[at : word.start]), _marked(text[word.start : word.end])]
            at = word.end
    parts += [escape(text[at:end]), Markup(" …") if end < len(text) else Markup()]
    return Markup().join(parts)


def marked(text: str, asked: Collection[str]) -> Markup:
    """Return a whole text, such as a title, with the words that were found marked."""
    return snippet(text, asked, len(text))


def _is_asked(word: Word, asked: Collection[str]) -> bool:
    return any(finds(each, word.normal) for each in asked)


def _stretch(text: str, hits: list[Word], there: list[Word], characters: int) -> tuple[int, int]:
    """Return where the best stretch begins and ends, at the edges of words."""
    if len(text) <= characters:
        return 0, len(text)
    first = max(hits, key=lambda hit: _kinds(hits, hit.start, characters), default=None)
    wanted = min(first.start - _BEFORE if first else 0, len(text) - characters)
    start = 0
    if wanted > 0:
        start = next((word.start for word in there if word.start >= wanted), 0)
    end = max((word.end for word in there if word.end <= start + characters), default=len(text))
    if text[end:].strip(" .,;:!?)”’") == "":
        end = len(text)
    return start, end


def _kinds(hits: list[Word], start: int, characters: int) -> int:
    """Count the different words that stand in a stretch."""
    until = start + characters - _BEFORE
    return len({hit.normal for hit in hits if start <= hit.start and hit.end <= until})


def _marked(text: str) -> Markup:
    return Markup("<mark>{}</mark>").format(text)
