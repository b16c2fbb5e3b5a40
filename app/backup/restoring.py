"""Put a backup back, into a place where nothing is yet. Everything is checked before anything is written."""

from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile

from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from app.backup.archive import reading
from app.backup.errors import BackupError, not_written
from app.backup.keys_archive import Keys, fingerprints
from app.backup.manifest import Manifest
from app.backup.postgres_copy import drop_tables, postgres_must_be_empty, put_tables
from app.backup.sqlite_copy import MEMBER, put_sqlite, sqlite_must_be_absent
from app.database import Database
from app.installation import make_folder
from app.migration import upgrade
from app.schema_state import APP, STORE
from app.settings import Settings
from lrs.store.engine import Database as Store
from lrs.store.migrate import migrate


def check_backup(file: Path) -> Manifest:
    """Read a whole backup and say what it is. Raises BackupError where it cannot be restored by this version."""
    with reading(file) as (_, manifest):
        _must_be_known(manifest, file)
        return manifest


def restore_backup(
    settings: Settings, file: Path, keys_file: Path | None, *, keys_needed: bool = True
) -> Manifest:
    """Put a backup where the settings say that the database is; return what it says of itself.

    keys_file: with the keys, where they are not in their place already. keys_needed: whether to refuse a
    backup with texts that no key here opens. Raises BackupError, StartError.
    """
    with reading(file) as (packed, manifest):
        _must_be_known(manifest, file)
        _must_be_of_kind(manifest, settings)
        keys = Keys(keys_file, settings) if keys_file else None
        present = {*fingerprints(settings), *(keys.fingerprints if keys else ())}
        if keys_needed and not present.issuperset(manifest.sealing_keys):
            raise BackupError(
                f"Texts in {file} are sealed with keys that are not here. Name the file with them (--keys), or"
                f" put them at {settings.sealing_keys}. Without them (--without-keys) journals, notes and"
                " meeting forms stay closed for good."
            )
        make_folder(settings.instance)
        try:
            _put(packed, manifest, settings, keys)
        except OSError as error:
            raise not_written(error.filename or settings.instance, error) from error
    return manifest


def _put(packed: ZipFile, manifest: Manifest, settings: Settings, keys: Keys | None) -> None:
    if manifest.database == "sqlite":
        target = Path(make_url(settings.database_url).database or "")
        sqlite_must_be_absent(target)
        if keys:
            keys.put()
        with packed.open(MEMBER) as content:
            put_sqlite(content, target)
        return
    database = Database(settings.database_url)
    try:
        postgres_must_be_empty(database.engine)
        if keys:
            keys.put()
        _put_postgres(packed, manifest, database)
    except SQLAlchemyError as error:
        words = str(getattr(error, "orig", error)).strip().splitlines()[0]
        raise BackupError(
            f"The database took no backup: {words}. It is empty as before."
        ) from error
    finally:
        database.close()


def _put_postgres(packed: ZipFile, manifest: Manifest, database: Database) -> None:
    try:
        upgrade(database, manifest.schema)
        if manifest.store_schema:
            store = Store(database.url)
            try:
                migrate(store, manifest.store_schema)
            finally:
                store.engine.dispose()
        with database.engine.begin() as connection:
            put_tables(packed, manifest, connection)
    except BaseException:
        with suppress(SQLAlchemyError), database.engine.begin() as connection:
            drop_tables(connection)
        raise


def _must_be_of_kind(manifest: Manifest, settings: Settings) -> None:
    kind = make_url(settings.database_url).get_backend_name()
    if kind != manifest.database:
        raise BackupError(
            f"The backup is of a {_name(manifest.database)} database, and FIRSTSHIFT_DATABASE_URL names one of"
            f" {_name(kind)}. Restore it into {_name(manifest.database)}."
        )


def _name(kind: str) -> str:
    return "SQLite" if kind == "sqlite" else "PostgreSQL"


def _must_be_known(manifest: Manifest, file: Path) -> None:
    for history, found in ((APP, manifest.schema), (STORE, manifest.store_schema)):
        if found and found not in history.numbers():
            raise BackupError(
                f"{file} was made by a newer version of First Shift: the tables of the {history.name} are at"
                f" {found}, and this version knows them up to {history.numbers()[-1]}. Install that version."
            )
    if not manifest.schema:
        raise BackupError(
            f"{file} holds keys and no database. Name the other file, and this with --keys."
        )
