"""Commands for the database."""

import tempfile
from pathlib import Path

import click
from alembic import command
from sqlalchemy.exc import OperationalError

from app.commands.common import settings_in_force
from app.database import Database
from app.distribution.carrying_out import SHARDS, distribute, refuse_what_cannot_be
from app.distribution.layout import layouts_in
from app.distribution.outlook import outlook
from app.errors import StartError
from app.installation import prepare, unreachable
from app.migration import config, upgrade


@click.group()
def db() -> None:
    """Keep the database's tables up to date."""


@db.command("upgrade")
@click.option("--address", default="http://127.0.0.1:8000", help="Home page, if none is set.")
def upgrade_tables(address: str) -> None:
    """Apply every migration that is missing, of the app and of the record store."""
    prepare(settings_in_force(), address)
    click.echo("The database is up to date.")


@db.command("distribute")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option(
    "--shards",
    default=SHARDS,
    show_default=True,
    type=click.IntRange(1, 4096),
    help="Parts over which each table is spread, for good.",
)
def distribute_tables(dry_run: bool, shards: int) -> None:
    """Spread the tables over the machines of a PostgreSQL with Citus, by organisation.

    It can be run again at any time, and goes on where it was stopped.
    """
    settings = settings_in_force()
    database = Database(settings.database_url)
    try:
        with database.engine.connect() as connection:
            stores = layouts_in(connection, settings)
            refuse_what_cannot_be(connection, stores)
            lines = outlook(connection, stores, shards)
        click.echo("\n".join(lines))
        if dry_run:
            click.echo("Nothing was changed.")
            return
        done = distribute(database.engine, stores, shards, click.echo)
    except OperationalError as error:
        raise StartError(unreachable(settings, error)) from error
    finally:
        database.close()
    click.echo("The store is spread." if done else "The store was spread already.")


@db.command("revision")
@click.argument("message")
@click.option("--id", "revision_id", required=True, help="Number of the migration, such as 0002.")
def revision(message: str, revision_id: str) -> None:
    """Write a migration from what the models have and the migrations lack. For developers."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'scratch.sqlite'}")
        upgrade(database)
        with database.engine.begin() as connection:
            command.revision(
                config(connection), message=message, autogenerate=True, rev_id=revision_id
            )
        database.close()
