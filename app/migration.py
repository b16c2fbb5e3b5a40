"""Bring the app's tables up to date, one process at a time.

Source: Alembic, "Using Alembic with an existing connection"; PostgreSQL, "Advisory Locks".
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from app.database import Database
from app.distribution.migrating import in_its_place
from app.schema_state import APP_SCRIPTS, refuse_newer

LONG_MS: Final = 3_600_000
LOCK: Final = 0x46697273  # an advisory lock has a number only: "Firs"


def upgrade(database: Database, to: str = "head") -> None:
    """Apply every migration that is missing. Others who start at the same time wait.

    to: the last one to apply. Raises StartError for a database of a newer version.
    """
    engine = database.engine.execution_options(writing=True)
    # A long change of the tables by another process is no reason to give up.
    with engine.connect() as connection, patient(connection), _tables_may_go(connection):
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        refuse_newer(connection)
        with in_its_place(connection):
            command.upgrade(config(connection), to)


@contextmanager
def _tables_may_go(connection: Connection) -> Iterator[None]:
    """Begin a transaction in which SQLite lets a table be made anew while rows of others refer to it.

    Source: SQLite, "ALTER TABLE", section 7: the references are looked at before the end instead.
    """
    if connection.dialect.name != "sqlite":
        with connection.begin():
            yield
        return
    driver = (
        connection.connection.cursor()
    )  # past SQLAlchemy: within a transaction it has no effect
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        with connection.begin():
            yield
            if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise RuntimeError(
                    f"a row of {broken[0]} would refer to a row of {broken[2]} that is not there"
                )
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


@contextmanager
def patient(connection: Connection) -> Iterator[None]:
    """Let a connection to SQLite wait up to an hour for the write lock, which ``begin`` takes at once."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.cursor()  # past SQLAlchemy, which would begin a transaction
    (usual,) = driver.execute("PRAGMA busy_timeout").fetchone()
    driver.execute(f"PRAGMA busy_timeout = {LONG_MS}")
    try:
        yield
    finally:
        driver.execute(f"PRAGMA busy_timeout = {usual}")


def config(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration; with a connection, its work is part of that transaction."""
    made = Config()
    # Alembic's options take % for interpolation.
    folder = str(APP_SCRIPTS).replace("%", "%%")
    made.set_main_option("script_location", folder)
    made.set_main_option("path_separator", "os")
    if connection is not None:
        made.attributes["connection"] = connection
    return made
