"""SQL of the index: which statements have a key, by themselves or by what they refer to."""

from collections.abc import Iterable

from sqlalchemy import Connection

from lrs.store.sql import Sql

_INSERT = Sql(
    "INSERT INTO lrs_entry (organisation, key, seq, via) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
)


def insert_entries(
    connection: Connection, organisation: int, rows: Iterable[tuple[bytes, int, int]]
) -> None:
    """Insert index rows of (key, seq, via); those that are there already stay."""
    # In the order of the key, which spares the database jumps and writers deadlocks.
    values = [(organisation, key, seq, via) for key, seq, via in sorted(rows)]
    _INSERT.run_many(connection, values)
