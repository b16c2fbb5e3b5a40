"""A name as a paper shows it, and as much of it as a stranger is shown."""

import unicodedata
from typing import Final

_TITLES: Final = frozenset(
    {"dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sir", "dame"}
)
_JOINER: Final = "\u200d"


def initials(name: str) -> str:
    """Return such as "N. E." for "Dr Ngozi Eze": to compare with the paper, too little to learn a name from.

    In the order in which the name is spoken, first name first, also where it was written as "Eze, Ngozi". A
    small word of a family name keeps its small letter ("J. v. d. B."); of a script whose signs belong together
    the whole first sign is shown.
    """
    return " ".join(f"{_first_sign(word)}." for word in _words(name)) or "–"


def same_name(typed: str, printed: str) -> bool:
    """Say whether a name was typed as it is printed; title, case, accents and spaces do not count."""
    return bool(_words(typed)) and _plain(typed) == _plain(printed)


def _words(name: str) -> list[str]:
    last, comma, first = name.partition(",")
    if comma and first.strip():
        name = f"{first} {last}"
    words = [word for word in name.replace(".", " ").split() if any(map(str.isalnum, word))]
    while len(words) > 1 and words[0].casefold() in _TITLES:
        words = words[1:]
    return words


def _first_sign(word: str) -> str:
    """Return the first letter of a word, with the marks that belong to it; of a name in capitals as it is."""
    word = unicodedata.normalize("NFC", word).lstrip("’'‘\"“(-")
    end = 1
    while end < len(word) and (_is_mark(word[end]) or _binds(word[end - 1])):
        end += 1
    sign = word[:end]
    return sign if word.islower() and word in _SMALL_WORDS else sign.upper()


_SMALL_WORDS: Final = frozenset(
    [
        "al",
        "ap",
        "bin",
        "bint",
        "da",
        "das",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "dos",
        "du",
        "el",
        "ibn",
        "la",
        "le",
        "of",
        "st",
        "ten",
        "ter",
        "van",
        "von",
        "y",
    ]
)


def _is_mark(sign: str) -> bool:
    return sign == _JOINER or unicodedata.category(sign).startswith("M")


def _binds(sign: str) -> bool:
    """Say whether the next letter is written together with this sign: after a virama or a joiner."""
    return sign == _JOINER or unicodedata.combining(sign) == 9


def _plain(name: str) -> str:
    parts = unicodedata.normalize("NFKD", " ".join(_words(name)).casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))
