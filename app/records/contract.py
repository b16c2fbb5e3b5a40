"""What the app asks of a record store, whether it runs in this process or elsewhere."""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import msgspec
from msgspec import Struct

from app.records.errors import StatementRefused
from app.records.reading import plain_data
from app.records.search import Search
from lrs.remote import together_or_singly


class _Stored(Struct, frozen=True):
    stored: str


_stored = msgspec.json.Decoder(_Stored)


class Recorded(Struct, frozen=True):
    """A statement as the store gives it back. body: its JSON bytes; stored: when the store took it.

    organisation_id: none where the statement does not say to whom it belongs.
    """

    organisation_id: uuid.UUID | None
    stored: dt.datetime
    body: bytes

    @classmethod
    def of(cls, organisation_id: uuid.UUID | None, body: bytes) -> "Recorded":
        """Return a statement with the moment of storing that stands in it.

        Raises ValueError where none does, which no record store leaves out.
        """
        stored = _stored.decode(body).stored
        return cls(organisation_id, dt.datetime.fromisoformat(stored), body)

    def read(self) -> dict[str, Any]:
        """Return the statement as plain data."""
        statement: dict[str, Any] = plain_data(self.body)
        return statement


class Harvest(Struct, frozen=True):
    """Statements read one after the other. position: the store's own mark; more: there may be others."""

    statements: tuple[Recorded, ...]
    position: str
    more: bool


class Found(Struct, frozen=True):
    """A page of statements. more: leads to the next page, in the store's own words; empty at the end."""

    statements: tuple[Recorded, ...]
    more: str


class Refusal(Struct, frozen=True):
    """A statement that the store will never take. index: its place among those sent."""

    index: int
    sentence: str


class RecordStore(Protocol):
    """A store of statements. Every method raises StoreAway when the store cannot answer now.

    name: of this store, under which the app keeps how far it has read; in_process: it answers at once and
    for as long as the app does.
    """

    name: str
    in_process: bool

    def send(self, organisation_id: uuid.UUID, bodies: Sequence[bytes]) -> tuple[Refusal, ...]:
        """Store statements in order; return those that were refused. The same again does no harm."""

    def read_since(
        self, position: str, limit: int, organisation_id: uuid.UUID | None = None
    ) -> Harvest:
        """Return statements stored after a mark, oldest first; from the beginning if it is empty.

        organisation_id: whose; none for those of all.
        """

    def get(self, organisation_id: uuid.UUID, statement_id: uuid.UUID) -> Recorded | None:
        """Return one statement of an organisation that is not voided; none where it has no such."""

    def get_voided(self, organisation_id: uuid.UUID, statement_id: uuid.UUID) -> Recorded | None:
        """Return one statement of an organisation that is voided; none where it has no such."""

    def search(self, organisation_id: uuid.UUID, asked: Search) -> Found:
        """Return the first page of an organisation's statements that match, none of them voided.

        Raises SearchRefused for a filter that the store does not take.
        """

    def search_on(self, organisation_id: uuid.UUID, more: str) -> Found:
        """Return the page that a page's ``more`` leads to; it must be one that this store gave."""

    def statements_of(
        self, organisation_id: uuid.UUID, registration: uuid.UUID
    ) -> tuple[Recorded, ...]:
        """Return all statements of a registration in the order in which they were stored."""


def batch_or_singly(bodies: Sequence[bytes], post: Callable[[bytes], None]) -> tuple[Refusal, ...]:
    """Send bodies as one batch; if that is refused, one by one, to find the one that is.

    post: sends a JSON text, one statement or an array; raises StatementRefused.
    """

    def some(places: range) -> None:
        chosen = [bodies[place] for place in places]
        post(chosen[0] if len(chosen) == 1 else b"[" + b",".join(chosen) + b"]")

    return tuple(
        Refusal(index, refused.sentence)
        for index, refused in together_or_singly(len(bodies), some, StatementRefused)
    )
