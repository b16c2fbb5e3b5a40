"""Organisations by name and number, and their last statement."""

from threading import Lock

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from lrs.store.engine import Database
from lrs.store.schema import organisations as table


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

    def number(self, name: str) -> int:
        """Return an organisation's number; give it one first where it has none."""
        with self._database.reading() as connection:
            found = self.find(connection, name)
        if found is not None:
            return found
        with self._lock:
            try:
                with self._database.writing() as connection:
                    connection.execute(insert(table).values(name=name, last_seq=0, last_stored=0))
            except IntegrityError:
                pass  # another process was faster; its row serves as well
        with self._database.reading() as connection:
            number: int = connection.scalars(
                select(table.c.number).where(table.c.name == name)
            ).one()
        return number


def lock(connection: Connection, number: int) -> int:
    """Let one writer at a time store for an organisation; return its last `stored`.

    The lock holds until commit, so that statements become visible in the order of
    their numbers. SQLite's writer has its lock already.
    """
    query = select(table.c.last_stored).where(table.c.number == number).with_for_update()
    found: int = connection.scalars(query).one()
    return found


def last_stored(connection: Connection, number: int) -> int:
    """Return when the last committed statement of an organisation was stored."""
    query = select(table.c.last_stored).where(table.c.number == number)
    found: int = connection.scalars(query).one()
    return found
