"""SQL that deletes statements, and finds those that are to be deleted."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Table,
    bindparam,
    delete,
    exists,
    func,
    select,
)

from lrs.store import pending
from lrs.store.engine import Database
from lrs.store.schema import attachment_uses as uses
from lrs.store.schema import (
    attachments,
    entries,
    forward_refusals,
    references,
    statements,
    voided,
)

_CHUNK = 500  # values asked for at once: SQLite has a limit on parameters


def settle(database: Database) -> None:
    """Let nothing of what was deleted stay in SQLite's log, as far as no reader needs it still."""
    if database.postgres:
        return
    connection = database.engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def with_key(
    connection: Connection, organisation: int, above: int, limit: int, key: bytes
) -> Sequence[int]:
    """Return the numbers of statements that have a key by themselves, in order."""
    # Those first, for meanwhile they may get their index rows.
    waiting, _ = pending.with_keys(connection, organisation, (key,))
    query = (
        select(entries.c.seq)
        .where(
            entries.c.organisation == organisation,
            entries.c.key == key,
            entries.c.seq > above,
            entries.c.via == entries.c.seq,
        )
        .order_by(entries.c.seq)
        .limit(limit)
    )
    indexed = connection.scalars(query).all()
    last = indexed[-1] if indexed else above
    return [*indexed, *(seq for seq in waiting if seq > last)][:limit]


def before(
    connection: Connection, organisation: int, above: int, limit: int, stored: int
) -> Sequence[int]:
    """Return the numbers of statements stored before a time (µs), in order."""
    query = (
        select(statements.c.seq)
        .where(
            statements.c.organisation == organisation,
            statements.c.seq > above,
            statements.c.stored < stored,
        )
        .order_by(statements.c.seq)
        .limit(limit)
    )
    return connection.scalars(query).all()


def rows(connection: Connection, organisation: int, seqs: Sequence[int]) -> list[RowMapping]:
    """Return the rows of those of the statements that are there, in order."""
    found: list[RowMapping] = []
    for chunk in _chunks(seqs):
        query = (
            select(statements)
            .where(statements.c.organisation == organisation, statements.c.seq.in_(chunk))
            .order_by(statements.c.seq)
        )
        found += connection.execute(query).mappings().all()
    return found


def delete_entries(
    connection: Connection, organisation: int, gone: Iterable[tuple[bytes, int, int]]
) -> None:
    """Delete index rows of (key, seq, via)."""
    _delete(connection, entries, organisation, ("key", "seq", "via"), sorted(set(gone)))


def delete_references(
    connection: Connection, organisation: int, gone: Iterable[tuple[bytes, int]]
) -> None:
    """Delete what statements (by number) refer to: (target, seq)."""
    _delete(connection, references, organisation, ("target", "seq"), sorted(gone))


def delete_uses(
    connection: Connection, organisation: int, gone: Iterable[tuple[bytes, int]]
) -> int:
    """Delete uses of attachments (digest, seq), then contents without any; return how many."""
    pairs = sorted(gone)
    _delete(connection, uses, organisation, ("digest", "seq"), pairs)
    used = exists().where(
        uses.c.organisation == attachments.c.organisation, uses.c.digest == attachments.c.digest
    )
    return sum(
        connection.execute(
            delete(attachments).where(
                attachments.c.organisation == organisation, attachments.c.digest.in_(chunk), ~used
            )
        ).rowcount
        for chunk in _chunks(sorted({digest for digest, _ in pairs}))
    )


def delete_statements(connection: Connection, organisation: int, seqs: Sequence[int]) -> None:
    """Delete statements, that they are voided, and that another store refused them."""
    for table in (voided, forward_refusals, statements):
        for chunk in _chunks(seqs):
            connection.execute(
                delete(table).where(table.c.organisation == organisation, table.c.seq.in_(chunk))
            )


def has_key(connection: Connection, organisation: int, key: bytes) -> bool:
    """Tell whether any statement has a key in the index. Call it once nothing waits for it."""
    query = select(entries.c.seq).where(_of(organisation, entries), entries.c.key == key)
    return connection.execute(query.limit(1)).first() is not None


def use_counts(
    connection: Connection, organisation: int, digests: Iterable[bytes]
) -> dict[bytes, int]:
    """Return how many statements have each of the attachments."""
    found: dict[bytes, int] = {}
    for chunk in _chunks(sorted(digests)):
        query = (
            select(uses.c.digest, func.count().label("number"))
            .where(_of(organisation, uses), uses.c.digest.in_(chunk))
            .group_by(uses.c.digest)
        )
        found |= {row.digest: row.number for row in connection.execute(query)}
    return found


def _of(organisation: int, table: Table) -> ColumnElement[bool]:
    return table.c.organisation == organisation


def _delete(
    connection: Connection,
    table: Table,
    organisation: int,
    columns: tuple[str, ...],
    gone: list[Any],
) -> None:
    if not gone:
        return
    # Each row by its whole primary key: no other index would be worth what it costs each writer.
    query = delete(table).where(
        _of(organisation, table), *(table.c[name] == bindparam(f"gone_{name}") for name in columns)
    )
    connection.execute(
        query, [dict(zip((f"gone_{name}" for name in columns), row, strict=True)) for row in gone]
    )


def _chunks(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK))
