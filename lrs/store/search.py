"""SQL that finds statements: by filters in order, by stored time, and for harvesters."""

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, Row, func, select

from lrs.store import pending
from lrs.store.schema import lasts, organisations, statements
from lrs.store.sql import Sql, with_list


class Search(Struct, frozen=True):
    """Which statements of an organisation, between which numbers, in which order.

    keys: index keys that one and the same statement must have all. writer: the index
    key of the credential that must have written the statement. above, below: numbers,
    both exclusive.
    """

    organisation: int
    keys: tuple[bytes, ...]
    writer: bytes | None
    above: int
    below: int | None
    ascending: bool
    limit: int


class Found(NamedTuple):
    """A statement's number, the moment of storing it (µs), and its JSON."""

    seq: int
    stored: int
    body: bytes


# Which of two keys is the rarer matters only where one of them is rarer than this.
_FREQUENT = 4_000
_COUNT = Sql(
    "SELECT count(*) FROM (SELECT 1 FROM lrs_entry WHERE organisation = ? AND key = ? LIMIT ?) few"
)
_AND_ITSELF = (
    "AND EXISTS (SELECT 1 FROM lrs_entry o"
    " WHERE o.organisation = e.organisation AND o.key = ? AND o.seq = e.seq)"
)
# One and the same statement must have all keys: it, or one that it refers to.
_AND_ALSO = (
    "AND EXISTS (SELECT 1 FROM lrs_entry o"
    " WHERE o.organisation = e.organisation AND o.key = ? AND o.seq = e.seq AND o.via = e.via)"
)
_BY_SEQS = "SELECT seq, stored, body FROM lrs_statement WHERE organisation = ? AND seq IN (*)"
_SEQ_AT = Sql(
    "SELECT seq FROM lrs_statement WHERE organisation = ? AND stored <= ?"
    " ORDER BY stored DESC, seq DESC LIMIT 1"
)


def search(connection: Connection, wanted: Search) -> list[Found]:
    """Return the statements that are not voided, at most `limit`."""
    own = () if wanted.writer is None else (wanted.writer,)
    if not wanted.keys and not own:
        return _indexed(connection, wanted)
    # Those first, for meanwhile they may get their index rows.
    waiting, first = pending.with_keys(connection, wanted.organisation, (*wanted.keys, *own))
    if first is None:
        return _indexed(connection, wanted)
    newest = [
        seq
        for seq in waiting
        if seq > wanted.above and (wanted.below is None or seq < wanted.below)
    ]
    below = first if wanted.below is None else min(first, wanted.below)
    indexed: list[Found] = []
    if wanted.ascending:
        indexed = _indexed(connection, replace(wanted, below=below))
        chosen = newest[: wanted.limit - len(indexed)]
    else:
        chosen = newest[: -wanted.limit - 1 : -1]
    found = _numbered(connection, wanted, chosen)
    if len(found) < len(chosen):
        return search(connection, wanted)  # some were erased meanwhile, and others take their place
    left = wanted.limit - len(found)
    if not wanted.ascending and left:
        return found + _indexed(connection, replace(wanted, below=below, limit=left))
    return indexed + found


def _numbered(connection: Connection, wanted: Search, seqs: list[int]) -> list[Found]:
    """Return statements by number, in the order of the numbers."""
    if not seqs:
        return []
    rows = with_list(_BY_SEQS, len(seqs)).rows(connection, wanted.organisation, *seqs)
    return sorted((Found(*row) for row in rows), reverse=not wanted.ascending)


def _indexed(connection: Connection, wanted: Search) -> list[Found]:
    """Return those that are found by the index, or without keys all.

    The page is cut on the narrow index rows; bodies are joined to what is left.
    """
    rarest, *others = _by_rarity(connection, wanted) or (None,)
    # Who wrote it is asked of the statement itself, never of what it refers to.
    own = wanted.writer is not None and bool(wanted.keys)
    bounded = wanted.below is not None
    text = _page(rarest is not None, len(others), own, bounded, wanted.ascending)
    values = [wanted.organisation, *(() if rarest is None else (rarest,)), *others]
    values += [wanted.writer] if own else []
    values += [wanted.above, *((wanted.below,) if bounded else ())]
    rows = text.rows(connection, *values, wanted.limit, wanted.organisation)
    return [Found(*row) for row in rows]


def _by_rarity(connection: Connection, wanted: Search) -> tuple[bytes, ...]:
    """Return the keys, those that few statements have first; frequent ones stay as they come.

    The rows of the first are walked, and each is looked up among those of the others.
    """
    keys = wanted.keys or (() if wanted.writer is None else (wanted.writer,))
    if len(keys) < 2:
        return keys
    counts = {key: _COUNT.row(connection, wanted.organisation, key, _FREQUENT)[0] for key in keys}
    return tuple(sorted(keys, key=counts.__getitem__))


@cache
def _page(keyed: bool, others: int, own: bool, bounded: bool, ascending: bool) -> Sql:
    """Return the SQL of a page. keyed: by a key; others: how many keys more; own: a writer's alone."""
    first = (
        "SELECT DISTINCT e.seq FROM lrs_entry e WHERE e.organisation = ? AND e.key = ?"
        if keyed
        else "SELECT e.seq FROM lrs_statement e WHERE e.organisation = ?"
    )
    parts = (
        "SELECT s.seq, s.stored, s.body FROM (",
        first,
        *[_AND_ALSO] * others,
        _AND_ITSELF if own else "",
        "AND e.seq > ?",
        "AND e.seq < ?" if bounded else "",
        "AND NOT EXISTS (SELECT 1 FROM lrs_voided v"
        " WHERE v.organisation = e.organisation AND v.seq = e.seq)",
        f"ORDER BY e.seq {'ASC' if ascending else 'DESC'} LIMIT ?) page",
        # CROSS JOIN keeps SQLite from walking all statements in search of the page's.
        "CROSS JOIN lrs_statement s WHERE s.organisation = ? AND s.seq = page.seq",
        f"ORDER BY s.seq {'ASC' if ascending else 'DESC'}",
    )
    return Sql(" ".join(parts))


def seq_at(connection: Connection, organisation: int, stored: int) -> int:
    """Return the number of the last statement stored at or before a time; 0 for none."""
    row = _SEQ_AT.row(connection, organisation, stored)
    return 0 if row is None else int(row[0])


def last_seq(connection: Connection) -> int:
    """Return the greatest number that any organisation's statements have."""
    return connection.scalar(select(func.max(lasts.c.seq))) or 0


def harvest(
    connection: Connection, organisation: int | None, above: int, up_to: int | None, limit: int
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return seq, stored, organisation's name and body of statements in order.

    above is exclusive, up_to inclusive. Voided statements are among them.
    """
    query = (
        select(statements.c.seq, statements.c.stored, organisations.c.name, statements.c.body)
        .join(organisations, organisations.c.number == statements.c.organisation)
        .where(statements.c.seq > above)
        .order_by(statements.c.seq)
        .limit(limit)
    )
    if organisation is not None:
        query = query.where(statements.c.organisation == organisation)
    if up_to is not None:
        query = query.where(statements.c.seq <= up_to)
    return connection.execute(query).all()
