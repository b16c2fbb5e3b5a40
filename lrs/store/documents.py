"""SQL of documents."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select
from sqlalchemy import delete as delete_from

from lrs.store.schema import documents as table
from lrs.store.sql import Sql

Row = Mapping[str, Any]
_COLUMNS = tuple(column.name for column in table.columns)
_PLACE = ("organisation", "context", "key")
_FIND = Sql("SELECT * FROM lrs_document WHERE organisation = ? AND context = ? AND key = ?")
_WRITE = Sql(
    " ".join(
        (
            "INSERT INTO lrs_document",
            f"({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})",
            f"ON CONFLICT ({', '.join(_PLACE)}) DO UPDATE SET",
            ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS if name not in _PLACE),
        )
    )
)
_CHUNK = 500  # contexts asked for at once: SQLite has a limit on parameters


def find(connection: Connection, organisation: int, context: bytes, key: bytes) -> Row | None:
    """Return a document's row."""
    return _FIND.mapping(connection, organisation, context, key)


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
    row = {"organisation": organisation, "context": context, "key": key, **values}
    _WRITE.run(connection, *(row.get(name) for name in _COLUMNS))


def delete(connection: Connection, organisation: int, context: bytes, key: bytes) -> None:
    """Delete a document if it is there."""
    connection.execute(delete_from(table).where(_in(organisation, context), table.c.key == key))


def clear(connection: Connection, organisation: int, context: bytes) -> None:
    """Delete all documents of a context."""
    connection.execute(delete_from(table).where(_in(organisation, context)))


def count_before(connection: Connection, organisation: int, updated: int) -> int:
    """Return how many documents were changed last before a time (µs)."""
    query = select(func.count()).where(_older(organisation, updated))
    found: int = connection.scalars(query.select_from(table)).one()
    return found


def delete_before(connection: Connection, organisation: int, updated: int) -> None:
    """Delete the documents that were changed last before a time (µs)."""
    connection.execute(delete_from(table).where(_older(organisation, updated)))


def count_of(
    connection: Connection, organisation: int, agents: Iterable[bytes], contexts: Iterable[bytes]
) -> dict[str, int]:
    """Return how many documents there are of Agents or in contexts, by resource."""
    found: dict[str, int] = {}
    for where in _of(organisation, agents, contexts):
        query = select(table.c.resource, func.count()).where(where).group_by(table.c.resource)
        for resource, number in connection.execute(query):
            name = resource or "of an earlier version"
            found[name] = found.get(name, 0) + number
    return found


def delete_of(
    connection: Connection, organisation: int, agents: Iterable[bytes], contexts: Iterable[bytes]
) -> int:
    """Delete the documents of Agents or in contexts; return how many there were."""
    return sum(
        connection.execute(delete_from(table).where(where)).rowcount
        for where in _of(organisation, agents, contexts)
    )


def _older(organisation: int, updated: int) -> ColumnElement[bool]:
    return and_(table.c.organisation == organisation, table.c.updated < updated)


def _of(
    organisation: int, agents: Iterable[bytes], contexts: Iterable[bytes]
) -> Sequence[ColumnElement[bool]]:
    """Return conditions that part the documents between them, each within SQLite's limits."""
    own, wanted = table.c.agent_key.in_(tuple(agents)), tuple(contexts)
    of_agents = and_(table.c.organisation == organisation, own)
    unowned = and_(table.c.organisation == organisation, table.c.resource.is_(None))
    return (
        of_agents,
        *(
            and_(unowned, table.c.context.in_(wanted[start : start + _CHUNK]))
            for start in range(0, len(wanted), _CHUNK)
        ),
    )


def _in(organisation: int, context: bytes) -> ColumnElement[bool]:
    return and_(table.c.organisation == organisation, table.c.context == context)
