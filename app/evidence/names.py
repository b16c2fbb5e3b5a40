"""A name as a paper shows it, and as much of it as a stranger is shown."""

import unicodedata
from typing import Final

_TITLES: Final = frozenset({"dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor"})


def initials(name: str) -> str:
    """Return such as "N. E." for "Dr Ngozi Eze": to compare with the paper, too little to learn a name from."""
    return " ".join(f"{word[0].upper()}." for word in _words(name)) or "–"


def same_name(typed: str, printed: str) -> bool:
    """Say whether a name was typed as it is printed; title, case, accents and spaces do not count."""
    return bool(_words(typed)) and _plain(typed) == _plain(printed)


def _words(name: str) -> list[str]:
    words = name.replace(".", " ").split()
    return words[1:] if len(words) > 1 and words[0].casefold() in _TITLES else words


def _plain(name: str) -> str:
    parts = unicodedata.normalize("NFKD", " ".join(_words(name)).casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))
