"""Which cards a day holds: a few minutes' worth, whatever has piled up. Pure."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import chain, islice, zip_longest
from math import ceil
from typing import Final, Literal

from msgspec import Struct

Kind = Literal["term", "question"]

MOST_CARDS: Final = 10
MOST_NEW: Final = 5
MOST_SECONDS: Final = 5 * 60
SECONDS: Final[dict[Kind, int]] = {"term": 25, "question": 50}
"""How long a card takes, feedback and rating included."""


class Key(Struct, frozen=True):
    """What a card is about. module: slug, through which it came; item: id of the entry or question."""

    module: str
    kind: Kind
    item: str


class Waiting(Struct, frozen=True):
    """A card that was rated before. due: when it comes back."""

    key: Key
    due: dt.datetime


def plan(due: Iterable[Waiting], fresh: Iterable[Key]) -> tuple[Key, ...]:
    """Return the cards of a day in the order in which they are asked: due ones first, then new ones.

    due: the one that has waited longest is taken first; what does not fit waits for another day,
    however much there is. fresh: in the order in which they are to be learnt.
    """
    in_turn = chain(
        (each.key for each in sorted(due, key=lambda each: each.due)), islice(fresh, MOST_NEW)
    )
    taken: list[Key] = []
    for key in in_turn:
        if len(taken) == MOST_CARDS or seconds([*taken, key]) > MOST_SECONDS:
            break
        taken.append(key)
    return tuple(taken)


def alternated(one: Sequence[Key], other: Sequence[Key]) -> tuple[Key, ...]:
    """Return two lists as one, taken in turn."""
    return tuple(key for pair in zip_longest(one, other) for key in pair if key is not None)


def seconds(keys: Iterable[Key]) -> int:
    """Return how long cards take."""
    return sum(SECONDS[key.kind] for key in keys)


def whole_minutes(keys: Iterable[Key]) -> int:
    """Return how long cards take in whole minutes, at least one."""
    return max(1, ceil(seconds(keys) / 60))
