"""Organisations by name and number, and their last statement."""

from threading import Lock
from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from lrs.store.engine import Database
from lrs.store.schema import lasts
from lrs.store.schema import organisations as table
from lrs.store.sql import Sql

_LAST_STORED = Sql("SELECT stored FROM lrs_last WHERE organisation = ?")
_LAST = Sql(
    "SELECT seq, stored, (SELECT max(seq) FROM lrs_last) FROM lrs_last WHERE organisation = ?"
)
_LOCK = Sql("SELECT seq, stored FROM lrs_last WHERE organisation = ? FOR UPDATE")


class Last(NamedTuple):
    """Number and moment of storing (µs) of an organisation's last statement; 0 without one.

    greatest: the greatest number of all organisations; on SQLite only, which counts on from it.
    """

    seq: int
    stored: int
    greatest: int = 0


class Organisations:
    """Names to the numbers that stand in every row; remembered in the process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._numbers: dict[str, int] = {}
        self._lock = Lock()

    def find(self, connection: Connection, name: str) -> int | None:
        """Return an organisation's number, or None where it has stored nothing yet."""
        if name not in self._numbers:
            number = connection.scalar(select(table.c.number).where(table.c.name == name))
            if number is None:
                return None
            self._numbers[name] = number
        return self._numbers[name]

    def remembered(self, name: str) -> int | None:
        """Return an organisation's number if this process knows it already."""
        return self._numbers.get(name)

    def number(self, name: str) -> int:
        """Return an organisation's number; give it one first where it has none."""
        if name in self._numbers:
            return self._numbers[name]
        with self._database.reading() as connection:
            found = self.find(connection, name)
        if found is not None:
            return found
        with self._lock:
            try:
                with self._database.writing() as connection:
                    made = insert(table).values(name=name).returning(table.c.number)
                    first = {"organisation": connection.scalar(made), "seq": 0, "stored": 0}
                    connection.execute(insert(lasts).values(first))
            except IntegrityError:
                pass  # another process was faster; its row serves as well
        with self._database.reading() as connection:
            number: int = connection.scalars(
                select(table.c.number).where(table.c.name == name)
            ).one()
        return number


def lock(connection: Connection, number: int) -> Last:
    """Let one writer at a time store for an organisation; return its last statement.

    The lock holds until commit, so that statements become visible in the order of
    their numbers. SQLite's writer has its lock already.
    """
    statement = _LOCK if connection.dialect.name == "postgresql" else _LAST
    return Last(*statement.row(connection, number))


def last_stored(connection: Connection, number: int) -> int:
    """Return when the last committed statement of an organisation was stored."""
    (found,) = _LAST_STORED.row(connection, number)
    return int(found)


def set_last_stored(connection: Connection, number: int, stored: int) -> None:
    """Note when the last statement was stored, for whoever stores with times of the past."""
    connection.execute(update(lasts).where(lasts.c.organisation == number).values(stored=stored))
