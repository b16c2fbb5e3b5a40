"""The four nations of the UK: codes, names, and the order in which they are always told."""

from collections.abc import Iterable, Mapping
from typing import Final, Literal, TypeGuard

HomeNation = Literal["ENG", "SCO", "WAL", "NI"]

HOME_NATIONS: Final[Mapping[HomeNation, str]] = {
    "ENG": "England",
    "SCO": "Scotland",
    "WAL": "Wales",
    "NI": "Northern Ireland",
}
"""The names by code, in the order in which they are told."""


def is_home_nation(code: str) -> TypeGuard[HomeNation]:
    """Say whether a text is the code of a nation."""
    return code in HOME_NATIONS


def in_order(nations: Iterable[HomeNation]) -> tuple[HomeNation, ...]:
    """Return nations in the order in which they are told."""
    wanted = set(nations)
    return tuple(code for code in HOME_NATIONS if code in wanted)


def names_of(nations: Iterable[HomeNation]) -> str:
    """Return names as a list for people: ``England, Scotland and Wales``."""
    names = [HOME_NATIONS[code] for code in in_order(nations)]
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
