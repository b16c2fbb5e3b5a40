"""SQL of credentials."""

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, select, update
from sqlalchemy import insert as insert_into

from lrs.store.schema import credentials as table

Row = RowMapping


def insert(connection: Connection, values: dict[str, object]) -> None:
    """Insert a credential by the columns of its table."""
    connection.execute(insert_into(table).values(**values))


def find(connection: Connection, key_id: str) -> Row | None:
    """Return a credential's row by its key id."""
    query = select(table).where(table.c.id == key_id)
    return connection.execute(query).mappings().one_or_none()


def of(connection: Connection, organisation: str) -> Sequence[Row]:
    """Return the rows of an organisation, newest first."""
    query = (
        select(table)
        .where(table.c.organisation == organisation)
        .order_by(table.c.created.desc(), table.c.id)
    )
    return connection.execute(query).mappings().all()


def revoke(connection: Connection, key_id: str, now: int) -> bool:
    """Set the time of revocation unless there is one; tell whether the key id exists."""
    connection.execute(
        update(table).where(table.c.id == key_id, table.c.revoked.is_(None)).values(revoked=now)
    )
    return find(connection, key_id) is not None


def expire(connection: Connection, key_id: str, moment: int) -> None:
    """Let a credential end at a time, unless it ends before."""
    earlier = table.c.expires.is_(None) | (table.c.expires > moment)
    connection.execute(update(table).where(table.c.id == key_id, earlier).values(expires=moment))


def note_use(connection: Connection, key_id: str, now: int) -> None:
    """Set when a credential was used last."""
    connection.execute(update(table).where(table.c.id == key_id).values(last_used=now))
