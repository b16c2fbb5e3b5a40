"""SQL of the newest statements of an organisation, whose index rows are not written yet.

A statement has about a dozen index rows, each in another place of the index; to write them at once makes a
commit several times as large. So its keys are kept here in a row, and now and then the index rows of all
that wait are written together. Whoever searches looks through these as well.

Two things always hold: no statement that is here has an index row, and every number here is greater than
any number in the index of its organisation. So whoever adds rows of other statements, or takes
statements away, calls `settle`.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from lrs.store.sql import Sql

_KEY_BYTES = 16

_ADD = Sql("INSERT INTO lrs_pending (organisation, seq, keys) VALUES (?, ?, ?)")
# In one statement, so that between two nobody can write the index rows of some.
_WITH_KEY = Sql(
    "SELECT seq, keys FROM lrs_pending WHERE organisation = ? AND (instr(keys, ?) > 0"
    " OR seq = (SELECT min(seq) FROM lrs_pending WHERE organisation = ?)) ORDER BY seq",
    postgresql="SELECT seq, keys FROM lrs_pending WHERE organisation = ? AND (position(? IN keys) > 0"
    " OR seq = (SELECT min(seq) FROM lrs_pending WHERE organisation = ?)) ORDER BY seq",
)
_ANY = Sql("SELECT 1 FROM lrs_pending WHERE organisation = ? LIMIT 1")
# Sorted, which spares the database jumps and writers deadlocks. One that belongs to a circle of references
# may have got some of its own already.
_MOST_PLACES = "(SELECT max(length(keys)) / 16 - 1 FROM lrs_pending WHERE organisation = ?)"
_PARTED = (
    "INSERT INTO lrs_entry (organisation, key, seq, via)"
    " SELECT organisation, substr(keys, 1 + 16 * number, 16) AS key, seq, seq"
    " FROM lrs_pending JOIN place ON number * 16 < length(keys)"
    " WHERE organisation = ? ORDER BY key, seq ON CONFLICT DO NOTHING"
)
_SETTLE = Sql(
    "WITH RECURSIVE place (number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM place"  # noqa: S608 (ours)
    f" WHERE number < {_MOST_PLACES}) {_PARTED}",
    # PostgreSQL has a function for it, and where it is spread over machines no such WITH in an INSERT.
    postgresql=_PARTED.replace("place", f"generate_series(0, {_MOST_PLACES}) AS place (number)"),
)
_CLEAR = Sql("DELETE FROM lrs_pending WHERE organisation = ?")


def add(
    connection: Connection, organisation: int, waiting: Iterable[tuple[int, Iterable[bytes]]]
) -> None:
    """Keep number and keys of new statements, which have no index rows yet."""
    _ADD.run_many(connection, [(organisation, seq, b"".join(keys)) for seq, keys in waiting])


def with_keys(
    connection: Connection, organisation: int, keys: Sequence[bytes]
) -> tuple[list[int], int | None]:
    """Return those that have all of one or more keys, in order, and the first of all that wait.

    None for the first where none waits; all statements below it are in the index.
    """
    rows = _WITH_KEY.rows(connection, organisation, keys[0], organisation)
    found = [seq for seq, own in rows if all(has(own, key) for key in keys)]
    return found, rows[0][0] if rows else None


def has(keys: bytes, key: bytes) -> bool:
    """Tell whether a key is among those in a row."""
    at = keys.find(key)
    while at > 0 and at % _KEY_BYTES:  # across the border of two others
        at = keys.find(key, at + 1)
    return at >= 0


def settle(connection: Connection, organisation: int) -> None:
    """Write the index rows of all that wait. The organisation is locked by whoever calls."""
    if _ANY.row(connection, organisation) is not None:
        _SETTLE.run(connection, organisation, organisation)
        _CLEAR.run(connection, organisation)
