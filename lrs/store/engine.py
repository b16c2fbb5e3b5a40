"""The database: reading and writing transactions on SQLite or PostgreSQL."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, create_engine, event, exc, text
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from lrs import timestamps
from lrs.errors import Unavailable
from lrs.sqlite_wal import use_write_ahead_log

# A writer gives up when it held its numbers for longer: what is later than this is
# surely committed or gone, which X-Experience-API-Consistent-Through relies on.
WRITE_DEADLINE_SECONDS = 15
SQLITE_BUSY_TIMEOUT_MS = 10_000
POSTGRES_SETTINGS = (
    "SET lock_timeout = '10s'",
    "SET statement_timeout = '20s'",
    "SET idle_in_transaction_session_timeout = '20s'",
)
_SQLITE_PRAGMAS = (
    # FULL, so that what was acknowledged survives a power cut.
    "PRAGMA synchronous = FULL",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -32000",
)
_ADVISORY_CLASS = 0x6C7273  # "lrs", so that locks of other programs are never ours
_HARVEST = 0  # no organisation has this number
# The clock is read before the lock is tried; it is given back at once.
_QUIET = text(
    "WITH clock AS MATERIALIZED"
    " (SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS clock)"
    " SELECT clock, CASE WHEN pg_try_advisory_lock(:kind, :organisation)"
    " THEN pg_advisory_unlock(:kind, :organisation) ELSE false END AS quiet FROM clock"
)


class Database:
    """An engine with the two kinds of transaction that the store knows."""

    def __init__(self, url: str) -> None:
        """Open url (sqlite:///… or postgresql+psycopg://…). No connection is made yet."""
        self.engine = _engine(url)
        self.postgres = self.engine.dialect.name == "postgresql"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection in a reading transaction. Raises Unavailable."""
        with _unavailable_for_people(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a writing transaction: all of it is stored or nothing.

        On SQLite it holds the writer's lock from its begin. Raises Unavailable, also
        when the work took longer than WRITE_DEADLINE_SECONDS.
        """
        with _unavailable_for_people(), self.engine.connect() as connection:
            connection = connection.execution_options(lrs_writer=True)
            with connection.begin():
                began = time.monotonic()
                yield connection
                if time.monotonic() - began > WRITE_DEADLINE_SECONDS:
                    raise Unavailable("Storing took too long and was undone: try again.")

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def lock_document(self, connection: Connection, context: bytes) -> None:
        """Let one writer at a time work on the documents of a context."""
        if self.postgres:
            lock = int.from_bytes(context[:8], "big", signed=True)
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})

    def announce_writer(self, connection: Connection, organisation: int) -> None:
        """Be seen by `quiet_at` and `wait_for_writers` until this transaction ends.

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
        with _unavailable_for_people(), self.engine.connect() as connection:
            return self._quiet_at(connection, organisation)

    def _quiet_at(self, connection: Connection, organisation: int) -> int | None:
        if not self.postgres:
            return _quiet_sqlite_at(connection)
        with connection.begin():
            row = connection.execute(
                _QUIET, {"kind": _ADVISORY_CLASS, "organisation": organisation}
            ).one()
        return row.clock if row.quiet else None

    def wait_for_writers(self, connection: Connection) -> None:
        """Wait until no writer lies between taking its numbers and its commit."""
        if self.postgres:
            connection.execute(
                text("SELECT pg_advisory_xact_lock(:kind, :lock)"),
                {"kind": _ADVISORY_CLASS, "lock": _HARVEST},
            )


def _engine(url: str) -> Engine:
    if make_url(url).get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"check_same_thread": False})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = create_engine(url, pool_pre_ping=True)
    event.listen(engine, "connect", _prepare_postgres)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # The driver begins transactions late and deferred; we begin them ourselves.
    # https://docs.sqlalchemy.org/en/20/dialects/sqlite.html
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {SQLITE_BUSY_TIMEOUT_MS}")
    use_write_ahead_log(cursor, SQLITE_BUSY_TIMEOUT_MS / 1000)
    for pragma in _SQLITE_PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that turns into a writer from an old snapshot fails at once,
    # whatever the timeout; so writers take the lock when they begin.
    writer = connection.get_execution_options().get("lrs_writer")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")


def _prepare_postgres(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for setting in POSTGRES_SETTINGS:
        cursor.execute(setting)
    cursor.close()
    connection.commit()


def _quiet_sqlite_at(connection: Connection) -> int | None:
    """Return the time before which SQLite's writer's lock was free, without waiting."""
    now = timestamps.now()
    cursor = connection.connection.cursor()
    try:
        cursor.execute("PRAGMA busy_timeout = 0")
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return None
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {SQLITE_BUSY_TIMEOUT_MS}")
        cursor.close()
    return now


@contextmanager
def _unavailable_for_people() -> Iterator[None]:
    try:
        yield
    except (exc.OperationalError, exc.InterfaceError, exc.InternalError, exc.TimeoutError) as error:
        raise Unavailable("The record store's database cannot answer now: try again.") from error
