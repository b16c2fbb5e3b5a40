"""Commands for the licences of dispatch packages: for whoever runs the server, over all organisations."""

import uuid

import click
from sqlalchemy import select

from app.commands.common import settings_in_force
from app.commands.stores import open_database
from app.database import now
from app.dispatch import licences
from app.dispatch.models import DispatchLicence
from app.dispatch.rules import state_of
from app.dispatch.seats import seats_taken, terms_of
from app.wording import LONDON


@click.group()
def dispatch() -> None:
    """See and revoke the licences under which LMSs open the course from here."""


@dispatch.command("list")
def list_() -> None:
    """Print every licence, the newest first."""
    today = now().astimezone(LONDON).date()
    with open_database(settings_in_force()) as database, database.read() as session:
        found = session.scalars(select(DispatchLicence).order_by(DispatchLicence.made.desc())).all()
        for licence in found:
            used = f"used {licence.last_used}" if licence.last_used else "not used yet"
            seats = f"{seats_taken(session, licence)} of {licence.seats or 'any number of'} seats"
            click.echo(
                f"{licence.id}  {state_of(terms_of(licence), today)}  until {licence.expires}  {seats}"
                f"  {used}  {licence.organisation.name}: {', '.join(licence.modules)}"
            )
    if not found:
        click.echo("None yet.")


@dispatch.command()
@click.argument("licence", type=click.UUID)
def revoke(licence: uuid.UUID) -> None:
    """Revoke LICENCE (its id) from now on, for good. What is open may be finished."""
    with open_database(settings_in_force()) as database, database.write() as session:
        found = session.get(DispatchLicence, licence)
        if found is None:
            raise click.ClickException(f"There is no licence {licence}.")
        licences.end(found, now())
    click.echo("Revoked.")
