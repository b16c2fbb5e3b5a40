"""A record store that stands alone: without course, pages, accounts and the app's tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from sqlalchemy import inspect
from sqlalchemy.exc import SQLAlchemyError

from app.database import Database
from app.distribution.layout import RECORDS
from app.distribution.migrating import keep_spread
from app.errors import StartError
from app.forwarding import start_forwarding
from app.installation import make_folder
from app.organisations.models import Deployment
from app.serving import Listening, watch
from app.settings import Settings
from lrs import LRS
from lrs.errors import LRSError
from lrs.http import create_app
from lrs.versions import V1, V2


def belongs_to_app(settings: Settings) -> bool:
    """Say whether the app has its tables in the database. Raises StartError."""
    make_folder(settings.instance)
    database = Database(settings.database_url)
    try:
        return inspect(database.engine).has_table(Deployment.__tablename__)
    except SQLAlchemyError as error:
        raise StartError(
            "The database does not answer. Check that it runs and that FIRSTSHIFT_DATABASE_URL is"
            " right."
        ) from error
    finally:
        database.close()


@contextmanager
def open_alone(settings: Settings, home_page: str = "http://localhost") -> Iterator[LRS]:
    """Give the store of the settings with its tables up to date.

    home_page: of the accounts that stand as authority in statements, where no PUBLIC_ADDRESS is set.
    Raises StartError where the tables cannot be made.
    """
    store = LRS.open(settings.database_url, home_page=settings.public_address or home_page)
    try:
        try:
            store.migrate()
            keep_spread(store.database.engine, (RECORDS,))
        except LRSError as error:
            raise StartError(f"The record store cannot be set up: {error}") from error
        yield store
    finally:
        store.close()


def start_alone(settings: Settings, listening: Listening) -> str:
    """Make what is missing and return what to print. Raises StartError.

    The app's own database is refused: launched packages write to it under rules that only the app
    knows.
    """
    if belongs_to_app(settings):
        raise StartError(
            "This database is the app's, which serves its record store itself: firstshift serve. For a"
            " record store alone, set FIRSTSHIFT_DATABASE_URL to another database."
        )
    base = settings.public_address or listening.address
    with open_alone(settings, listening.address) as store:
        reachable = store.credentials.any_in_use()
    lines = [
        "The record store is at",
        f"  {base}/xapi      for xAPI {V1.name}",
        f"  {base}/xapi/2.0  for xAPI {V2.name}",
    ]
    if not reachable:
        lines += [
            "It has no key yet, so nobody can use it. Make one, for an organisation of any name, with",
            '  firstshift lrs credentials issue "Alder Valley Trust" "what the key is for"',
        ]
    return "\n".join([*lines, "Stop with Ctrl+C."])


def make_alone(settings: Settings, counts: Path, home_page: str) -> Flask:
    """Return the app of one worker. counts: the folder in which all workers count."""
    store = LRS.open(settings.database_url, home_page=settings.public_address or home_page)
    watch(store, settings, counts)
    start_forwarding(store, settings)
    return create_app(
        store,
        settings.lrs_max_body_bytes,
        metrics_token=settings.lrs_metrics_token,
        behind_proxy=bool(settings.public_address),
    )
