"""Keys of the record store."""

import datetime as dt

import click

from app.commands.common import settings_in_force
from app.commands.lrs.store import named_store


@click.group()
def credentials() -> None:
    """Keys with which other programs reach the record store at /xapi."""


@credentials.command()
@click.argument("organisation")
@click.argument("label")
@click.option("--scope", "scopes", multiple=True, default=("all",), show_default=True)
def issue(organisation: str, label: str, scopes: tuple[str, ...]) -> None:
    """Make a key for ORGANISATION (its name); LABEL says what it is for."""
    with named_store(settings_in_force()) as store:
        key, secret = store.lrs.credentials.issue(store.organisation(organisation), label, scopes)
    click.echo(f"Key:    {key}\nSecret: {secret}\nThe secret is shown this once.")


@credentials.command("list")
@click.argument("organisation")
def list_(organisation: str) -> None:
    """Print the keys of ORGANISATION."""
    with named_store(settings_in_force()) as store:
        found = store.lrs.credentials.list(store.organisation(organisation))
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
    with named_store(settings_in_force()) as store:
        store.lrs.credentials.revoke(key)
    click.echo("Revoked.")
