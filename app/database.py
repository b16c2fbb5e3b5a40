"""The database of the app: one engine, one session to read with a request, one to write at a time.

Whoever writes says so (``with database.write() as session``): SQLite then takes its write lock at
the start (BEGIN IMMEDIATE), since a transaction that begins by reading and then writes is refused
at once when another has written in between, whatever the timeout. PostgreSQL needs no such care,
but the same habit serves it.

No row is locked in a session to read with: on PostgreSQL the request would then wait for itself as soon
as it writes.

Source: SQLite, "Transaction"; SQLAlchemy, "SQLite dialect: serializable isolation and savepoints".
"""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from flask import g
from sqlalchemy import DateTime, Engine, MetaData, Uuid, create_engine, event
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, TimeoutError
from sqlalchemy.orm import DeclarativeBase, ORMExecuteState, Session, sessionmaker
from sqlalchemy.types import TypeDecorator

from app.tenancy import TenantSession, keep_within
from lrs.sqlite_wal import use_write_ahead_log

BUSY_TIMEOUT_MS = 10_000
"""How long a statement waits for a lock, before ``is_busy`` is true of its error."""
# Ten requests are worked on at once, and each may read with one connection and write with another; the rest is for
# what runs by itself. Whoever only finds out who asks waits for one of these, and gives it back at once.
_POOL: Final[dict[str, Any]] = {"pool_size": 5, "max_overflow": 19}
_BUSY_STATES = frozenset({"55P03", "40P01", "40001"})
"""lock_not_available, deadlock_detected and serialization_failure."""
_AWAY_STATES = ("08", "53", "57P", "58")
"""Classes: the connection, no resources left, somebody stops the server, the system around it."""


class UtcDateTime(TypeDecorator[dt.datetime]):
    """A moment with its zone: always UTC, in SQLite (which keeps none) as in PostgreSQL."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Any) -> dt.datetime | None:
        """Return the moment in UTC. Raises ValueError for one without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: dt.datetime | None, dialect: Any) -> dt.datetime | None:
        """Return the moment with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Base(DeclarativeBase):
    """The parent of every table of the app.

    Names of constraints are fixed, so that migrations work.
    """

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    # The parent class reads this attribute: it is no default of an instance.
    type_annotation_map = {dt.datetime: UtcDateTime(), uuid.UUID: Uuid()}  # noqa: RUF012


def now() -> dt.datetime:
    """Return this moment, in UTC."""
    return dt.datetime.now(dt.UTC)


def make_engine(url: str) -> Engine:
    """Return an engine for a SQLite or PostgreSQL address, set up as this module says."""
    if not url.startswith("sqlite"):
        engine = create_engine(url, pool_pre_ping=True, hide_parameters=True, **_POOL)
        event.listen(engine, "connect", _prepare_postgres)
        return engine
    # An error in the log must not hold what somebody wrote.
    engine = create_engine(
        url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000}, hide_parameters=True, **_POOL
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def is_busy(error: DBAPIError) -> bool:
    """Say whether a statement stood in another's way too long, so that the same may do later.

    Sources: PostgreSQL, "PostgreSQL Error Codes"; SQLite, "Result and Error Codes".
    """
    cause = error.orig
    if getattr(cause, "sqlstate", None) in _BUSY_STATES:
        return True
    return str(getattr(cause, "sqlite_errorname", "")).startswith("SQLITE_BUSY")


def is_away(error: DBAPIError | TimeoutError) -> bool:
    """Say whether the database, or the machine of it that keeps these rows, does not answer now.

    Source: PostgreSQL, "PostgreSQL Error Codes".
    """
    if isinstance(error, TimeoutError) or error.connection_invalidated:
        return True  # no connection became free, or this one broke
    state = getattr(error.orig, "sqlstate", "")
    if state is None:  # the driver's own: it did not come so far as to be answered
        return isinstance(error, OperationalError | InterfaceError)
    return str(state).startswith(_AWAY_STATES)


def _prepare_postgres(connection: Any, _record: Any) -> None:
    connection.execute(f"SET lock_timeout = {BUSY_TIMEOUT_MS}")
    # In another zone the driver cannot read moments at the edges of the calendar.
    connection.execute("SET TIME ZONE 'UTC'")
    connection.commit()


def _refuse_locks(state: ORMExecuteState) -> None:
    if getattr(state.statement, "_for_update_arg", None) is not None:
        raise RuntimeError("a row can be locked in Database.write() only, never while reading")


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not open transactions by itself: _begin_sqlite does.
    connection.isolation_level = None
    cursor = connection.cursor()
    use_write_ahead_log(cursor, BUSY_TIMEOUT_MS / 1000)
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    # Otherwise what INSERT OR REPLACE takes away would go past the triggers of the audit log.
    cursor.execute("PRAGMA recursive_triggers=ON")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


class Database:
    """The engine and its two kinds of session."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = make_engine(url)
        self._reading = sessionmaker(self.engine, class_=TenantSession, expire_on_commit=False)
        event.listen(self._reading, "do_orm_execute", _refuse_locks)
        self._writing = sessionmaker(
            self.engine.execution_options(writing=True),
            class_=TenantSession,
            expire_on_commit=False,
        )
        for sessions in (self._reading, self._writing):
            event.listen(sessions, "do_orm_execute", keep_within)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session to read with; whatever is changed in it is thrown away."""
        with self._reading() as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give a session whose changes are committed at the end, or none of them on an error."""
        with self._writing.begin() as session:
            yield session

    def after_each_flush(self, listener: Callable[[Session, Any], None]) -> None:
        """Call a listener with each writing session that has just written what was changed in it."""
        event.listen(self._writing, "after_flush", listener)

    def of_request(self) -> Session:
        """Return the reading session of this request; it is closed with the request."""
        if "reading_session" not in g:
            g.reading_session = self._reading()
        session: Session = g.reading_session
        return session

    def refresh_request(self) -> None:
        """Let the request's reading session see what has been written since it began to read."""
        if "reading_session" in g:
            g.reading_session.rollback()
            g.reading_session.expire_all()

    def close_request(self, _error: BaseException | None = None) -> None:
        """Close the reading session of this request, if it opened one."""
        session = g.pop("reading_session", None)
        if session is not None:
            session.close()

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()
