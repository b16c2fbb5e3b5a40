"""Commands for the record store, inside the app or alone; one file a command or group of them."""

import click

from app.commands.lrs.alone import serve
from app.commands.lrs.backup import backup, restore
from app.commands.lrs.erase_person import erase_person
from app.commands.lrs.forward import forward
from app.commands.lrs.keys import credentials
from app.commands.lrs.purge import purge
from app.commands.lrs.take_in import take_in
from app.commands.lrs.transfer import export_, import_


@click.group()
def lrs() -> None:
    """Look after a record store: the one inside the app, or one that stands alone."""


for command in (
    serve,
    credentials,
    export_,
    import_,
    take_in,
    backup,
    restore,
    forward,
    erase_person,
    purge,
):
    lrs.add_command(command)
