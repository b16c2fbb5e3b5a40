"""Commands for accounts: the first administrator, and the way back in."""

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import links, sign_ins
from app.accounts.forms import lower
from app.accounts.models import Person
from app.audit import log
from app.audit.log import Named
from app.commands.common import settings_in_force
from app.commands.stores import open_app, open_database
from app.database import Database, now
from app.installation import home_page
from app.second_step import gate, notices
from app.settings import Settings
from app.wording import counted


@click.group()
def people() -> None:
    """Make a platform administrator or a new one-time link; end sign-ins."""


@people.command("add-administrator")
@click.argument("email")
@click.argument("name")
def add_administrator(email: str, name: str) -> None:
    """Make a person an administrator of the platform, and print their one-time link."""
    settings = settings_in_force()
    with open_database(settings) as database:
        with database.write() as session:
            person = _find(session, email)
            if person is None:
                person = Person(email=lower(email), name=name)
                session.add(person)
                session.flush()
            person.platform_administrator = True
            token = links.make(session, person.id, now(), settings.link_hours)
            _write_down(session, "administrator.made", person)
        _print_link(settings, database, token)


@people.command("link")
@click.argument("email")
def link(email: str) -> None:
    """Print a new one-time link with which a person chooses a password."""
    settings = settings_in_force()
    with open_database(settings) as database:
        with database.write() as session:
            person = _find(session, email)
            if person is None:
                raise click.ClickException(f"Nobody here has the e-mail address {email}.")
            token = links.make(session, person.id, now(), settings.link_hours)
            _write_down(session, "person.link", person)
        _print_link(settings, database, token)


@people.command("remove-second-step")
@click.argument("email")
def remove_second_step(email: str) -> None:
    """Remove a person's second step, for one whose phone and recovery codes are lost."""
    settings = settings_in_force()
    with open_database(settings) as database, database.write() as session:
        person = _find(session, email)
        if person is None:
            raise click.ClickException(f"Nobody here has the e-mail address {email}.")
        gate.remove_all(session, person.id)
        notices.leave(session, person.id, notices.SECOND_STEP_RESET, now())
        sign_ins.end_others(session, person.id, None)
        _write_down(session, "person.second_step", person)
    click.echo("Removed. The password alone lets them in again; they are told at the next sign-in.")


@people.command("sign-out")
@click.argument("email", required=False)
@click.option("--everybody", is_flag=True, help="End every sign-in of this server.")
def sign_out(email: str | None, everybody: bool) -> None:
    """End all sign-ins of a person at once, or everybody's."""
    if bool(email) == everybody:
        raise click.UsageError("Give either an e-mail address or --everybody.")
    with open_app(settings_in_force()) as parts, parts.database.write() as session:
        if everybody:
            number = sign_ins.end_all(session)
            log.write(session, None, "person.signed_out", by=None, words="Everybody’s")
        else:
            person = _find(session, email or "")
            if person is None:
                raise click.ClickException(f"Nobody here has the e-mail address {email}.")
            number = sign_ins.end_others(session, person.id, None)
            _write_down(session, "person.signed_out", person)
    click.echo(f"Ended: {counted(number, 'sign-in')}.")


def _write_down(session: Session, act: str, person: Person) -> None:
    session.flush()
    about = Named("person", person.id)
    log.write(session, None, act, by=None, about=about, words="On the command line of the server")


def _find(session: Session, email: str) -> Person | None:
    return session.scalars(select(Person).where(Person.email == lower(email))).one_or_none()


def _print_link(settings: Settings, database: Database, token: str) -> None:
    base = settings.public_address or home_page(database)
    click.echo(f"Good once, within {settings.link_hours} hours: {links.address_of(token, base)}")
