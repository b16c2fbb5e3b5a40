"""Commands for the embedded record store."""

import datetime as dt

import click
from sqlalchemy import select

from app.commands.common import settings_in_force
from app.commands.stores import open_database, open_record_store
from app.organisations.models import Organisation
from app.settings import Settings
from lrs.errors import LRSError


@click.group()
def lrs() -> None:
    """Look after the embedded record store."""


@lrs.group()
def credentials() -> None:
    """Keys with which other programs reach the record store at /xapi."""


@credentials.command()
@click.argument("organisation")
@click.argument("label")
@click.option("--scope", "scopes", multiple=True, default=("all",), show_default=True)
def issue(organisation: str, label: str, scopes: tuple[str, ...]) -> None:
    """Make a key for ORGANISATION (its name); LABEL says what it is for."""
    settings = settings_in_force()
    with open_record_store(settings) as store:
        try:
            key, secret = store.credentials.issue(_id(settings, organisation), label, scopes)
        except LRSError as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"Key:    {key}\nSecret: {secret}\nThe secret is shown this once.")


@credentials.command("list")
@click.argument("organisation")
def list_(organisation: str) -> None:
    """Print the keys of ORGANISATION."""
    settings = settings_in_force()
    with open_record_store(settings) as store:
        found = store.credentials.list(_id(settings, organisation))
    for credential in found:
        state = "revoked" if credential.revoked is not None else "in use"
        scopes = " ".join(sorted(credential.scopes))
        made = dt.datetime.fromtimestamp(credential.created / 1_000_000, dt.UTC)
        click.echo(f"{credential.key_id}  {state}  {made:%Y-%m-%d}  {scopes}  {credential.label}")
    if not found:
        click.echo("None yet.")


@credentials.command()
@click.argument("key")
def revoke(key: str) -> None:
    """Make a key useless from now on."""
    with open_record_store(settings_in_force()) as store:
        try:
            store.credentials.revoke(key)
        except LRSError as error:
            raise click.ClickException(str(error)) from error
    click.echo("Revoked.")


def _id(settings: Settings, name: str) -> str:
    with open_database(settings) as database, database.read() as session:
        found = session.scalars(select(Organisation.id).where(Organisation.name == name)).first()
    if found is None:
        raise click.ClickException(f"There is no organisation of the name {name}.")
    return str(found)
