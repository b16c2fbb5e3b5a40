"""Words as a search compares them: British and American, one and many, in any case, are the same word.

A normal form is no word that anybody reads: it only has to be the same for what means the same, in a
text as in a question. The rules are few and plain; where they join too much, the order of the results
makes up for it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from msgspec import Struct

from course.glossary.search import folded

PREFIX_LETTERS: Final = 4
"""A word with so many letters also finds the longer ones that begin with it."""

# "A&E" and "patient's" are one word each.
_WORD: Final = re.compile(r"[^\W_]+(?:[&'’][^\W_]+)*")
_POSSESSIVE: Final = re.compile(r"['’]s$", re.IGNORECASE)
_DIAGNOSIS: Final = re.compile(r"\w{3}[eoy]s[ei]s$")
_VOWEL: Final = re.compile("[aeiouy]")
_STOP: Final = frozenset(
    re.findall(
        "[a-z]+",
        "a about am an and are as at be been but by can could did do does for from had has have he her"
        " his how i if in into is it its just may me my no not of on or our shall she should so than"
        " that the their them then there these they this to up was we were what when where which who"
        " whom why will with would you your",
    )
)
"""Words that every question has, and no text is about."""

_OTHER_WORDS: Final = {"gray": "grey", "learnt": "learn", "learned": "learn", "whilst": "while"}
_SPELLINGS: Final = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"isation", "ization"),
        (r"is(e|ed|er|es|ing)$", r"iz\1"),
        (r"ys(e|ed|er|es|ing)$", r"yz\1"),
        (r"our", "or"),
        (r"[ao]e(?=[a-z])", "e"),  # anaesthetic, oedema
        (r"([btv])re(s?)$", r"\1er\2"),
        (r"([en])ce(s?)$", r"\1se\2"),
        (r"ic(e|ed|es|ing)$", r"iz\1"),  # practice and practise
        (r"amme(s?)$", r"am\1"),
        (r"ogue(s?)$", r"og\1"),
        (r"dgement", "dgment"),
    )
)
_MARKS_WITHOUT_LENGTH: Final = 5
"""Shorter words are spelt alike everywhere, and their endings are seldom endings."""


class Word(Struct, frozen=True):
    """A word in a text. plain: small letters without accents; normal: as it is compared."""

    start: int
    end: int
    plain: str
    normal: str


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text, in order."""
    for found in _WORD.finditer(text):
        plain = folded(_POSSESSIVE.sub("", found[0])).replace("&", "").replace(" ", "")
        letters = re.sub("[^a-z0-9]", "", plain)
        if letters:
            yield Word(found.start(), found.end(), letters, normal(letters))


def meant(text: str) -> tuple[str, ...]:
    """Return the plain words of a question that say what is looked for; all where none does."""
    plain = tuple(dict.fromkeys(word.plain for word in words(text)))
    return tuple(word for word in plain if word not in _STOP) or plain


def finds(asked: str, there: str) -> bool:
    """Say whether a word that is asked for is found in another; both in their normal form."""
    return there == asked or (len(asked) >= PREFIX_LETTERS and there.startswith(asked))


@lru_cache(maxsize=20_000)
def normal(plain: str) -> str:
    """Return the normal form of a plain word: small letters and figures, no accents."""
    word = _OTHER_WORDS.get(plain, plain)
    if any(letter.isdigit() for letter in word) or word in _STOP:
        return word
    word = _singular(word)
    if len(word) >= _MARKS_WITHOUT_LENGTH:
        for pattern, to in _SPELLINGS:
            word = pattern.sub(to, word)
        word = _without_ending(word)
    # "travelled" and "traveled", "enrol" and "enroll"
    return re.sub(r"([b-df-hj-np-tv-z])\1$", r"\1", word)


def _singular(word: str) -> str:
    if _DIAGNOSIS.search(word):
        return word[:-2]
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if re.search(r"(?:ss|sh|ch|x|zz)es$", word):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_ending(word: str) -> str:
    if word.endswith("ied"):
        return f"{word[:-3]}y"
    for ending, least in (("ing", 3), ("ed", 3), ("ion", 4), ("ive", 4), ("e", 4)):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= least and _VOWEL.search(stem) and stem not in _STOP:
            return stem
    return word
