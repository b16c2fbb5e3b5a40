"""Walking an organisation's statements in small steps, and taking some of them out.

A step is one short transaction, so that writers wait for moments only, and whoever is interrupted
begins again: what went is gone, what is left is found.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection

from lrs.model import decode
from lrs.model.statement import AnyStatement
from lrs.store import organisations
from lrs.store import removal as rows
from lrs.store.engine import Database
from lrs.store.organisations import Organisations
from lrs.upkeep.removal import Removed, remove

STEP: Final = 200

Pick = Callable[[Connection, int, int, int], Sequence[int]]
"""Returns numbers of statements of an organisation above one, in order, at most so many."""

Tell = Callable[[int], None]
"""Learns how many more statements have been looked at, for a display of progress."""


def silent(_: int) -> None:
    """Tell nobody."""


class Walk(Struct, frozen=True):
    """Statements of one organisation. tell: learns of each step."""

    database: Database
    organisation: int
    tell: Tell = silent

    def steps(self, pick: Pick) -> Iterator[list[tuple[int, AnyStatement]]]:
        """Yield statements with their numbers, a step at a time, also those that come meanwhile."""
        above = 0
        while True:
            with self.database.reading() as connection:
                seqs = pick(connection, self.organisation, above, STEP)
                found = rows.rows(connection, self.organisation, seqs)
            if not seqs:
                return
            yield [(row["seq"], decode.stored(row["body"])) for row in found]
            above = seqs[-1]
            self.tell(len(found))

    def remove(
        self, seqs: Sequence[int], also: Callable[[Connection], int] = lambda _: 0
    ) -> Removed:
        """Delete statements in one transaction, and what `also` deletes in it.

        also: returns how many names it deleted.
        """
        with self.database.writing() as connection:
            # Whoever stores takes the organisation first: so do we.
            organisations.lock(connection, self.organisation)
            gone = remove(connection, self.organisation, seqs)
            return gone + Removed(names=also(connection))


def walk(database: Database, known: Organisations, name: str, tell: Tell = silent) -> Walk | None:
    """Return the walk of an organisation, or None where nothing is known of it."""
    with database.reading() as connection:
        number = known.find(connection, name)
    return None if number is None else Walk(database, number, tell)
