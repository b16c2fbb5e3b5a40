"""What the address of a list asks for, read word by word: what it does not know is told with what it does."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from typing import Final, TypeVar

from app.errors import BadAddress, NoSuchPage
from app.wording import counted

T = TypeVar("T", bound=str)

PAGE: Final = "page"
MOST_NAMED: Final = 24
"""More values than these nobody reads in a sentence."""
MOST_DIGITS: Final = 6
MOST_SHOWN: Final = 40
"""As much of a wrong value as is told again, in characters."""


def one_of(
    words: Mapping[str, str], name: str, label: str, known: Collection[T], at: str = ""
) -> T:
    """Return what an address says under a name. label: of the list on the page; known: the values it takes.

    at: the endpoint of the page, where the address is another's. An empty value stands for the first one
    known. Raises BadAddress for a value that is none of them.
    """
    word = words.get(name, "")
    if not word:
        return next(iter(known))
    for each in known:
        if each == word:
            return each
    raise BadAddress(not_known(name, label, word, known), name, at)


def chosen(
    words: Mapping[str, str],
    name: str,
    label: str,
    known: Iterable[uuid.UUID],
    at: str = "",
) -> uuid.UUID | None:
    """Return whom or what an address names by its number; none where it names nothing. Raises BadAddress."""
    word = words.get(name, "")
    if not word:
        return None
    for each in known:
        if str(each) == word:
            return each
    raise BadAddress(
        f"There is no such {label.lower()} for you (“{name}” in the address);"
        f" choose from the list “{label}”, where the page has one.",
        name,
        at,
    )


def page_number(words: Mapping[str, str], at: str = "") -> int:
    """Return which page an address asks for, from 1. Raises BadAddress for what is no such number."""
    word = words.get(PAGE, "")
    if not word:
        return 1
    number = int(word) if word.isascii() and word.isdecimal() and len(word) <= MOST_DIGITS else 0
    if not number:
        raise BadAddress(
            f"“{PAGE}” in the address takes a whole number from 1 on, and not “{_shown(word)}”.",
            PAGE,
            at,
        )
    return number


def must_have_page(number: int, found: int, size: int, at: str = "") -> None:
    """Raise NoSuchPage for a page after the last one. found: rows on all pages; size: of a page."""
    pages = max(1, -(-found // size))
    if number > pages:
        raise NoSuchPage(
            f"There is no page {number}: this list has {counted(pages, 'page')} now.", PAGE, at
        )


def not_known(name: str, label: str, word: str, known: Collection[str]) -> str:
    """Return the sentence for a value that a list does not take."""
    values = [each for each in known if each]
    takes = (
        f"It takes {_listed(values)}."
        if 0 < len(values) <= MOST_NAMED
        else f"Choose from the list “{label}” on the page."
    )
    return f"“{label}” (“{name}” in the address) knows no “{_shown(word)}”. {takes}"


def _listed(values: list[str]) -> str:
    return " or ".join(filter(None, (", ".join(values[:-1]), values[-1])))


def _shown(word: str) -> str:
    return word if len(word) <= MOST_SHOWN else f"{word[:MOST_SHOWN]}…"
