"""Commands for the statements on their way to the record store."""

import click
from sqlalchemy import func, select

from app.commands.common import settings_in_force
from app.commands.stores import open_database, open_records
from app.database import now
from app.installation import home_page
from app.records.models import OutboxStatement
from app.supervision import projection
from app.supervision.models import Progress
from app.wording import counted


@click.group()
def records() -> None:
    """Look after the sending of statements, and after what supervisors see of them."""


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


@records.command()
def rebuild() -> None:
    """Read all statements again and build what supervisors see from them."""
    settings = settings_in_force()
    with open_database(settings) as database, open_records(settings) as store:
        projection.rebuild(database, store, home_page(database), now())
        with database.read() as session:
            rows = session.execute(select(func.count()).select_from(Progress)).scalar_one()
    click.echo(f"Done: {counted(rows, 'registration')} in modules.")
