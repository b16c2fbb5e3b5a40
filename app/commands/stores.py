"""The parts of the app without its pages, for commands that read or write records."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.database import Database
from app.installation import home_page
from app.records.store import RecordStore, make_record_store
from app.services import Services, services
from app.settings import Settings
from app.supervision import marks
from lrs import LRS


@contextmanager
def open_database(settings: Settings) -> Iterator[Database]:
    """Give the app's database. Raises StartError where it has not been set up."""
    database = Database(settings.database_url)
    marks.watch(database)
    try:
        home_page(database)
        yield database
    finally:
        database.close()


@contextmanager
def open_app(settings: Settings) -> Iterator[Services]:
    """Give the parts of the whole app, as a request has them. Raises StartError where it has not been set up."""
    from app.factory import create_app  # only here: most commands need no pages

    app = create_app(settings)
    with app.app_context():
        parts = services()
        try:
            yield parts
        finally:
            parts.database.close()
            if parts.embedded_lrs is not None:
                parts.embedded_lrs.close()


@contextmanager
def open_record_store(settings: Settings) -> Iterator[LRS]:
    """Give the embedded record store, its tables up to date."""
    with open_database(settings) as database:
        store = LRS.open(settings.database_url, home_page=home_page(database))
    try:
        store.migrate()
        yield store
    finally:
        store.close()


@contextmanager
def open_records(settings: Settings) -> Iterator[RecordStore]:
    """Give the record store that the settings name, the embedded one or another."""
    if settings.lrs_endpoint:
        yield make_record_store(settings, None)
        return
    with open_record_store(settings) as embedded:
        yield make_record_store(settings, embedded)
