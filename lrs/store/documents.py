"""SQL of documents."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, select
from sqlalchemy import delete as delete_from
from sqlalchemy.dialects import postgresql, sqlite

from lrs.store.schema import documents as table

Row = RowMapping


def find(connection: Connection, organisation: int, context: bytes, key: bytes) -> Row | None:
    """Return a document's row."""
    query = select(table).where(_in(organisation, context), table.c.key == key)
    return connection.execute(query).mappings().one_or_none()


def ids(
    connection: Connection, organisation: int, context: bytes, after: int | None
) -> tuple[str, ...]:
    """Return the ids of a context's documents, of those changed after a time (µs)."""
    query = select(table.c.id).where(_in(organisation, context)).order_by(table.c.id)
    if after is not None:
        query = query.where(table.c.updated > after)
    return tuple(connection.scalars(query))


def write(
    connection: Connection, organisation: int, context: bytes, key: bytes, values: dict[str, Any]
) -> None:
    """Insert a document or replace the one that is there."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    place = {"organisation": organisation, "context": context, "key": key}
    insert = dialect.insert(table).values(**place, **values)
    connection.execute(insert.on_conflict_do_update(index_elements=list(place), set_=values))


def delete(connection: Connection, organisation: int, context: bytes, key: bytes) -> None:
    """Delete a document if it is there."""
    connection.execute(delete_from(table).where(_in(organisation, context), table.c.key == key))


def clear(connection: Connection, organisation: int, context: bytes) -> None:
    """Delete all documents of a context."""
    connection.execute(delete_from(table).where(_in(organisation, context)))


def _in(organisation: int, context: bytes) -> ColumnElement[bool]:
    return and_(table.c.organisation == organisation, table.c.context == context)
