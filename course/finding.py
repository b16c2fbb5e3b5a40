"""Find a thing among others by its key."""

from collections.abc import Iterable
from typing import Protocol, TypeVar


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=_HasId)


def by_id(things: Iterable[_T], key: str) -> _T:
    """Return the thing with this id. Raises KeyError where there is none."""
    for thing in things:
        if thing.id == key:
            return thing
    raise KeyError(key)
