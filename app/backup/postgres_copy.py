"""A PostgreSQL database into a backup and out of it, by COPY in one transaction.

No program of PostgreSQL's is needed, whose version would have to fit the server's: the tables are made by
our own migrations, up to the one at which the backup was taken, and filled with the rows.

Source: PostgreSQL, "COPY", "Transaction Isolation", "Sequence Manipulation Functions"; psycopg, "Using COPY
TO and COPY FROM".
"""

import zipfile
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from typing import Any

from psycopg import Connection as Driver
from psycopg import sql
from sqlalchemy import Connection, Engine, inspect, text

from app.backup.archive import Archive, chunks_of
from app.backup.errors import BackupError
from app.backup.manifest import Manifest, Table
from app.models import METADATA
from app.schema_state import APP_TABLE
from lrs.store.migrate import VERSION_TABLE as STORE_TABLE
from lrs.store.schema import metadata as store_metadata

_VERSIONS = frozenset({APP_TABLE, STORE_TABLE})


def snapshot(engine: Engine) -> Connection:
    """Return a connection that sees one moment only, however long it reads and whoever writes."""
    connection = engine.connect().execution_options(isolation_level="REPEATABLE READ")
    connection.execute(text("SET TRANSACTION READ ONLY"))
    return connection


def add_tables(archive: Archive, connection: Connection, *, ours_only: bool) -> list[Table]:
    """Put every table in, in an order in which they can be filled again.

    ours_only: leave out tables that this version does not know, which are those of another program.
    """
    driver, found = _driver(connection), []
    for name in _in_order(connection):
        if name in _VERSIONS or (ours_only and not _is_ours(name)):
            continue
        columns = tuple(_columns(connection, name))
        table = Table(name, f"tables/{name}.copy", columns)
        # Closed where the disk is full: the connection cannot be left in the midst of a COPY.
        with closing(_rows(driver, table)) as rows:
            archive.add(table.member, rows)
        found.append(table)
    return found


def sequences(connection: Connection) -> dict[str, int]:
    """Return the last number that each sequence has given out; never less than the rows have."""
    rows = connection.execute(
        text(
            "SELECT sequencename, last_value FROM pg_sequences"
            " WHERE schemaname = current_schema() AND last_value IS NOT NULL"
        )
    )
    return {row.sequencename: row.last_value for row in rows}


def postgres_must_be_empty(engine: Engine) -> None:
    """Raise BackupError where the database holds a table."""
    with engine.connect() as connection:
        there = inspect(connection).get_table_names()
    if there:
        raise BackupError(
            f"The database is not empty: it holds {len(there)} tables, {min(there)} among them. Make an empty"
            " one, and set FIRSTSHIFT_DATABASE_URL to it."
        )


def put_tables(packed: zipfile.ZipFile, manifest: Manifest, connection: Connection) -> None:
    """Fill the tables that the migrations have made. Raises BackupError for one that is not there."""
    there = set(inspect(connection).get_table_names())
    unknown = [table.name for table in manifest.tables if table.name not in there]
    if unknown:
        raise BackupError(f"The backup holds a table that is none of ours: {unknown[0]}.")
    driver = _driver(connection)
    # A migration may have put rows of its own in; the audit log, which is empty, refuses to be emptied.
    filled = {name for name in there - _VERSIONS if _holds_rows(driver, name)}
    if filled:
        names = sql.SQL(", ").join(map(sql.Identifier, sorted(filled)))
        driver.execute(sql.SQL("TRUNCATE {} CASCADE").format(names))
    for table in manifest.tables:
        with (
            packed.open(table.member) as content,
            driver.cursor().copy(_copy(table, "FROM STDIN")) as into,
        ):
            for chunk in chunks_of(content):
                into.write(chunk)
    for name, last in manifest.sequences.items():
        driver.execute("SELECT setval(%s::regclass, %s)", (f'"{name}"', last))


def _holds_rows(driver: "Driver[Any]", name: str) -> bool:
    wanted = sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(name))
    row = driver.execute(wanted).fetchone()
    return bool(row and row[0])


def drop_tables(connection: Connection) -> None:
    """Make a database empty again that was empty before."""
    for name in inspect(connection).get_table_names():
        _driver(connection).execute(sql.SQL("DROP TABLE {} CASCADE").format(sql.Identifier(name)))
    for name in inspect(connection).get_sequence_names():
        _driver(connection).execute(
            sql.SQL("DROP SEQUENCE IF EXISTS {}").format(sql.Identifier(name))
        )


def _driver(connection: Connection) -> "Driver[Any]":
    driver: Driver[Any] = connection.connection.driver_connection  # type: ignore[assignment]
    return driver


def _in_order(connection: Connection) -> Sequence[str]:
    found = inspect(connection).get_sorted_table_and_fkc_names()
    if found[-1][1]:
        raise BackupError(f"Tables refer to each other in a circle: {found[-1][1]}.")
    return [name for name, _ in found if name is not None]


def _is_ours(name: str) -> bool:
    return name in METADATA.tables or name in store_metadata.tables


def _columns(connection: Connection, table: str) -> Iterator[str]:
    rows = connection.execute(
        text(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema()"
            " AND table_name = :table AND is_generated = 'NEVER' ORDER BY ordinal_position"
        ),
        {"table": table},
    )
    yield from rows.scalars()


def _rows(driver: "Driver[Any]", table: Table) -> Generator[bytes]:
    with driver.cursor().copy(_copy(table, "TO STDOUT")) as out:
        for chunk in out:
            yield bytes(chunk)


def _copy(table: Table, way: str) -> sql.Composed:
    return sql.SQL("COPY {} ({}) {}").format(
        sql.Identifier(table.name),
        sql.SQL(", ").join(map(sql.Identifier, table.columns)),
        sql.SQL(way),
    )
