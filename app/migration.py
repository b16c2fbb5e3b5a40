"""Bring the app's tables up to date, one process at a time.

Source: Alembic, "Using Alembic with an existing connection"; PostgreSQL, "Advisory Locks".
"""

from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from app.database import Database
from app.schema_state import APP_SCRIPTS, refuse_newer

LOCK: Final = 0x46697273  # an advisory lock has a number only: "Firs"


def upgrade(database: Database, to: str = "head") -> None:
    """Apply every migration that is missing. Others who start at the same time wait.

    to: the last one to apply. Raises StartError for a database of a newer version.
    """
    engine = database.engine.execution_options(writing=True)
    with engine.begin() as connection:  # on SQLite this takes the write lock at once
        if connection.dialect.name == "postgresql":
            # A long change of the tables by another process is no reason to give up.
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        refuse_newer(connection)
        command.upgrade(config(connection), to)


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
