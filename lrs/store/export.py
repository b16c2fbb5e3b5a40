"""SQL that reads an organisation whole, in order, a step at a time."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select, tuple_

from lrs.store.schema import documents, statements, voided


def statements_after(
    connection: Connection, organisation: int, above: int, limit: int
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return seq, credential, body and hidden (whether voided) of statements in order."""
    joined = statements.outerjoin(
        voided,
        (voided.c.organisation == statements.c.organisation) & (voided.c.seq == statements.c.seq),
    )
    query = (
        select(
            statements.c.seq,
            statements.c.credential,
            statements.c.body,
            voided.c.seq.is_not(None).label("hidden"),
        )
        .select_from(joined)
        .where(statements.c.organisation == organisation, statements.c.seq > above)
        .order_by(statements.c.seq)
        .limit(limit)
    )
    return connection.execute(query).all()


def documents_after(
    connection: Connection, organisation: int, place: tuple[bytes, bytes], limit: int
) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return documents in the order of (context, key), after a place."""
    query = (
        select(documents)
        .where(
            documents.c.organisation == organisation,
            tuple_(documents.c.context, documents.c.key) > place,
        )
        .order_by(documents.c.context, documents.c.key)
        .limit(limit)
    )
    return connection.execute(query).all()
