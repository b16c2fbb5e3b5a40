"""Commands for the licences of dispatch packages: for whoever runs the server, over all organisations."""

import uuid

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.commands.common import settings_in_force
from app.commands.stores import open_database
from app.database import now
from app.dispatch import held, licences
from app.dispatch.models import DispatchLicence
from app.dispatch.rules import state_of
from app.dispatch.seats import terms_of
from app.wording import counted, in_london


@click.group()
def dispatch() -> None:
    """See and revoke the licences under which LMSs open the course from here, and release their seats."""


@dispatch.command("list")
def list_() -> None:
    """Print every licence, the newest first."""
    moment = now()
    today = in_london(moment).date()
    with open_database(settings_in_force()) as database, database.read() as session:
        found = session.scalars(select(DispatchLicence).order_by(DispatchLicence.made.desc())).all()
        for licence in found:
            used = f"used {licence.last_used}" if licence.last_used else "not used yet"
            seats = _seats(licence, held.count(session, licence, moment))
            click.echo(
                f"{licence.id}  {state_of(terms_of(licence), today)}  until {licence.expires}  {seats}"
                f"  {used}  {licence.organisation.name}: {', '.join(licence.modules)}"
            )
    if not found:
        click.echo("None yet.")


@dispatch.command()
@click.argument("licence", type=click.UUID)
@click.option("--at-once", is_flag=True, help="End what is open too.")
def revoke(licence: uuid.UUID, at_once: bool) -> None:
    """Revoke LICENCE (its id) from now on, for good. What is open may be finished, unless --at-once."""
    with open_database(settings_in_force()) as database, database.write() as session:
        licences.end(_get(session, licence), now(), at_once=at_once)
    click.echo("Revoked, and what is open ends." if at_once else "Revoked.")


@dispatch.command()
@click.argument("licence", type=click.UUID)
@click.option(
    "--unused-days", type=click.IntRange(1, 36_500), help="Those not used for so many days."
)
@click.option("--provisional", is_flag=True, help="Those that no LMS is known to have kept.")
def release(licence: uuid.UUID, unused_days: int | None, provisional: bool) -> None:
    """Release seats of LICENCE (its id). Whoever held one takes another on coming back."""
    if (unused_days is not None) == provisional:
        raise click.UsageError("Say which seats: --provisional, or --unused-days with a number.")
    moment = now()
    with open_database(settings_in_force()) as database, database.write() as session:
        found = _get(session, licence)
        done = held.release(session, found, unused_days or held.PROVISIONAL, moment)
        left = _seats(found, held.count(session, found, moment))
    click.echo(f"{counted(done, 'seat')} released. Taken now: {left}.")


def _get(session: Session, licence: uuid.UUID) -> DispatchLicence:
    found = session.get(DispatchLicence, licence)
    if found is None:
        raise click.ClickException(f"There is no licence {licence}.")
    return found


def _seats(licence: DispatchLicence, found: held.Count) -> str:
    return (
        f"{found.taken} of {licence.seats or 'any number of'} seats"
        f" ({found.provisional} provisional)"
    )
