"""Whose journal it is, and how its texts are sealed: to the place where they belong and to their writer."""

import uuid
from typing import Final

from msgspec import Struct

from app.reflection.writing import Writing, from_text, to_text
from app.sealing import Seal, seal_for
from app.viewer import viewer

PURPOSE: Final = "journal"


class Own(Struct, frozen=True):
    """A person and the seal of their journal. A text opens for its own writer, in its own row, only."""

    person_id: uuid.UUID
    seal: Seal

    def close(self, writing: Writing, place: str) -> bytes:
        """Return a text sealed. place: the table's part of it, and the row's id."""
        return self.close_text(to_text(writing), place)

    def open(self, sealed: bytes, place: str) -> Writing:
        """Return a text. Raises SealBrokenError."""
        return from_text(self.open_text(sealed, place))

    def close_text(self, text: str, place: str) -> bytes:
        """Return anything sealed that is written as text."""
        return self.seal.seal(text, self._bound(place))

    def open_text(self, sealed: bytes, place: str) -> str:
        """Return what ``close_text`` sealed. Raises SealBrokenError."""
        return self.seal.open(sealed, self._bound(place))

    def _bound(self, place: str) -> str:
        return bound_to(self.person_id, place)


def bound_to(person_id: uuid.UUID, place: str) -> str:
    """Return a place in a journal as a text is sealed to it."""
    return f"{person_id}/{place}"


def own() -> Own:
    """Return the journal of the person of this request."""
    return own_of(viewer().person_id)


def own_of(person_id: uuid.UUID) -> Own:
    """Return the journal of a person, for what is done in their name."""
    return Own(person_id, seal_for(PURPOSE))
