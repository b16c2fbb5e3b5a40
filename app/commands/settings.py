"""The command that shows the settings."""

import click

from app.commands.common import settings_in_force
from app.settings import PREFIX, SETTINGS, shown


@click.command()
def settings() -> None:
    """Print every setting, its value in force and what it means; secrets are hidden."""
    values = settings_in_force()
    for setting in SETTINGS:
        click.echo(f"{PREFIX}{setting.name} = {shown(setting, values)}")
        click.echo(f"    {setting.help}")
