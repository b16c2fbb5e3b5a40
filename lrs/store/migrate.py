"""Create the schema or bring it up to date; any number of processes may start at once."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from lrs.store.engine import Database

_MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "lrs_alembic_version"


def migrate(database: Database, revision: str = "head") -> None:
    """Run the migrations that are missing, all in one transaction. Raises Unavailable.

    revision: how far; the newest, unless an older schema is wanted for a look at it.
    On SQLite the writer's lock keeps other processes out meanwhile, on PostgreSQL an
    advisory lock does; whoever comes second finds nothing left to do.
    """
    config = Config()
    # Alembic's options take % for interpolation.
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with database.writing() as connection:
        if database.postgres:
            # A big table takes longer than a request may, and so does waiting for another process.
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('lrs migrations'))"))
        if not connection.in_transaction():
            connection.begin()  # Alembic would otherwise begin and end one of its own
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
