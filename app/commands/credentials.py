"""Commands for signed credentials: check one without any server, and look after this server's keys."""

import json
import sys
from pathlib import Path
from typing import Final

import click

from app.commands.common import settings_in_force
from app.commands.stores import open_database
from app.database import now
from app.evidence.badge_content import Told
from app.evidence.brought import MAX_BYTES, token_in
from app.evidence.checking import WORDS
from app.evidence.forms import MAX_KEYS_CHARS
from app.evidence.issuers import read_address, read_jwks
from app.evidence.jws import UnreadableError
from app.evidence.keys import JWKS_PATH, make_new_key, public_keys
from app.evidence.verdicts import Issuer, State, Verdict, judge
from app.installation import home_page
from app.wording import day
from course.visible import one_line

VALID: Final = 0
NOT_VALID: Final = 1
UNREADABLE: Final = 2
STDIN: Final = "-"


@click.group()
def credentials() -> None:
    """Check signed credentials (Open Badges), and look after the keys that sign them here."""


@credentials.command()
@click.argument("file")
@click.option(
    "--keys",
    "files",
    multiple=True,
    required=True,
    metavar="JWKS",
    help="File with the issuer's public keys, as its server publishes them at /.well-known/jwks.json.",
)
@click.option("--issuer", default="", help="Address with which the issuer must begin.")
def verify(file: str, files: tuple[str, ...], issuer: str) -> None:
    """Check a credential with keys that you have, and print one line. Nothing is asked of any server.

    FILE is a .jwt file, a badge (.svg, .png), or - for standard input. Whether its issuer has withdrawn it
    since cannot be seen from the file. Exit status: 0 valid, 1 not valid, 2 cannot be read.
    """
    keys = tuple(key for each in files for key in _keys(each))
    try:
        addresses = (read_address(issuer),) if issuer else ()
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    known = Issuer("the holder of these keys", addresses, keys)
    try:
        found = judge(token_in(_read(file)), [known], now())
    except UnreadableError as error:
        found = Verdict(State.UNREADABLE, error.sentence)
    click.echo(f"{file}: {_in_a_line(found)}")
    if found.state is not State.VALID:
        sys.exit(UNREADABLE if found.state is State.UNREADABLE else NOT_VALID)


@credentials.command()
def keys() -> None:
    """Print this server's public keys, as it publishes them."""
    settings = settings_in_force()
    with open_database(settings) as database:
        base = settings.public_address or home_page(database)
    found = public_keys(settings.signing_keys, base)
    click.echo(json.dumps({"keys": list(found)}, indent=1))
    click.echo(f"Published at {base}{JWKS_PATH}", err=True)


@credentials.command("new-key")
def new_key() -> None:
    """Make a new key that signs from now on; what older keys signed can still be checked.

    Servers that trust this one need the new key from then on: give them the page of the keys again.
    """
    settings = settings_in_force()
    name = make_new_key(settings.signing_keys)
    click.echo(f"The key {name} signs from now on. Back up {settings.signing_keys}.")


def _in_a_line(found: Verdict) -> str:
    if found.state is not State.VALID or found.told is None:
        return one_line(f"{WORDS[found.state].lower()}. {found.sentence}")
    return one_line(f"valid: {_told(found.told)}")


def _told(told: Told) -> str:
    version = f", version {told.version}" if told.version else ""
    whom = f", to {told.name}" if told.name else ""
    return f"{told.title}{version}{whom}, by {told.issuer}, {day(told.awarded)}."


def _read(name: str) -> bytes:
    """Return a file's bytes. Raises UsageError (exit status 2) where it cannot be read."""
    if name == STDIN:
        data: bytes = sys.stdin.buffer.read(MAX_BYTES + 1)
        return data
    try:
        with Path(name).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as problem:
        raise click.UsageError(f"{name} cannot be read: {problem.strerror}.") from problem


def _keys(name: str) -> tuple[dict[str, object], ...]:
    try:
        return read_jwks(_read(name)[: MAX_KEYS_CHARS + 1].decode("utf-8-sig"))
    except ValueError as problem:
        raise click.UsageError(f"{name} holds no public keys. {problem}") from problem
