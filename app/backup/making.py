"""Make a backup of the whole database of app and record store, while people work."""

from pathlib import Path
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection, make_url
from sqlalchemy.exc import OperationalError

from app.backup.archive import Archive, reading, writing
from app.backup.errors import BackupError
from app.backup.keys_archive import fingerprints
from app.backup.manifest import Manifest
from app.backup.postgres_copy import add_tables, sequences, snapshot
from app.backup.record import note_backup
from app.backup.sqlite_copy import add_sqlite
from app.database import Database, now
from app.distribution.layout import layouts
from app.distribution.migrating import is_spread
from app.schema_state import APP, STORE, State, newer, state_of
from app.settings import Settings

SPREAD: Final = (
    "This store is spread over several machines, which cannot be read at one moment while people write. Back"
    " the machines up as docs/distribution.md says; or stop every server, and say so with --stopped."
)


class Made(Struct, frozen=True):
    """A backup that was made and read again. size: of the file, in bytes."""

    manifest: Manifest
    size: int


def make_backup(settings: Settings, file: Path, *, stopped: bool = False) -> Made:
    """Write a backup to a file that is not there yet, and read it once more. Raises BackupError.

    stopped: that nobody writes meanwhile, which a store on several machines needs: no transaction sees all
    of them at one moment.
    """
    try:
        with writing(file) as archive:
            _fill(archive, settings, file, stopped=stopped)
    except OperationalError as error:
        words = str(error.orig).strip().splitlines()[0] if error.orig else "no answer"
        raise BackupError(f"The database cannot be read: {words}. Nothing was kept.") from error
    with reading(file) as (_, manifest):
        pass
    note_backup(settings.instance)
    return Made(manifest, file.stat().st_size)


def _fill(archive: Archive, settings: Settings, file: Path, *, stopped: bool) -> None:
    moment = now()
    url = make_url(settings.database_url)
    source = Path(url.database or "")
    if url.get_backend_name() == "sqlite" and not source.is_file():
        raise BackupError(f"There is no database at {source}.")
    database = Database(settings.database_url)
    try:
        if url.get_backend_name() == "sqlite":
            with database.engine.connect() as connection:
                app, store = _states(connection)
            add_sqlite(archive, source, file.with_name(f"{file.name}.copy"))
            tables, numbers = [], {}
        else:
            with snapshot(database.engine) as connection:
                if not stopped and is_spread(connection, layouts(settings)):
                    raise BackupError(SPREAD)
                app, store = _states(connection)
                present = all(each.standing in {"present", "none"} for each in (app, store))
                tables = add_tables(archive, connection, ours_only=present)
                numbers = sequences(connection)
    finally:
        database.close()
    archive.finish(
        Manifest(
            made=moment,
            database="sqlite" if url.get_backend_name() == "sqlite" else "postgresql",
            schema=app.found,
            store_schema=store.found,
            sealing_keys=fingerprints(settings),
            members=archive.members,
            tables=tuple(tables),
            sequences=numbers,
        )
    )


def _states(connection: Connection) -> tuple[State, State]:
    app, store = state_of(connection, APP), state_of(connection, STORE)
    for state in (app, store):
        if state.standing == "newer":
            raise BackupError(newer(state))
    if app.standing == "none":
        raise BackupError("The database holds nothing of First Shift.")
    return app, store
