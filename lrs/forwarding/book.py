"""The forwards of a store: added, listed, paused and removed."""

from msgspec import Struct

from lrs.errors import NotFound
from lrs.facade import LRS
from lrs.store import forwards as rows
from lrs.store import organisations, search
from lrs.store.forwards import Place


class Forward(Struct, frozen=True):
    """One forward and how it fares. Times in microseconds.

    sent: statements that arrived; waiting: those that are still to go; held_until: nothing is tried
    before, unless by whoever sends just now; trouble: why the last try failed, empty where it did not.
    """

    number: int
    endpoint: str
    key_id: str
    paused: bool
    sent: int
    waiting: int
    refused: int
    held_until: int
    last_sent: int | None
    trouble: str


class RefusedStatement(Struct, frozen=True):
    """A statement that another store will never take. at: microseconds."""

    id: bytes
    at: int
    reason: str


class Book:
    """The forwards of all organisations. Methods raise NotFound for one that is not there."""

    def __init__(self, lrs: LRS) -> None:
        self._lrs = lrs

    def add(
        self, organisation: str, endpoint: str, key_id: str, *, from_now: bool = False
    ) -> Place:
        """Add a forward. from_now: without what is stored already."""
        number = self._lrs.known.number(organisation)
        with self._lrs.database.writing() as connection:
            organisations.lock(connection, number)
            cursor = search.last_seq(connection) if from_now else 0
            made = rows.insert_forward(connection, number, endpoint, key_id, cursor)
        return Place(number, made)

    def list(self, organisation: str) -> tuple[Forward, ...]:
        """Return the forwards of an organisation."""
        with self._lrs.database.reading() as connection:
            number = self._lrs.known.find(connection, organisation)
            found = () if number is None else rows.of(connection, number)
            names = Forward.__struct_fields__
            return tuple(Forward(**{name: row[name] for name in names}) for row in found)

    def refused(self, organisation: str, number: int) -> tuple[RefusedStatement, ...]:
        """Return the statements that the other store refused."""
        with self._lrs.database.reading() as connection:
            found = rows.refused_by(connection, self.place(organisation, number))
            return tuple(RefusedStatement(row["id"], row["at"], row["reason"]) for row in found)

    def pause(self, organisation: str, number: int) -> None:
        """Send nothing until `resume`."""
        self._change(organisation, number, {"paused": True})

    def resume(self, organisation: str, number: int) -> None:
        """Send again, and at once also where a try failed."""
        self._change(
            organisation, number, {"paused": False, "held_until": 0, "tries": 0, "trouble": ""}
        )

    def remove(self, organisation: str, number: int) -> Place:
        """Forget a forward, and what was refused."""
        place = self.place(organisation, number)
        with self._lrs.database.writing() as connection:
            if not rows.remove(connection, place):
                raise _no_such(number)
        return place

    def place(self, organisation: str, number: int) -> Place:
        """Return where a forward lies, whether or not it is there."""
        with self._lrs.database.reading() as connection:
            found = self._lrs.known.find(connection, organisation)
        if found is None:
            raise _no_such(number)
        return Place(found, number)

    def _change(self, organisation: str, number: int, values: dict[str, object]) -> None:
        place = self.place(organisation, number)
        with self._lrs.database.writing() as connection:
            if not rows.change(connection, place, values):
                raise _no_such(number)


def _no_such(number: int) -> NotFound:
    return NotFound(f"The organisation has no forward of the number {number}.")
