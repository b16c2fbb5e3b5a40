"""The commands that copy a database while it is in use, and put a copy back."""

from pathlib import Path

import click

from app.commands.common import settings_in_force
from app.installation import make_folder
from lrs.store import backup as copies
from lrs.store.backup import BackupError

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
def backup(file: Path) -> None:
    """Copy the SQLite database to FILE while the server runs; the app's tables in it come along.

    For PostgreSQL use pg_dump: docs/record-store.md has the commands.
    """
    try:
        copies.backup(settings_in_force().database_url, file)
    except BackupError as error:
        raise click.ClickException(error.message) from error
    click.echo(f"Copied to {file}.")


@click.command()
@click.argument("file", type=FILE)
def restore(file: Path) -> None:
    """Put a copy from FILE where the database was, with the server stopped."""
    settings = settings_in_force()
    make_folder(settings.instance)
    try:
        copies.restore(file, settings.database_url)
    except BackupError as error:
        raise click.ClickException(error.message) from error
    click.echo("Restored. Start the server.")
