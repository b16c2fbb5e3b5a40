"""Commands for what passes between this server and LMSs (LTI)."""

import click

from app.commands.common import settings_in_force
from app.lti.keys import KEYS


@click.group()
def lti() -> None:
    """Look after the key with which this server signs what it sends to LMSs."""


@lti.command("new-key")
def new_key() -> None:
    """Make a new key that signs from now on; the older ones stay published."""
    settings = settings_in_force()
    name = KEYS.new_key(settings)
    click.echo(f"The key {name} signs from now on. Back up {KEYS.file(settings)}.")
