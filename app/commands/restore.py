"""The command that puts a backup back."""

from pathlib import Path

import click

from app.backup.restoring import check_backup, restore_backup
from app.commands.common import settings_in_force
from app.wording import day_and_time

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--keys", "keys_file", type=FILE, help="File with the keys, written by backup --keys."
)
@click.option("--without-keys", is_flag=True, help="Go on although some texts will stay closed.")
@click.option("--check", is_flag=True, help="Read the whole backup, and change nothing.")
def restore(file: Path, keys_file: Path | None, without_keys: bool, check: bool) -> None:
    """Put a backup from FILE where the settings say that the database is, which must be empty.

    Stop the server first. The next start brings older tables up to date.
    """
    settings = settings_in_force()
    if check:
        manifest = check_backup(file)
        click.echo(f"{file} is whole: a backup of {day_and_time(manifest.made)}.")
        return
    manifest = restore_backup(settings, file, keys_file, keys_needed=not without_keys)
    click.echo(f"Restored what there was on {day_and_time(manifest.made)}. Start the server.")
