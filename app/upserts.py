"""Put rows, whether they are there already or not, so that two who do so at once meet no error."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.database import Base
from app.tenancy import whole_key

_Kind = TypeVar("_Kind", bound=Base)


def put(session: Session, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows; where one with the same key is there, it takes the new values.

    rows: all with the same columns, the key's among them; of two with one key the later counts.
    """
    if not rows:
        return
    rows = [whole_key(table, row) for row in rows]
    # What ``Session.merge`` does, and not one by one.
    key = [str(column.key) for column in inspect(table).primary_key]
    last = {tuple(row[name] for name in key): row for row in rows}
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    wanted = dialect.insert(table)
    others = {name: wanted.excluded[name] for name in rows[0] if name not in key}
    if others:
        wanted = wanted.on_conflict_do_update(index_elements=key, set_=others)
    else:
        wanted = wanted.on_conflict_do_nothing(index_elements=key)
    session.execute(wanted, list(last.values()))


def held(session: Session, table: type[_Kind], key: dict[str, Any], **first: Any) -> _Kind:
    """Return the row of a key, made where it is missing, and held until the transaction is over.

    key: the columns of the primary key, with or without the organisation within which this is done; first: the other columns of a row that is made.
    """
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    key = whole_key(table, key)
    session.flush()
    session.execute(
        dialect.insert(table)
        .values(**key, **first)
        .on_conflict_do_nothing(index_elements=list(key))
    )
    return session.get_one(table, key, with_for_update=True, populate_existing=True)
