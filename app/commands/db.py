"""Commands for the database."""

import tempfile
from pathlib import Path

import click
from alembic import command

from app.commands.common import settings_in_force
from app.database import Database
from app.installation import prepare
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
