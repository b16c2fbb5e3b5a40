"""Commands for the audit log: check that nobody has changed it, and write it out."""

import sys
import uuid
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import reading
from app.audit.chain import PLATFORM
from app.audit.reading import Wanted
from app.commands.common import settings_in_force
from app.commands.stores import open_database
from app.organisations.models import Organisation
from app.wording import counted

NAME_OF_PLATFORM = "the platform"


@click.group()
def audit() -> None:
    """Check the audit log, and write it out."""


@audit.command("check")
@click.option("--organisation", default="", help="Name of one organisation; without it, all logs.")
@click.option(
    "--noted", default="", help="A digest that was noted at an earlier check, in hexadecimal."
)
def check(organisation: str, noted: str) -> None:
    """Verify that each line is chained to the one before; exit with 1 where one is not."""
    wanted = _digest(noted)
    bad = seen = False
    with open_database(settings_in_force()) as database, database.read() as session:
        for chain, name in _chains(session, organisation):
            found = reading.verdict(session, chain, wanted)
            seen = seen or found.noted
            bad = bad or bool(found.fault)
            if found.fault:
                click.echo(f"{name}: {found.fault}.")
            else:
                click.echo(
                    f"{name}: {counted(found.lines, 'line')}, all chained. {found.digest.hex()}"
                )
    if noted and not seen:
        click.echo("The digest that was noted is in none of them: what stood there was rewritten.")
    if bad or (noted and not seen):
        sys.exit(1)


@audit.command("export")
@click.option(
    "--organisation", default="", help="Name of the organisation; without it, the platform."
)
@click.option("--out", type=click.Path(path_type=Path), help="File; without it, the screen.")
def export(organisation: str, out: Path | None) -> None:
    """Write a log as CSV, with the digest of each line."""
    with open_database(settings_in_force()) as database, database.read() as session:
        chain = _organisation(session, organisation) if organisation else PLATFORM
        text = reading.as_csv(session, chain, Wanted())
    if out is None:
        click.echo(text, nl=False)
        return
    try:
        out.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror}.") from error
    click.echo(f"Written to {out}.")


def _chains(session: Session, organisation: str) -> list[tuple[uuid.UUID, str]]:
    if organisation:
        return [(_organisation(session, organisation), organisation)]
    names = dict(session.execute(select(Organisation.id, Organisation.name)).all())
    names[PLATFORM] = NAME_OF_PLATFORM
    chains = sorted({*reading.chains(session), PLATFORM, *names})
    return [(chain, names.get(chain, str(chain))) for chain in chains]


def _organisation(session: Session, name: str) -> uuid.UUID:
    found = session.scalars(select(Organisation.id).where(Organisation.name == name)).one_or_none()
    if found is None:
        raise click.ClickException(f"There is no organisation of the name {name}.")
    return found


def _digest(noted: str) -> bytes:
    try:
        return bytes.fromhex(noted)
    except ValueError:
        raise click.ClickException(
            "A digest is 64 hexadecimal digits, as a check prints it."
        ) from None
