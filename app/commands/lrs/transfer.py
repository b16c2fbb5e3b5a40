"""The commands that write an organisation to a file and fill a store from one."""

import os
from pathlib import Path

import click

from app.commands.common import settings_in_force
from app.commands.lrs.addresses import check_endpoint
from app.commands.lrs.progress import counting
from app.commands.lrs.store import named_store
from app.wording import counted
from lrs.remote import Away, Remote
from lrs.transfer.exporting import export as write_export
from lrs.transfer.importing import Imported, fill
from lrs.transfer.lines import TransferError
from lrs.transfer.reading import Export
from lrs.transfer.sending import send
from lrs.upkeep.steps import Tell

SECRET = "LRS_SECRET"  # noqa: S105 (the name of a variable)
FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("export")
@click.argument("organisation")
@click.argument("file", type=FILE)
@click.option("--documents", is_flag=True, help="Also states and profiles.")
def export_(organisation: str, file: Path, documents: bool) -> None:
    """Write what ORGANISATION has stored to FILE, as lines of JSON with attachments.

    An export that was interrupted goes on where it stopped.
    """
    with named_store(settings_in_force()) as store, counting("statements") as tell:
        name = store.organisation(organisation)
        try:
            end = write_export(store.lrs, name, file, organisation, documents=documents, tell=tell)
        except TransferError as error:
            raise click.ClickException(error.message) from error
    click.echo(
        f"Written: {counted(end.statements, 'statement')}, {counted(end.attachments, 'attachment')},"
        f" {counted(end.documents, 'document')}."
    )


@click.command("import")
@click.argument("file", type=FILE)
@click.option("--into", "organisation", help="Name of an organisation of this store.")
@click.option(
    "--faithful", is_flag=True, help="With --into: also stored and authority as they were."
)
@click.option(
    "--to", "endpoint", help="Address of another store, such as https://lrs.example/xapi."
)
@click.option("--key", help=f"With --to: its key. The secret is in {SECRET}, or is asked for.")
def import_(
    file: Path, organisation: str | None, faithful: bool, endpoint: str | None, key: str | None
) -> None:
    """Fill an organisation, or another record store, from FILE.

    The file is read through first: nothing is stored from one with a line that cannot be read. Doing it
    again changes nothing.
    """
    if bool(organisation) == bool(endpoint) or bool(endpoint) != bool(key):
        raise click.UsageError("Give --into ORGANISATION, or --to ADDRESS with --key KEY.")
    if faithful and endpoint:
        raise click.UsageError(
            "No other store takes stored and authority: --faithful needs --into."
        )
    if endpoint:
        check_endpoint(endpoint)
    try:
        with counting("statements") as tell:
            export = Export(file)
            if organisation:
                done = _fill(export, organisation, faithful, tell)
            else:
                done = _send(export, str(endpoint), str(key), tell)
    except TransferError as error:
        raise click.ClickException(error.message) from error
    click.echo(
        f"Stored: {counted(done.new, 'statement')} of {export.counts.statements},"
        f" {counted(done.documents, 'document')}; {counted(done.kept, 'document')} stay as they were."
    )
    if done.refused:
        raise click.ClickException("\n".join(line.message for line in done.refused))


def _fill(export: Export, organisation: str, faithful: bool, tell: Tell) -> Imported:
    with named_store(settings_in_force()) as store:
        name = store.organisation(organisation)
        return fill(store.lrs, name, export, faithful=faithful, tell=tell)


def _send(export: Export, endpoint: str, key: str, tell: Tell) -> Imported:
    settings = settings_in_force()
    secret = os.environ.get(SECRET) or click.prompt("Secret", hide_input=True)
    remote = Remote.open(endpoint, key, secret, settings.lrs_timeout_seconds)
    try:
        return send(remote, export, tell)
    except Away as away:
        raise click.ClickException(f"{away.sentence} Run it again later.") from away
    finally:
        remote.close()
