"""Over how many shards of a cluster the statements go that something sends."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from msgspec import Struct
from sqlalchemy import Connection, Engine, event, make_url

from lrs.store.sql import Sql

COUNT = re.compile(r"Task Count: (\d+)")
EXPLAINED = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b")


class Sent(Struct, frozen=True):
    """A statement as it was sent to the database."""

    sql: str
    values: Any


class Counter:
    """Notes what goes to a cluster, and asks the cluster what it makes of it."""

    def __init__(self, url: str) -> None:
        plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._asked = psycopg.connect(plain, autocommit=True)
        self._asked.execute("SET citus.explain_all_tasks = off")
        self._noted: list[Sent] | None = None
        self._known: dict[str, int] = {}
        event.listen(Engine, "before_cursor_execute", self._note)
        self._patch = pytest.MonkeyPatch()
        self._note_what_passes_sqlalchemy_by()

    def _note_what_passes_sqlalchemy_by(self) -> None:
        one, many = Sql._sent, Sql.run_many

        def sent(sql: Sql, connection: Connection, values: tuple[Any, ...]) -> Any:
            self._note(None, None, sql._text["postgresql"], values, None, many=False)
            return one(sql, connection, values)

        def run_many(sql: Sql, connection: Connection, several: Sequence[tuple[Any, ...]]) -> None:
            if several:
                self._note(None, None, sql._text["postgresql"], several, None, many=True)
            many(sql, connection, several)

        self._patch.setattr(Sql, "_sent", sent)
        self._patch.setattr(Sql, "run_many", run_many)

    def _note(
        self,
        _connection: Any,
        _cursor: Any,
        statement: str,
        values: Any,
        _context: Any,
        many: bool,
    ) -> None:
        if self._noted is not None and EXPLAINED.match(statement):
            self._noted.append(Sent(statement, values[0] if many else values))

    @contextmanager
    def noting(self) -> Iterator[list[Sent]]:
        """Note what is sent meanwhile."""
        noted: list[Sent] = []
        self._noted = noted
        try:
            yield noted
        finally:
            self._noted = None

    def tasks(self, sent: Sent) -> int:
        """Return to how many shards a statement goes at once; 0 for one that goes to none."""
        if sent.sql not in self._known:
            lines = self._asked.execute(f"EXPLAIN {sent.sql}", sent.values).fetchall()
            counts = [int(count) for (line,) in lines for count in COUNT.findall(line)]
            self._known[sent.sql] = max(counts, default=0)
        return self._known[sent.sql]

    def close(self) -> None:
        """Leave the cluster."""
        event.remove(Engine, "before_cursor_execute", self._note)
        self._patch.undo()
        self._asked.close()
