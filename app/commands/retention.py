"""The command that says for how long what is kept, and deletes what is due."""

import datetime as dt

import click
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.commands.common import settings_in_force
from app.commands.stores import open_app, open_database
from app.database import now
from app.organisations.models import Membership, Organisation
from app.records.upkeep import forget_what_is_over
from app.retention import RULES
from app.wording import counted


@click.command()
@click.option("--carry-out", "do", is_flag=True, help="Delete what is due now.")
@click.option(
    "--left-days", default=365, show_default=True, help="Count who left more days ago than this."
)
def retention(do: bool, left_days: int) -> None:
    """Print for how long each kind of data is kept here, and who left long ago and is not erased.

    A server that runs deletes what is due by itself, every few seconds; --carry-out is for one that does not.
    """
    settings = settings_in_force()
    for rule in RULES:
        click.echo(f"{rule.what}\n    {rule.period(settings)}, from: {rule.since}; by {rule.by}")
    with open_database(settings) as database, database.read() as session:
        lines = _left_long_ago(session, now() - dt.timedelta(days=left_days))
    click.echo(f"Left more than {counted(left_days, 'day')} ago, and not erased:")
    for name, number in lines or (("nobody", 0),):
        click.echo(f"    {name}" + (f": {counted(number, 'membership')}" if number else ""))
    if do:
        with open_app(settings) as parts:
            forget_what_is_over(parts, now())
        click.echo("What was due is deleted.")


def _left_long_ago(session: Session, before: dt.datetime) -> list[tuple[str, int]]:
    wanted = (
        select(Organisation.name, func.count())
        .join(Membership, Membership.organisation_id == Organisation.id)
        .where(Membership.ended < before)
        .group_by(Organisation.id, Organisation.name)
        .order_by(Organisation.name)
    )
    return [(name, number) for name, number in session.execute(wanted)]
