"""The schema: made once, by whoever comes first, and equal to what the code believes."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from lrs import LRS
from lrs.store import connecting
from lrs.store.migrate import VERSION_TABLE
from lrs.store.schema import metadata


def test_many_processes_may_create_the_schema_at_once(database_url: str) -> None:
    barrier = threading.Barrier(4)

    def start() -> None:
        store = LRS.open(database_url)
        barrier.wait()
        store.migrate()
        store.credentials.issue("org", "x", ("all",))
        store.close()

    with ThreadPoolExecutor(4) as pool:
        for started in [pool.submit(start) for _ in range(4)]:
            started.result()
    store = LRS.open(database_url)
    assert len(store.credentials.list("org")) == 4
    store.close()


@pytest.mark.postgres
def test_a_change_of_the_tables_may_take_longer_than_a_request(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process is at it for longer than any statement of a request may take."""
    short = tuple(setting.replace("20s", "300ms") for setting in connecting.POSTGRES_SETTINGS)
    monkeypatch.setattr(connecting, "POSTGRES_SETTINGS", short)
    other = create_engine(postgres_url)
    with other.connect() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('lrs migrations'))"))
        done = threading.Timer(0.9, connection.rollback)
        done.start()
        store = LRS.open(postgres_url)
        store.migrate()
        done.join()
    store.close()
    with other.connect() as connection:
        assert inspect(connection).has_table("lrs_statement")
    other.dispose()


def test_the_migrated_schema_is_the_one_in_the_code(lrs: LRS, database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_every_name_in_the_database_says_that_it_is_the_record_stores() -> None:
    assert all(name.startswith("lrs_") for name in (*metadata.tables, VERSION_TABLE))
