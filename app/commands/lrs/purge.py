"""The command that deletes what is old."""

import datetime as dt

import click

from app.commands.common import settings_in_force
from app.commands.lrs.progress import counting
from app.commands.lrs.store import named_store
from app.wording import counted
from lrs.index import ACTIVITY_ANY, REGISTRATION, VERB, key
from lrs.upkeep.purging import Purge

_KINDS = {"verb": VERB, "activity": ACTIVITY_ANY, "registration": REGISTRATION}


@click.command()
@click.argument("organisation")
@click.option(
    "--before", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Day (UTC) of storing."
)
@click.option(
    "--except",
    "spared",
    multiple=True,
    metavar="KIND=VALUE",
    help="What stays however old: verb=…, activity=… or registration=….",
)
@click.option("--documents", is_flag=True, help="Also documents that were last changed before.")
@click.option("--yes", is_flag=True, help="Do it. Without, it is only said what would go.")
def purge(
    organisation: str, before: dt.datetime, spared: tuple[str, ...], documents: bool, yes: bool
) -> None:
    """Delete the statements that ORGANISATION stored before a day.

    Definitions of activities stay, and so does what voided statements hid. It may be stopped and begun
    again.
    """
    moment = int(before.replace(tzinfo=dt.UTC).timestamp()) * 1_000_000
    wanted = Purge(moment, frozenset(_key(one) for one in spared), documents)
    with named_store(settings_in_force()) as store, counting("statements looked at") as tell:
        name = store.organisation(organisation)
        plan = store.lrs.upkeep.plan_purge(name, wanted, tell)
        click.echo(
            f"Before {before:%Y-%m-%d} there are {counted(plan.statements, 'statement')} to delete,"
            f" with {counted(plan.attachments, 'attachment')} and"
            f" {counted(plan.documents, 'document')}; {counted(plan.spared, 'statement')} stay as"
            " excepted."
        )
        if not yes:
            click.echo("Nothing was deleted. To delete it: the same command with --yes")
            return
        gone = store.lrs.upkeep.purge(name, wanted, tell)
    click.echo(
        f"Deleted: {counted(gone.statements, 'statement')}, {counted(gone.attachments, 'attachment')},"
        f" {counted(gone.names, 'name')} of people of whom no statement is left."
    )


def _key(text: str) -> bytes:
    kind, _, value = text.partition("=")
    if kind not in _KINDS or not value:
        raise click.UsageError(f"--except {text}: give verb=…, activity=… or registration=…")
    return key(_KINDS[kind], value.lower() if kind == "registration" else value)
