"""The table's language: what an argument of an address names, and how a wrong person is answered."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct


class Owned(Struct, frozen=True):
    """An address that names somebody's own thing.

    things: the kind of thing by argument; given: the other arguments; sent: fields of the form, so that
    nobody is refused for what is missing in it, ``{argument}`` for what the address holds; refused: how
    the wrong person is answered; mixed: how the right one is, where something of somebody else's stands for
    an argument beside their own, if not as not found.
    """

    things: Mapping[str, str]
    given: Mapping[str, Any] = {}
    sent: Mapping[str, str] = {}
    refused: int = 404
    mixed: Mapping[str, int] = {}


class Shared(Struct, frozen=True):
    """An address that names nothing of anybody's. why: what it names, and why that is open."""

    why: str


Entry = Owned | Shared
Entries = dict[str, Entry]


def owned(kind_by_argument: Mapping[str, str], *endpoints: str, **more: Any) -> Entries:
    """Return entries of several addresses that name the same."""
    return {endpoint: Owned(kind_by_argument, **more) for endpoint in endpoints}


def shared(why: str, *endpoints: str) -> Entries:
    """Return entries of several addresses that name what everybody with the action may see."""
    return {endpoint: Shared(why) for endpoint in endpoints}
