"""SQL that finds statements: by filters in order, by stored time, and for harvesters."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    Connection,
    Exists,
    Row,
    Select,
    and_,
    exists,
    func,
    select,
)

from lrs.store.schema import entries, organisations, statements, voided


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


def search(connection: Connection, wanted: Search) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return seq, stored and body of the statements that are not voided, at most `limit`.

    The page is cut on the narrow index rows; bodies are joined to what is left.
    """
    picked = _by_keys(wanted) if wanted.keys or wanted.writer else _all(wanted)
    page = picked.subquery()
    body = (
        select(statements.c.seq, statements.c.stored, statements.c.body)
        .join(page, page.c.seq == statements.c.seq)
        .where(statements.c.organisation == wanted.organisation)
        .order_by(statements.c.seq if wanted.ascending else statements.c.seq.desc())
    )
    return connection.execute(body).all()


def seq_at(connection: Connection, organisation: int, stored: int) -> int:
    """Return the number of the last statement stored at or before a time; 0 for none."""
    query = (
        select(statements.c.seq)
        .where(statements.c.organisation == organisation, statements.c.stored <= stored)
        .order_by(statements.c.stored.desc(), statements.c.seq.desc())
        .limit(1)
    )
    return connection.scalar(query) or 0


def last_seq(connection: Connection) -> int:
    """Return the greatest number that any organisation's statements have."""
    return connection.scalar(select(func.max(organisations.c.last_seq))) or 0


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


def _all(wanted: Search) -> Select[Any]:
    return _page(
        select(statements.c.seq).where(statements.c.organisation == wanted.organisation),
        statements.c.seq,
        wanted,
    )


def _by_keys(wanted: Search) -> Select[Any]:
    """Walk the first key's rows in order and ask for the other keys at each."""
    written_by = () if wanted.writer is None else (wanted.writer,)
    first, *others = wanted.keys or written_by
    rows = select(entries.c.seq).where(
        entries.c.organisation == wanted.organisation, entries.c.key == first
    )
    for number, key in enumerate(others):
        other = entries.alias(f"entry_{number}")
        rows = rows.where(_has(other, wanted, key).where(other.c.via == entries.c.via))
    if wanted.writer is not None and wanted.keys:
        # Who wrote it is asked of the statement itself, never of what it refers to.
        own = entries.alias("written")
        rows = rows.where(_has(own, wanted, wanted.writer))
    return _page(rows.distinct(), entries.c.seq, wanted)


def _has(table: Any, wanted: Search, key: bytes) -> Exists:
    return exists().where(
        table.c.organisation == wanted.organisation,
        table.c.key == key,
        table.c.seq == entries.c.seq,
    )


def _page(rows: Select[Any], seq: ColumnElement[int], wanted: Search) -> Select[Any]:
    hidden = exists().where(and_(voided.c.organisation == wanted.organisation, voided.c.seq == seq))
    rows = rows.where(~hidden, seq > wanted.above)
    if wanted.below is not None:
        rows = rows.where(seq < wanted.below)
    return rows.order_by(seq if wanted.ascending else seq.desc()).limit(wanted.limit)
