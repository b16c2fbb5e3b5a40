"""The command that brings in statements of another system from a file."""

from pathlib import Path

import click

from app.commands.common import settings_in_force
from app.commands.lrs.store import named_store
from app.records.reading import FROM_FILE
from app.wording import counted
from course.visible import one_line
from lrs.transfer import plain
from lrs.transfer.lines import TransferError


@click.command("take-in")
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.option("--into", "organisation", required=True, help="Name of an organisation.")
@click.option("--from", "label", required=True, help="Where they come from, such as “Totara”.")
@click.option("--check", is_flag=True, help="Say what would be stored, and store nothing.")
def take_in(file: Path, organisation: str, label: str, check: bool) -> None:
    """Store the xAPI statements of FILE, which another system wrote, for an organisation.

    JSON or a statement a line, plain or in gzip. All of it is stored, or nothing; doing it again changes
    nothing. What First Shift itself exported is read by “import”.
    """
    name = one_line(label).strip()
    if not name:
        raise click.UsageError("--from is empty: say where the statements come from.")
    with named_store(settings_in_force()) as store, file.open("rb") as opened:
        authority = plain.authority_of_file(
            store.organisation(organisation), store.lrs.home_page, f"{FROM_FILE}{name}"
        )
        try:
            text = plain.unpacked(opened.read(plain.MAX_BYTES + 1))
            found = plain.look_through(store.lrs, authority, text)
        except TransferError as error:
            raise click.ClickException(error.message) from error
        for fault in found.faults:
            click.echo(f"Statement {fault.number}, {fault.path}: {fault.sentence}", err=True)
        if found.faults:
            number = counted(len(found.faults), "statement")
            raise click.ClickException(f"{number} of {found.statements} cannot be taken in.")
        if check:
            click.echo(f"Fine: {counted(found.statements, 'statement')}, {found.new} of them new.")
            return
        new = plain.store(store.lrs, authority, found)
    click.echo(f"Stored: {new} new of {counted(found.statements, 'statement')}.")
