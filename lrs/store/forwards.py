"""SQL of forwards: where statements are sent on to, by whom just now, and how far."""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    and_,
    delete,
    func,
    insert,
    select,
    update,
)

from lrs.store.schema import forward_refusals as refusals
from lrs.store.schema import forwards as table
from lrs.store.schema import organisations, statements

Row = RowMapping


class Place(Struct, frozen=True):
    """Which forward: the number of its organisation, and its own."""

    organisation: int
    number: int


def insert_forward(
    connection: Connection, organisation: int, endpoint: str, key_id: str, cursor: int
) -> int:
    """Insert a forward and return its number. The organisation is locked by whoever calls."""
    query = select(func.max(table.c.number)).where(table.c.organisation == organisation)
    number: int = (connection.scalar(query) or 0) + 1
    values = {
        "organisation": organisation,
        "number": number,
        "endpoint": endpoint,
        "key_id": key_id,
        "cursor": cursor,
        "sent": 0,
        "paused": False,
        "held_until": 0,
        "tries": 0,
        "trouble": "",
    }
    connection.execute(insert(table), [values])
    return number


def of(connection: Connection, organisation: int) -> Sequence[Row]:
    """Return the forwards of an organisation, with the numbers of statements refused and waiting."""
    refused = (
        select(func.count())
        .where(
            refusals.c.organisation == table.c.organisation, refusals.c.forward == table.c.number
        )
        .scalar_subquery()
    )
    waiting = (
        select(func.count())
        .where(statements.c.organisation == table.c.organisation, statements.c.seq > table.c.cursor)
        .scalar_subquery()
    )
    query = (
        select(table, refused.label("refused"), waiting.label("waiting"))
        .where(table.c.organisation == organisation)
        .order_by(table.c.number)
    )
    return connection.execute(query).mappings().all()


def refused_by(connection: Connection, place: Place) -> Sequence[Row]:
    """Return id, time and reason of the statements that another store refused, in order."""
    query = (
        select(statements.c.id, refusals.c.at, refusals.c.reason)
        .join(
            statements,
            (statements.c.organisation == refusals.c.organisation)
            & (statements.c.seq == refusals.c.seq),
        )
        .where(refusals.c.organisation == place.organisation, refusals.c.forward == place.number)
        .order_by(refusals.c.seq)
    )
    return connection.execute(query).mappings().all()


def change(connection: Connection, place: Place, values: dict[str, object]) -> bool:
    """Change a forward; tell whether there is one."""
    return connection.execute(update(table).where(_at(place)).values(values)).rowcount == 1


def remove(connection: Connection, place: Place) -> bool:
    """Delete a forward; tell whether there was one."""
    of_it = (refusals.c.organisation == place.organisation, refusals.c.forward == place.number)
    connection.execute(delete(refusals).where(*of_it))
    return connection.execute(delete(table).where(_at(place))).rowcount == 1


def due(connection: Connection, now: int) -> Sequence[Row]:
    """Return the forwards that nobody holds at a time (µs), with their organisations' names.

    Those of all organisations: few rows, asked for every few seconds.
    """
    query = (
        select(table, organisations.c.name)
        .join(organisations, organisations.c.number == table.c.organisation)
        .where(table.c.paused.is_(False), table.c.held_until <= now)
    )
    return connection.execute(query).mappings().all()


def hold(connection: Connection, place: Place, held: int, until: int) -> bool:
    """Take a forward, or keep it, until a time; tell whether it was held as the caller knew."""
    own = and_(_at(place), table.c.held_until == held, table.c.paused.is_(False))
    return connection.execute(update(table).where(own).values(held_until=until)).rowcount == 1


def advance(
    connection: Connection, place: Place, held: int, cursor: int, values: dict[str, object]
) -> bool:
    """Move the cursor of a forward that the caller holds still; tell whether it was so."""
    own = and_(_at(place), table.c.held_until == held)
    moved = update(table).where(own).values(cursor=cursor, **values)
    return connection.execute(moved).rowcount == 1


def note_refusal(connection: Connection, place: Place, seq: int, at: int, reason: str) -> None:
    """Note that another store refused a statement."""
    values = {
        "organisation": place.organisation,
        "forward": place.number,
        "seq": seq,
        "at": at,
        "reason": reason,
    }
    connection.execute(insert(refusals), [values])


def _at(place: Place) -> ColumnElement[bool]:
    return and_(table.c.organisation == place.organisation, table.c.number == place.number)
