"""Forgive a slip of the finger: the word that was probably meant."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from course.search.words import PREFIX_LETTERS, normal
from course.slips import distance

_LEAST_LETTERS: Final = 3
_LEAST_BEGINNING: Final = 5
_ENDINGS: Final = (
    *("isations", "izations", "isation", "ization", "ations", "ation", "ators", "ator"),
    *("isms", "ism", "ists", "ist", "ities", "ity", "ments", "ment", "ness", "ally", "ably"),
    *("ance", "ence", "able", "ible", "ers", "ors", "er", "or", "al", "ly", "ic", "s"),
)
_TWO_SLIPS: Final = 5
"""From so many letters on a word may have two slips. With three, one finds what nobody meant."""


class Vocabulary(Struct, frozen=True):
    """The words that can be found. counts: how often each plain word stands there; normals: of them."""

    counts: Mapping[str, int]
    normals: frozenset[str]

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> "Vocabulary":
        """Return the vocabulary of some words."""
        return cls(counts, frozenset(map(normal, counts)))

    def knows(self, plain: str) -> bool:
        """Say whether a word, or one that begins with it, can be found."""
        form = normal(plain)
        if form in self.normals:
            return True
        return len(form) >= PREFIX_LETTERS and any(each.startswith(form) for each in self.normals)

    def meant_by(self, plain: str) -> str:
        """Return the word that was probably meant by one that cannot be found; empty for none.

        Of those with the fewest slips the one that is written most. The first letter is seldom
        wrong: only the first two may have changed places.
        """
        slips = 1 + (len(plain) >= _TWO_SLIPS)
        if len(plain) < _LEAST_LETTERS or any(letter.isdigit() for letter in plain):
            return ""
        letters = Counter(plain)
        likely: list[tuple[int, int, str]] = []
        for word, count in self.counts.items():
            if word[0] != plain[0] and word[:2] != plain[1::-1]:
                continue
            if abs(len(word) - len(plain)) > slips or _least_slips(letters, word) > slips:
                continue
            far = distance(plain, word)
            if far <= slips:
                likely.append((far, -count, word))
        return min(likely)[2] if likely else ""

    def beginning_of(self, plain: str) -> str:
        """Return what is left of a word without its ending, where others begin with it; empty for none.

        "medication" finds medicines so, and "hospitalisation" hospitals.
        """
        for ending in _ENDINGS:
            left = plain.removesuffix(ending)
            if left == plain or len(left) < _LEAST_BEGINNING:
                continue
            if any(each.startswith(left) for each in self.normals):
                return left
        return ""


def _least_slips(letters: Counter[str], word: str) -> int:
    """Return a number that the distance is never below: quick to find, it spares most comparisons."""
    there = Counter(word)
    return max((letters - there).total(), (there - letters).total())
