"""What a record of a conversation says, as data, with the names of its fields."""

from collections.abc import Mapping
from typing import Any, Final, Literal, get_args

import msgspec
from msgspec import Struct

from app.reflection.writing import cleaned

Side = Literal["doctor", "supervisor"]
Owner = Literal["", "doctor", "supervisor", "both"]
OWNERS: Final[tuple[Owner, ...]] = get_args(Owner)

OTHER: Final[Mapping[Side, Side]] = {"doctor": "supervisor", "supervisor": "doctor"}

MOST_CHARACTERS: Final = 4_000
"""Of one field: headings and a few sentences, never the case."""


class Talk(Struct, frozen=True):
    """The text of a record. day, by: ISO days, empty for none; minutes: none where not said.

    owner: of the next step.
    """

    day: str = ""
    minutes: int | None = None
    topics: str = ""
    takes: str = ""
    offers: str = ""
    step: str = ""
    owner: Owner = ""
    by: str = ""


FIELDS: Final[Mapping[str, str]] = {
    "day": "the day",
    "minutes": "the minutes",
    "topics": "what you talked about",
    "takes": "what the doctor takes from it",
    "offers": "what the supervisor offers",
    "step": "the next step",
    "owner": "whose step it is",
    "by": "the day of the step",
}
"""What each field is called where a sentence tells that it was changed."""

TEXTS: Final[Mapping[str, str]] = {
    "topics": "What we talked about",
    "takes": "What the doctor takes from it",
    "offers": "What the supervisor offers",
    "step": "Next step",
}
"""The fields in which somebody writes, with their labels."""

_DECODER: Final = msgspec.json.Decoder(Talk)


def to_text(talk: Talk) -> str:
    """Return a record as it is sealed."""
    return msgspec.json.encode(talk).decode()


def from_text(text: str) -> Talk:
    """Return what ``to_text`` was given."""
    return _DECODER.decode(text)


def changed_fields(before: Talk, after: Talk) -> tuple[str, ...]:
    """Return the names of what differs, in the order of the page."""
    return tuple(name for name in FIELDS if getattr(before, name) != getattr(after, name))


def both(stored: Talk, sent: Talk) -> Talk:
    """Return two texts as one: what was sent stands below what is stored, and a text twice stands once.

    Of days, minutes and the owner, what was sent goes before, where it says anything.
    """
    values: dict[str, Any] = {}
    for name in FIELDS:
        there, here = getattr(stored, name), getattr(sent, name)
        if name in TEXTS and there != here:
            values[name] = cleaned("\n\n".join(filter(None, (there, here))))
        else:
            values[name] = here or there
    return Talk(**values)
