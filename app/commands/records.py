"""Commands for the statements on their way to the record store."""

import click
from sqlalchemy import func, select

from app.commands.common import open_database, settings_in_force
from app.records.models import OutboxStatement


@click.group()
def records() -> None:
    """Look after the sending of statements."""


@records.command()
def status() -> None:
    """Print how many statements wait, and which the record store refused."""
    settings = settings_in_force()
    with open_database(settings) as database, database.read() as session:
        waiting = session.execute(
            select(func.count()).where(OutboxStatement.refused == "")
        ).scalar_one()
        refused = session.execute(
            select(OutboxStatement.statement_id, OutboxStatement.refused)
            .where(OutboxStatement.refused != "")
            .order_by(OutboxStatement.seq)
        ).all()
    click.echo(f"Record store: {settings.lrs_endpoint or 'the embedded one'}")
    click.echo(f"Waiting: {waiting}. Refused: {len(refused)}.")
    for statement_id, sentence in refused:
        click.echo(f"  {statement_id}: {sentence}")
