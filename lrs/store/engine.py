"""The database: reading and writing transactions on SQLite or PostgreSQL."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from sqlalchemy import Connection, exc, text

from lrs.errors import Unavailable
from lrs.store import connecting
from lrs.store.looks import Looks
from lrs.store.sql import Sql
from lrs.store.turns import Turns

# A writer gives up when it held its numbers for longer: what is later than this is
# surely committed or gone, which X-Experience-API-Consistent-Through relies on.
WRITE_DEADLINE_SECONDS = 15
_ADVISORY_CLASS = 0x6C7273  # "lrs", so that locks of other programs are never ours
_HARVEST = 0  # no organisation has this number
# The clock is read before the lock is tried; it is given back at once.
_QUIET = Sql(
    "WITH clock AS MATERIALIZED"
    " (SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS clock)"
    " SELECT clock, CASE WHEN pg_try_advisory_lock(?, ?)"
    " THEN pg_advisory_unlock(?, ?) ELSE false END AS quiet FROM clock"
)


class Database:
    """An engine with the two kinds of transaction that the store knows."""

    def __init__(self, url: str) -> None:
        """Open url (sqlite:///… or postgresql+psycopg://…). No connection is made yet."""
        self.engine = connecting.open_engine(url)
        self.postgres = self.engine.dialect.name == "postgresql"
        self._writers = self.engine.execution_options(lrs_writer=True)
        # To begin and to end a transaction takes PostgreSQL as long as a quick look.
        level = {"isolation_level": "AUTOCOMMIT"} if self.postgres else {}
        self._readers = self.engine.execution_options(**level)
        self._turns = Turns(
            self._writers, connecting.SQLITE_BUSY_TIMEOUT_MS / 1000, WRITE_DEADLINE_SECONDS
        )
        self._looks = Looks(self.engine)
        driver = self.engine.dialect.loaded_dbapi
        # What `sql.Sql` meets is the driver's own, all else SQLAlchemy's wrapping of it.
        self._faults: tuple[type[Exception], ...] = (
            *(exc.OperationalError, exc.InterfaceError, exc.InternalError, exc.TimeoutError),
            *(driver.OperationalError, driver.InterfaceError, driver.InternalError),
        )

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection to read with, on SQLite in a transaction. Raises Unavailable.

        On PostgreSQL each statement sees what is committed when it begins, in a transaction or not.
        """
        with self._told(), self._readers.connect() as connection:
            if self.postgres:
                yield connection
            else:
                with connection.begin():
                    yield connection

    def look(self, sql: Sql, *values: Any) -> dict[str, Any] | None:
        """Return the row of one look, by the names of its columns. Raises Unavailable."""
        with self._told():
            return self._looks.mapping(sql, *values)

    @contextmanager
    def writing(self, *, shares: bool = False) -> Iterator[Connection]:
        """Give a connection in a writing transaction: all of it is stored or nothing.

        On SQLite it holds the writer's lock from its begin; shares: whether the work is so short that
        others of this process may be committed with it. Raises Unavailable, also when the work took
        longer than WRITE_DEADLINE_SECONDS.
        """
        try:
            with self._writing(shares=shares) as connection:
                yield connection
        except self._faults as error:
            raise _unavailable() from error

    def _writing(self, *, shares: bool) -> AbstractContextManager[Connection]:
        return self._writing_postgres() if self.postgres else self._turns.writing(shares=shares)

    @contextmanager
    def _writing_postgres(self) -> Iterator[Connection]:
        with self._writers.begin() as connection:
            began = time.monotonic()
            yield connection
            if time.monotonic() - began > WRITE_DEADLINE_SECONDS:
                raise Unavailable("Storing took too long and was undone: try again.")

    def close(self) -> None:
        """Close every connection."""
        self._looks.close()
        self._turns.close()
        self.engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say for people that the database cannot answer."""
        try:
            yield
        except self._faults as error:
            raise _unavailable() from error

    def lock_document(self, connection: Connection, context: bytes) -> None:
        """Let one writer at a time work on the documents of a context."""
        if self.postgres:
            lock = int.from_bytes(context[:8], "big", signed=True)
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})

    def announce_writer(self, connection: Connection, organisation: int) -> None:
        """Be seen by `quiet_at` and `between_writers` until this transaction ends.

        Call it before numbers are taken, so that no number is older than the notice.
        """
        if self.postgres:
            connection.execute(
                text(
                    "SELECT pg_advisory_xact_lock_shared(:kind, :harvest),"
                    " pg_advisory_xact_lock_shared(:kind, :organisation)"
                ),
                {"kind": _ADVISORY_CLASS, "harvest": _HARVEST, "organisation": organisation},
            )

    def quiet_at(self, organisation: int) -> int | None:
        """Return a moment (µs) at which no writer of an organisation was under way.

        Everything stored until then is committed. None while one is under way.
        """
        if self.postgres:
            return self._quiet_postgres_at(organisation)
        with self._told(), self._turns.idle() as connection:
            return None if connection is None else connecting.quiet_sqlite_at(connection)

    def _quiet_postgres_at(self, organisation: int) -> int | None:
        lock = (_ADVISORY_CLASS, organisation)
        row = self.look(_QUIET, *lock, *lock)
        return row["clock"] if row and row["quiet"] else None

    @contextmanager
    def between_writers(self) -> Iterator[Connection]:
        """Give a connection while no writer lies between taking its numbers and its commit.

        Waits for those that do, and keeps others waiting. Raises Unavailable.
        """
        with self._told(), self.engine.begin() as connection:
            if self.postgres:
                connection.execute(
                    text("SELECT pg_advisory_xact_lock(:kind, :lock)"),
                    {"kind": _ADVISORY_CLASS, "lock": _HARVEST},
                )
            yield connection


def _unavailable() -> Unavailable:
    return Unavailable("The record store's database cannot answer now: try again.")
