"""PostgreSQL goes away under load, or a disk is full: 503, nothing false, and it goes on by itself."""

import os
import resource
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.lrs.served.ledger import check
from tests.lrs.served.load import Load
from tests.support.lrs_served import ServedLRS
from tests.support.postgres import Cluster

SOME = 12


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """Give a PostgreSQL of one's own, to be stopped and started."""
    if os.environ.get("FIRSTSHIFT_TEST_DATABASE_URL"):
        pytest.skip("another's PostgreSQL is not ours to stop")
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    made = Cluster(folder)
    yield made
    made.stop()
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def loaded(database_url: str, seed: int) -> Iterator[tuple[ServedLRS, Load]]:
    """Give a served store under load; after the trouble it goes on, and holds all that it acknowledged."""
    served = ServedLRS(database_url)
    load = Load(served, seed=seed, faults=True)
    try:
        served.start()
        load.start()
        yield served, load
        load.wait_for(SOME)
        load.stop()
        with served.client() as client:
            assert check(client, load) > SOME
    finally:
        served.close()


@pytest.mark.postgres
@pytest.mark.slow
def test_a_postgresql_that_crashes_and_comes_back_costs_nothing_acknowledged(
    cluster: Cluster,
) -> None:
    with loaded(cluster.address("postgres"), seed=1) as (_, load):
        for _ in range(2):
            load.wait_for(SOME)
            cluster.crash()
            load.wait_for_refusals(SOME)
            cluster.start()


@pytest.mark.postgres
@pytest.mark.slow
def test_connections_ended_by_the_database_cost_nothing_acknowledged(postgres_url: str) -> None:
    plain = postgres_url.replace("+psycopg", "")
    with (
        loaded(postgres_url, seed=2) as (_, load),
        psycopg.connect(plain, autocommit=True) as connection,
    ):
        for _ in range(30):
            load.wait_for(2)
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="Linux limits a running process")
def test_a_disk_without_room_costs_nothing_acknowledged(tmp_path: Path) -> None:
    """A file that may not grow is to SQLite what a full disk is; then there is room again."""
    with loaded(f"sqlite:///{tmp_path / 'lrs.db'}", seed=3) as (served, load):
        for _ in range(3):
            load.wait_for(SOME)
            largest = max(file.stat().st_size for file in tmp_path.iterdir())
            _limit_files(served, largest + 4096)
            load.wait_for_refusals(SOME)
            _limit_files(served, resource.RLIM_INFINITY)


def _limit_files(served: ServedLRS, size: int) -> None:
    for process in served.processes():
        resource.prlimit(process, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
