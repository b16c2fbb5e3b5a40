"""SQL of credentials."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, select, update
from sqlalchemy import insert as insert_into

from lrs.store.schema import credentials as table
from lrs.store.sql import Sql

Row = Mapping[str, Any]
FIND = Sql("SELECT * FROM lrs_credential WHERE id = ?")


def insert(connection: Connection, values: dict[str, object]) -> None:
    """Insert a credential by the columns of its table."""
    connection.execute(insert_into(table).values(**values))


def find(connection: Connection, key_id: str) -> Row | None:
    """Return a credential's row by its key id."""
    return FIND.mapping(connection, key_id)


def of(connection: Connection, organisation: str) -> Sequence[Row]:
    """Return the rows of an organisation, newest first."""
    query = (
        select(table)
        .where(table.c.organisation == organisation)
        .order_by(table.c.created.desc(), table.c.id)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def any_in_use(connection: Connection) -> bool:
    """Tell whether there is a credential that is not revoked, of any organisation."""
    query = select(table.c.id).where(table.c.revoked.is_(None)).limit(1)
    return connection.scalar(query) is not None


def revoke(connection: Connection, key_id: str, now: int) -> bool:
    """Set the time of revocation unless there is one; tell whether the key id exists."""
    connection.execute(
        update(table).where(table.c.id == key_id, table.c.revoked.is_(None)).values(revoked=now)
    )
    return find(connection, key_id) is not None


def revoke_all(connection: Connection, organisation: str, now: int) -> None:
    """Set the time of revocation of an organisation's credentials that have none."""
    own = (table.c.organisation == organisation) & table.c.revoked.is_(None)
    connection.execute(update(table).where(own).values(revoked=now))


def spend(connection: Connection, key_id: str, statements: int, size: int) -> bool:
    """Count what a credential with an allowance writes; tell whether it may. size: bytes.

    The row is held until the transaction ends, so that whoever erases waits for it.
    """
    all_statements, all_bytes = table.c.spent_statements + statements, table.c.spent_bytes + size
    counted = connection.execute(
        update(table)
        .where(
            table.c.id == key_id,
            table.c.revoked.is_(None),
            table.c.most_statements >= all_statements,
            table.c.most_bytes >= all_bytes,
        )
        .values(spent_statements=all_statements, spent_bytes=all_bytes)
    )
    return counted.rowcount == 1


def expire(connection: Connection, key_id: str, moment: int) -> None:
    """Let a credential end at a time, unless it ends before."""
    earlier = table.c.expires.is_(None) | (table.c.expires > moment)
    connection.execute(update(table).where(table.c.id == key_id, earlier).values(expires=moment))


def note_use(connection: Connection, key_id: str, now: int) -> None:
    """Set when a credential was used last."""
    connection.execute(update(table).where(table.c.id == key_id).values(last_used=now))


def remove(connection: Connection, key_ids: Sequence[str]) -> None:
    """Delete credentials with all that their rows say."""
    connection.execute(delete(table).where(table.c.id.in_(key_ids)))
