"""Connections to SQLite and PostgreSQL, and how each is prepared before it is used."""

import sqlite3
import time
from contextlib import suppress

from sqlalchemy import Connection, Engine, create_engine, event, exc
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from lrs import timestamps
from lrs.sqlite_wal import use_write_ahead_log

SQLITE_BUSY_TIMEOUT_MS = 10_000
POSTGRES_RESTS_SECONDS = 2
POSTGRES_SETTINGS = (
    "SET lock_timeout = '10s'",
    "SET statement_timeout = '20s'",
    "SET idle_in_transaction_session_timeout = '20s'",
)
_SQLITE_PRAGMAS = (
    # FULL, so that what was acknowledged survives a power cut.
    "PRAGMA synchronous = FULL",
    # What is deleted is overwritten, so that nothing of a person stays in pages that are free. (PostgreSQL
    # does so with a row's place when VACUUM gives it to another.)
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -32000",
    # Pages that change again and again go from the log into the file once in 16 MB, not in 4.
    "PRAGMA wal_autocheckpoint = 4000",
)


def open_engine(url: str) -> Engine:
    """Return the engine of a database; no connection is made yet."""
    if make_url(url).get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"check_same_thread": False}, hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _prepare_postgres)
    event.listen(engine, "checkout", _ask_postgres)
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
    # Writers have begun already, with the writer's lock (`shared_transaction`).
    if not connection.get_execution_options().get("lrs_writer"):
        connection.connection.cursor().execute("BEGIN")


def _prepare_postgres(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for setting in POSTGRES_SETTINGS:
        cursor.execute(setting)
    cursor.close()
    connection.commit()


def _ask_postgres(
    connection: DBAPIConnection, record: ConnectionPoolEntry, _: PoolProxiedConnection
) -> None:
    """Ask a connection that has rested for a while whether its server is still there; the pool opens another.

    To ask each time, as SQLAlchemy can, takes as long as a quick look.
    """
    now = time.monotonic()
    last = record.info.get("lrs_used", 0.0)
    record.info["lrs_used"] = now
    if now - last < POSTGRES_RESTS_SECONDS:
        return
    try:
        connection.cursor().execute("SELECT 1")
        connection.rollback()
    except Exception as error:
        raise exc.DisconnectionError from error


def discard(connection: Connection | None) -> None:
    """Close a connection that was kept, and never use it again; it may be broken already."""
    if connection is not None:
        with suppress(Exception):
            connection.invalidate()
            connection.close()


def quiet_sqlite_at(connection: Connection) -> int | None:
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
