"""The commands about other record stores that statements are sent on to."""

import datetime as dt
import os
from uuid import UUID

import click

from app.commands.common import settings_in_force
from app.commands.lrs.addresses import check_endpoint
from app.commands.lrs.store import named_store
from app.commands.lrs.transfer import SECRET
from app.forwarding import SecretFiles
from app.wording import counted
from lrs.forwarding.book import Book, Forward


@click.group()
def forward() -> None:
    """Send an organisation's statements on to a record store of its own."""


@forward.command()
@click.argument("organisation")
@click.argument("endpoint")
@click.option(
    "--key", required=True, help=f"Of the other store. The secret: in {SECRET}, or asked for."
)
@click.option("--from-now", is_flag=True, help="Without the statements that are stored already.")
def add(organisation: str, endpoint: str, key: str, from_now: bool) -> None:
    """Send what ORGANISATION stores on to ENDPOINT, such as https://lrs.example.org/xapi.

    The server does it while it runs, each statement at least once and in order.
    """
    check_endpoint(endpoint)
    secret = os.environ.get(SECRET) or click.prompt("Secret", hide_input=True)
    settings = settings_in_force()
    with named_store(settings) as store:
        name = store.organisation(organisation)
        place = Book(store.lrs).add(name, endpoint, key, from_now=from_now)
        SecretFiles(settings.instance).keep(place, endpoint, key, secret)
    click.echo(f"Added, with the number {place.number}. The server begins within seconds.")


@forward.command("list")
@click.argument("organisation")
def list_(organisation: str) -> None:
    """Print where the statements of ORGANISATION are sent on to."""
    with named_store(settings_in_force()) as store:
        found = Book(store.lrs).list(store.organisation(organisation))
    for one in found:
        click.echo(f"{one.number}  {_state(one)}  {one.endpoint}  {one.key_id}")
    if not found:
        click.echo("Nowhere.")


@forward.command()
@click.argument("organisation")
def status(organisation: str) -> None:
    """Print how far each forward of ORGANISATION has come, and what was refused."""
    with named_store(settings_in_force()) as store:
        name, book = store.organisation(organisation), Book(store.lrs)
        found = [(one, book.refused(name, one.number)) for one in book.list(name)]
    for one, refused in found:
        last = f", the last at {_moment(one.last_sent)}" if one.last_sent else ""
        click.echo(f"{one.number}  {_state(one)}  {one.endpoint}")
        click.echo(f"   {counted(one.sent, 'statement')} sent{last}; {one.waiting} waiting")
        if one.trouble:
            click.echo(f"   {one.trouble} Tried again at {_moment(one.held_until)}.")
        for each in refused:
            click.echo(f"   refused: {UUID(bytes=each.id)}: {each.reason}")
    if not found:
        click.echo("Nothing is sent on.")


@forward.command()
@click.argument("organisation")
@click.argument("number", type=int)
def pause(organisation: str, number: int) -> None:
    """Send nothing on forward NUMBER of ORGANISATION until it is resumed; what comes waits."""
    with named_store(settings_in_force()) as store:
        Book(store.lrs).pause(store.organisation(organisation), number)
    click.echo("Paused.")


@forward.command()
@click.argument("organisation")
@click.argument("number", type=int)
def resume(organisation: str, number: int) -> None:
    """Send again on forward NUMBER of ORGANISATION, at once also after a failure."""
    with named_store(settings_in_force()) as store:
        Book(store.lrs).resume(store.organisation(organisation), number)
    click.echo("Resumed.")


@forward.command()
@click.argument("organisation")
@click.argument("number", type=int)
def remove(organisation: str, number: int) -> None:
    """Send nothing more on forward NUMBER of ORGANISATION, and forget its secret."""
    settings = settings_in_force()
    with named_store(settings) as store:
        name, book = store.organisation(organisation), Book(store.lrs)
        own = [one for one in book.list(name) if one.number == number]
        place = book.remove(name, number)
        for one in own:
            SecretFiles(settings.instance).forget(place, one.endpoint, one.key_id)
    click.echo("Removed.")


def _state(one: Forward) -> str:
    if one.paused:
        return "paused"
    return "in trouble" if one.trouble else "in use"


def _moment(microseconds: int) -> str:
    return f"{dt.datetime.fromtimestamp(microseconds // 1_000_000, dt.UTC):%Y-%m-%d %H:%M:%S} UTC"
