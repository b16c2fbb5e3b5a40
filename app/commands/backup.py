"""The command that copies an installation while it is in use."""

from pathlib import Path

import click

from app.backup.errors import BackupError
from app.backup.keys_archive import key_files, write_keys
from app.backup.making import make_backup
from app.commands.common import settings_in_force
from app.database import now
from app.wording import file_size

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@click.option("--keys", "keys_file", type=FILE, help="File for the keys, to be kept elsewhere.")
@click.option(
    "--stopped",
    is_flag=True,
    help="No server runs: for a store that is spread over several machines.",
)
def backup(file: Path, keys_file: Path | None, *, stopped: bool) -> None:
    """Copy the database to FILE, a zip, while people work; and the keys to another file.

    Everything that was committed when it began is in it, and nothing half. Neither file may be there yet.
    """
    settings = settings_in_force()
    if keys_file and keys_file.exists():
        raise BackupError(f"There is a file {keys_file} already: choose another name.")
    made = make_backup(settings, file, stopped=stopped)
    click.echo(f"Copied to {file}: {file_size(made.size)}, read again and found whole.")
    if keys_file:
        write_keys(settings, keys_file, now())
        click.echo(f"The keys are in {keys_file}. Keep it in another place than the backup.")
    else:
        files = ", ".join(map(str, key_files(settings).values()))
        click.echo(f"Not in it: the keys ({files}). Copy them to another place, once, with --keys.")
    if settings.variant:
        click.echo(f"Not in it: your own words for topics ({settings.variant}).")
