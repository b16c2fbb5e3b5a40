"""SQL of statements: numbers, rows, index rows, references and voiding."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from msgspec import Struct
from sqlalchemy import (
    Connection,
    RowMapping,
    Select,
    Table,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from lrs import timestamps
from lrs.store.engine import Database
from lrs.store.schema import entries, organisations, references, statements, voided

_CHUNK = 500  # ids asked for at once: SQLite has a limit on parameters

_NUMBERS = text(
    "SELECT nextval('lrs_statement_seq') AS seq,"
    " (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS clock"
    " FROM generate_series(1, :count)"
)


class Number(Struct, frozen=True):
    """The place of a statement in the order, and the moment of storing it (µs)."""

    seq: int
    stored: int


def fingerprints(
    connection: Connection, organisation: int, ids: Sequence[UUID]
) -> dict[UUID, bytes]:
    """Return the fingerprints of those of the ids that are stored."""
    found = {}
    for start in range(0, len(ids), _CHUNK):
        some = [one.bytes for one in ids[start : start + _CHUNK]]
        query = select(statements.c.id, statements.c.fingerprint).where(
            statements.c.organisation == organisation, statements.c.id.in_(some)
        )
        found.update({UUID(bytes=row.id): row.fingerprint for row in connection.execute(query)})
    return found


def take_numbers(
    database: Database, connection: Connection, organisation: int, last: int, count: int
) -> tuple[Number, ...]:
    """Number `count` new statements under the organisation's lock.

    last: the organisation's last `stored`; the new ones are later, each by a
    microsecond at least, so that `since` the last is a safe place to go on from.
    """
    if database.postgres:
        rows = connection.execute(_NUMBERS, {"count": count}).all()
        sequence, clock = sorted(row.seq for row in rows), rows[0].clock
    else:
        top = connection.scalar(select(func.max(organisations.c.last_seq))) or 0
        sequence, clock = list(range(top + 1, top + 1 + count)), timestamps.now()
    first = max(last + 1, clock)
    numbers = tuple(Number(seq, first + step) for step, seq in enumerate(sequence))
    connection.execute(
        update(organisations)
        .where(organisations.c.number == organisation)
        .values(last_seq=numbers[-1].seq, last_stored=numbers[-1].stored)
    )
    return numbers


def insert_statements(connection: Connection, rows: list[dict[str, object]]) -> None:
    """Insert statements by the columns of their table."""
    connection.execute(insert(statements), rows)


def insert_entries(
    connection: Connection, organisation: int, rows: Iterable[tuple[bytes, int, int]]
) -> None:
    """Insert index rows of (key, seq, via); those that are there already stay."""
    values = [
        {"organisation": organisation, "key": key, "seq": seq, "via": via}
        for key, seq, via in sorted(rows)
    ]
    if values:
        connection.execute(_insert_new(connection, entries), values)


def insert_reference(
    connection: Connection, organisation: int, target: UUID, seq: int, voiding: bool
) -> None:
    """Note that a statement refers to another."""
    connection.execute(
        insert(references),
        [
            {
                "organisation": organisation,
                "target": target.bytes,
                "seq": seq,
                "voiding": voiding,
            }
        ],
    )


def insert_voided(connection: Connection, organisation: int, seq: int) -> None:
    """Note that a statement is voided; a second voiding changes nothing."""
    row = {"organisation": organisation, "seq": seq}
    connection.execute(_insert_new(connection, voided), [row])


def referrers(connection: Connection, organisation: int, ids: Sequence[UUID]) -> list[RowMapping]:
    """Return target, seq and voiding of the statements that refer to any of the ids."""
    found: list[RowMapping] = []
    for start in range(0, len(ids), _CHUNK):
        some = [one.bytes for one in ids[start : start + _CHUNK]]
        query = select(references.c.target, references.c.seq, references.c.voiding).where(
            references.c.organisation == organisation, references.c.target.in_(some)
        )
        found += connection.execute(query).mappings().all()
    return found


def by_id(connection: Connection, organisation: int, statement_id: UUID) -> RowMapping | None:
    """Return a statement's row, with `hidden` telling whether it is voided."""
    query = _with_hidden().where(
        statements.c.organisation == organisation, statements.c.id == statement_id.bytes
    )
    return connection.execute(query).mappings().one_or_none()


def by_seq(connection: Connection, organisation: int, seq: int) -> RowMapping:
    """Return the row of a statement that is known to be there."""
    query = _with_hidden().where(statements.c.organisation == organisation, statements.c.seq == seq)
    return connection.execute(query).mappings().one()


def _with_hidden() -> Select[Any]:
    joined = statements.outerjoin(
        voided,
        (voided.c.organisation == statements.c.organisation) & (voided.c.seq == statements.c.seq),
    )
    return select(statements, voided.c.seq.is_not(None).label("hidden")).select_from(joined)


def _insert_new(connection: Connection, table: Table) -> Insert:
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()
