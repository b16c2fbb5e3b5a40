"""Commands that change keys while people work."""

import click

from app.commands.common import settings_in_force
from app.commands.stores import open_database
from app.errors import StartError
from app.keys.changing import (
    REST_SECONDS,
    add_sealing_key,
    add_session_secret,
    drop_older_keys,
    seconds_since_change,
)
from app.keys.resealing import Outcome, reseal_all
from app.providers.own_keys import KEYS as PROVIDER_KEYS
from app.sealing import fingerprint, read_keys
from app.settings import Settings
from app.wording import counted


@click.group()
def keys() -> None:
    """Change the keys that seal private texts and sign cookies. For certificates: credentials new-key."""


@keys.command("list")
def list_keys() -> None:
    """Print the fingerprints of the sealing keys, the newest first, as backups name them."""
    settings = settings_in_force()
    for number, key in enumerate(read_keys(settings.sealing_keys)):
        click.echo(f"{fingerprint(key)}  {'opens what it sealed' if number else 'seals'}")


@keys.command()
def rotate() -> None:
    """Make a new sealing key, and seal every text again with it, while people work.

    Older keys stay in the file until firstshift keys drop-older. Interrupted, it goes on with keys reseal.
    """
    settings = settings_in_force()
    made = add_sealing_key(settings.sealing_keys)
    click.echo(f"The key {fingerprint(made)} seals from now on. Back up {settings.sealing_keys}.")
    _told(_reseal(settings))
    click.echo("Older keys still open what they sealed; tomorrow: firstshift keys drop-older")


@keys.command()
def reseal() -> None:
    """Seal every text again that does not have the newest key."""
    _told(_reseal(settings_in_force()))


@keys.command("drop-older")
def drop_older() -> None:
    """Take older sealing keys out of the file, a day after the change at the earliest.

    Backups of before need them: keep the file of keys that belongs to each. Links in older mails that stop
    reminders end.
    """
    settings = settings_in_force()
    file = settings.sealing_keys
    if len(read_keys(file)) == 1:
        click.echo("There is one sealing key only. Nothing to do.")
        return
    if seconds_since_change(file) < REST_SECONDS:
        raise StartError(
            "The newest sealing key is younger than a day: pages that are open may still carry what an older"
            " one sealed. Run this again tomorrow."
        )
    outcome = _reseal(settings)
    if outcome.closed:
        raise StartError(
            f"No key here opens {counted(outcome.closed, 'text')}. Put the file of keys back with which they"
            " were kept; nothing was taken out."
        )
    _told(outcome)
    click.echo(f"Taken out: {counted(drop_older_keys(file), 'key')}. Back up {file}.")


@keys.command("rotate-session")
def rotate_session() -> None:
    """Make a new secret that signs cookies; the one of before is still believed, older ones are not.

    Takes effect when the server is started again. Nobody is signed out, and forms that are open stay good.
    """
    settings = settings_in_force()
    add_session_secret(settings.instance / "secret")
    click.echo(
        "Start the server again. Run this twice to end everything that older secrets signed."
    )


@keys.command("rotate-sign-in")
def rotate_sign_in() -> None:
    """Make a new key with which this server shows itself at sign-in providers (private_key_jwt).

    It is published at once, and signs an hour later, when providers have fetched it. The older ones stay
    published.
    """
    settings = settings_in_force()
    name = PROVIDER_KEYS.new_key(settings)
    click.echo(
        f"The key {name} is published now, and signs in an hour. Back up {PROVIDER_KEYS.file(settings)}."
    )


def _reseal(settings: Settings) -> Outcome:
    with open_database(settings) as database:
        return reseal_all(database, read_keys(settings.sealing_keys))


def _told(outcome: Outcome) -> None:
    click.echo(f"Sealed again: {counted(outcome.resealed, 'text')}.")
    if outcome.closed:
        click.echo(
            f"No key here opens {counted(outcome.closed, 'text')}, which stay as they are: put the file of"
            " keys back with which they were kept.",
            err=True,
        )
