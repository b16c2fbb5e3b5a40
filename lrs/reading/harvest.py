"""Statements in the order of storing: for harvesters, and for rules that look at what came before."""

from sqlalchemy import Connection

from lrs import index
from lrs.reading.found import Stored
from lrs.reading.paging import MAX_PAGE
from lrs.store import search
from lrs.store.engine import Database
from lrs.store.organisations import Organisations


def since(
    database: Database, known: Organisations, organisation: str | None, cursor: int, limit: int
) -> tuple[Stored, ...]:
    """Return up to `limit` statements whose number is greater than `cursor`, in order.

    Voided statements and voiding ones are among them. Go on from the last number: no
    statement is ever committed behind it, whichever process stored it.
    """
    up_to = None
    if organisation is None:
        # Within an organisation numbers are committed in order; across organisations a
        # lower number may still be on its way, so wait for those and stop before newer.
        with database.between_writers() as connection:
            up_to = search.last_seq(connection)
    with database.reading() as connection:
        number = None if organisation is None else known.find(connection, organisation)
        if organisation is not None and number is None:
            return ()
        found = search.harvest(connection, number, cursor, up_to, limit)
        return tuple(Stored(row.seq, row.stored, row.name, row.body) for row in found)


def by_registration(
    connection: Connection, organisation: int, registration: str, activity: str, related: str
) -> tuple[bytes, ...]:
    """Return the statements about an activity in a registration that also name a related one.

    Oldest first, none voided. What it costs depends on how many name the related one.
    """
    keys = (
        index.key(index.ACTIVITY_ANY, related),
        index.key(index.REGISTRATION, registration.lower()),
        index.key(index.ACTIVITY, activity),
    )
    found: list[bytes] = []
    above = 0
    while True:
        page = search.search(
            connection, search.Search(organisation, keys, None, above, None, True, MAX_PAGE)
        )
        found += [row.body for row in page]
        if len(page) < MAX_PAGE:
            return tuple(found)
        above = page[-1].seq
