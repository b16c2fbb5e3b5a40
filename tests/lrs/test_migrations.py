"""The schema: made once, by whoever comes first, and equal to what the code believes."""

import threading
from concurrent.futures import ThreadPoolExecutor

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from lrs import LRS
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


def test_the_migrated_schema_is_the_one_in_the_code(lrs: LRS, database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_every_name_in_the_database_says_that_it_is_the_record_stores() -> None:
    assert all(name.startswith("lrs_") for name in (*metadata.tables, VERSION_TABLE))
