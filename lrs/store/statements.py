"""SQL of statements: numbers, rows, references and voiding."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Connection, Table, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import Insert

from lrs import timestamps
from lrs.store.engine import Database
from lrs.store.organisations import Last
from lrs.store.schema import references, voided
from lrs.store.sql import Sql, with_list

_CHUNK = 500  # ids asked for at once: SQLite has a limit on parameters

_NUMBERS = Sql(
    "SELECT nextval('lrs_statement_seq') AS seq,"
    " (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS clock"
    " FROM generate_series(1, ?)"
)
_NOTE_LAST = Sql("UPDATE lrs_last SET seq = ?, stored = ? WHERE organisation = ?")
_IDS = "SELECT id FROM lrs_statement WHERE organisation = ? AND seq IN (*)"
_BODIES = "SELECT id, body FROM lrs_statement WHERE organisation = ? AND id IN (*)"
_REFERRERS = (
    "SELECT target, seq, voiding FROM lrs_reference WHERE organisation = ? AND target IN (*)"
)
_INSERT = Sql(
    "INSERT INTO lrs_statement (organisation, seq, id, stored, voiding, refers_to,"
    " credential, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_WITH_HIDDEN = (
    "SELECT s.*, v.seq IS NOT NULL AS hidden FROM lrs_statement s LEFT JOIN lrs_voided v"
    " ON v.organisation = s.organisation AND v.seq = s.seq WHERE s.organisation = ?"
)
_BY_ID = Sql(f"{_WITH_HIDDEN} AND s.id = ?")


class Number(Struct, frozen=True):
    """The place of a statement in the order, and the moment of storing it (µs)."""

    seq: int
    stored: int


def bodies(connection: Connection, organisation: int, ids: Sequence[UUID]) -> dict[UUID, bytes]:
    """Return the statements, as JSON, of those of the ids that are stored."""
    found = {}
    for start in range(0, len(ids), _CHUNK):
        some = [one.bytes for one in ids[start : start + _CHUNK]]
        for row in with_list(_BODIES, len(some)).rows(connection, organisation, *some):
            found[UUID(bytes=row[0])] = row[1]
    return found


def take_numbers(
    database: Database, connection: Connection, organisation: int, last: Last, count: int
) -> tuple[Number, ...]:
    """Number `count` new statements under the organisation's lock.

    last: the organisation's last one; the new ones are stored later, each by a microsecond
    at least, so that `since` the last is a safe place to go on from.
    """
    if database.postgres:
        rows = _NUMBERS.rows(connection, count)
        sequence, clock = sorted(seq for seq, _ in rows), rows[0][1]
    else:
        first_seq = last.greatest + 1
        sequence, clock = list(range(first_seq, first_seq + count)), timestamps.now()
    first = max(last.stored + 1, clock)
    numbers = tuple(Number(seq, first + step) for step, seq in enumerate(sequence))
    _NOTE_LAST.run(connection, numbers[-1].seq, numbers[-1].stored, organisation)
    return numbers


def insert_statements(connection: Connection, rows: list[tuple[object, ...]]) -> None:
    """Insert statements: tuples of the columns of their table, in its order."""
    _INSERT.run_many(connection, rows)


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


def referrers(
    connection: Connection, organisation: int, ids: Sequence[UUID]
) -> list[Mapping[str, Any]]:
    """Return target, seq and voiding of the statements that refer to any of the ids."""
    found: list[Mapping[str, Any]] = []
    for start in range(0, len(ids), _CHUNK):
        some = [one.bytes for one in ids[start : start + _CHUNK]]
        rows = with_list(_REFERRERS, len(some)).rows(connection, organisation, *some)
        found += [
            {"target": target, "seq": seq, "voiding": bool(voiding)}
            for target, seq, voiding in rows
        ]
    return found


def by_id(
    connection: Connection, organisation: int, statement_id: UUID
) -> Mapping[str, Any] | None:
    """Return a statement's row, with `hidden` telling whether it is voided."""
    return _told(_BY_ID.mapping(connection, organisation, statement_id.bytes))


def ids(connection: Connection, organisation: int, seqs: Sequence[int]) -> list[UUID]:
    """Return the ids of statements by number, in no order."""
    found: list[UUID] = []
    for start in range(0, len(seqs), _CHUNK):
        some = seqs[start : start + _CHUNK]
        rows = with_list(_IDS, len(some)).rows(connection, organisation, *some)
        found += [UUID(bytes=row[0]) for row in rows]
    return found


def _told(row: dict[str, Any] | None) -> Mapping[str, Any] | None:
    # SQLite has no type for truth.
    return row and row | {name: bool(row[name]) for name in ("voiding", "hidden")}


def _insert_new(connection: Connection, table: Table) -> Insert:
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()
