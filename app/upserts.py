"""Put many rows at once, whether they are there already or not: what ``Session.merge`` does one by one."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.database import Base


def put(session: Session, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows; where one with the same key is there, it takes the new values.

    rows: all with the same columns, the key's among them; of two with one key the later counts.
    """
    if not rows:
        return
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
