"""What the first start makes and every start checks: folder, tables, the deployment."""

import os
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app import locks
from app.database import Database
from app.distribution.layout import layouts
from app.distribution.migrating import keep_spread
from app.errors import StartError
from app.evidence.keys import make_keys
from app.migration import upgrade
from app.organisations.models import Deployment
from app.settings import Settings
from lrs import LRS
from lrs.errors import LRSError


def prepare(settings: Settings, address: str) -> None:
    """Make what is missing: folder, tables of the app, home page of the deployment, keys that sign.

    address: under which the server listens; it counts where no public one is set. Safe when two
    processes start at once. Raises StartError with a sentence.
    """
    make_folder(settings.instance)
    database = Database(settings.database_url)
    try:
        upgrade(database)
        with database.write() as session:
            _make_deployment(session, settings.public_address or address)
        if not settings.lrs_endpoint:
            _prepare_record_store(settings)
        keep_spread(database.engine, layouts(settings))
        make_keys(settings.signing_keys)
    except OperationalError as error:
        raise StartError(unreachable(settings, error)) from error
    finally:
        database.close()


def make_folder(folder: Path) -> None:
    """Make the instance folder, its owner's alone.

    Raises StartError where it cannot be written to.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StartError(
            f"The folder {folder} cannot be made: {error.strerror}. Set FIRSTSHIFT_INSTANCE to a"
            " folder that you may write to."
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise StartError(
            f"The folder {folder} cannot be written to. Change its owner, or set"
            " FIRSTSHIFT_INSTANCE to another."
        )


def home_page(database: Database) -> str:
    """Return the home page of every actor. Raises StartError before the first start."""
    try:
        with database.read() as session:
            row = session.get(Deployment, 1)
    except OperationalError as error:
        raise StartError("The database has no tables yet. Run: firstshift db upgrade") from error
    if row is None:
        raise StartError("The database has not been set up yet. Run: firstshift db upgrade")
    return row.home_page


def _make_deployment(session: Session, address: str) -> None:
    locks.hold(session, locks.INSTALLATION, locks.ONLY_ONE)
    if session.scalars(select(Deployment)).first() is None:
        session.add(Deployment(id=1, home_page=address))


def _prepare_record_store(settings: Settings) -> None:
    store = LRS.open(settings.database_url)
    try:
        store.migrate()
    except LRSError as error:
        raise StartError(f"The record store cannot be set up: {error}") from error
    finally:
        store.close()


def unreachable(settings: Settings, error: OperationalError) -> str:
    """Return the sentence for a database that does not answer."""
    cause = str(error.orig).strip().splitlines()[0] if error.orig else "no answer"
    if settings.database_url.startswith("sqlite"):
        return f"The database file cannot be used: {cause}. Check FIRSTSHIFT_DATABASE_URL."
    return (
        f"The database does not answer: {cause}. Check that PostgreSQL runs and that"
        " FIRSTSHIFT_DATABASE_URL is right."
    )
