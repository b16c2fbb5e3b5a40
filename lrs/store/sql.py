"""SQL that nearly every request sends, handed straight to the driver.

For one row SQLAlchemy takes ten times as long to compile, bind and wrap as SQLite takes to answer.
So the few statements that every write and every query needs are written out here and there, in
the words that both databases share; all others are SQLAlchemy's. Faults of the driver come out as
they are, and `engine.Database` turns them into Unavailable.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection


class Sql:
    """A statement in SQL; each ? stands for a value. Call it within a transaction.

    postgresql: its text there, where the two databases have no word in common.
    """

    def __init__(self, text: str, postgresql: str = "") -> None:
        self._text = {"sqlite": text, "postgresql": (postgresql or text).replace("?", "%s")}

    def rows(self, connection: Connection, *values: Any) -> list[Any]:
        """Return the rows that are found, as tuples."""
        found: list[Any] = self._sent(connection, values).fetchall()
        return found

    def row(self, connection: Connection, *values: Any) -> Any:
        """Return the first row as a tuple, None where there is none."""
        return self._sent(connection, values).fetchone()

    def mapping(self, connection: Connection, *values: Any) -> dict[str, Any] | None:
        """Return the first row by the names of its columns, None where there is none."""
        sent = self._sent(connection, values)
        row = sent.fetchone()
        names = [column[0] for column in sent.description]
        return None if row is None else dict(zip(names, row, strict=True))

    def run(self, connection: Connection, *values: Any) -> int:
        """Return how many rows were changed."""
        count: int = self._sent(connection, values).rowcount
        return count

    def run_many(self, connection: Connection, several: Sequence[tuple[Any, ...]]) -> None:
        """Run it once for each of several tuples of values."""
        if several:
            cursor = connection.connection.cursor()
            cursor.executemany(self._text[connection.dialect.name], several)

    def _sent(self, connection: Connection, values: tuple[Any, ...]) -> Any:
        cursor: Any = connection.connection.cursor()
        name = connection.dialect.name
        # PostgreSQL would spell each byte of a statement in two letters otherwise.
        options = {"binary": True} if name == "postgresql" else {}
        cursor.execute(self._text[name], values, **options)
        return cursor


@lru_cache(maxsize=200)
def with_list(text: str, count: int) -> Sql:
    """Return a statement in whose text (*) stands for a list of so many values."""
    return Sql(text.replace("(*)", f"({', '.join('?' * count)})"))
