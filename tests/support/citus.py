"""A cluster with Citus for the tests, where somebody has one: its databases are made on each of its machines.

``FIRSTSHIFT_TEST_CITUS_URL`` names a database on the coordinator that has Citus and knows the machines, and holds
nothing; whoever connects may make databases on each machine under the same name and without a password.
Without it these tests are skipped.
"""

import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy import URL, Connection, create_engine, make_url, text

from app.distribution.carrying_out import distribute
from app.distribution.citus import settle
from app.distribution.layout import RECORDS

FEW_SHARDS = 4
LEAVE_SECONDS = 20
_COPYING = 0x74657374  # an advisory lock has a number only: "test"
VARIABLE = "FIRSTSHIFT_TEST_CITUS_URL"


class CitusDatabases:
    """Makes databases on every machine of a cluster, and drops them."""

    def __init__(self, empty: str) -> None:
        self.empty = empty
        self._coordinator: URL = make_url(empty).set(drivername="postgresql")
        with self._alone(), psycopg.connect(self._plain(self._coordinator)) as connection:
            nodes = connection.execute(
                "SELECT nodename, nodeport FROM pg_dist_node ORDER BY groupid"
            ).fetchall()
        self.machines = [self._coordinator.set(host=host, port=port) for host, port in nodes]

    def make(self, like: str | None = None) -> str:
        """Make a database and return its address: with the machines alone, or as another one is."""
        name, template = f"test_{uuid.uuid4().hex}", make_url(like or self.empty).database
        with self._alone():
            for machine in self.machines:
                self._run(machine, f'ALTER DATABASE "{template}" ALLOW_CONNECTIONS false')
                self._leave(machine, str(template))
                # Not through the log, which takes five times as long for so many small tables.
                self._run(
                    machine, f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY'
                )
                self._run(machine, f'ALTER DATABASE "{template}" ALLOW_CONNECTIONS true')
        made = self._coordinator.set(drivername="postgresql+psycopg", database=name)
        address = made.render_as_string(hide_password=False)
        if like:
            _settle(address)  # which no copy takes along
        return address

    def drop(self, database: str) -> None:
        """Drop a database, whoever is still connected."""
        name = str(make_url(database).database)
        for machine in self.machines:
            # Citus connects by itself, and once more while the database is being dropped.
            self._run(machine, f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
            self._leave(machine, name)
            self._run(machine, f'DROP DATABASE "{name}" WITH (FORCE)')

    @contextmanager
    def machine_away(self, database: str, port: int) -> Iterator[None]:
        """Let a machine answer nobody about a database for a while, as if it had been killed."""
        (machine,) = (each for each in self.machines if each.port == port)
        name = str(make_url(database).database)
        self._run(machine, f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        try:
            self._leave(machine, name)
            yield
        finally:
            self._run(machine, f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Wait for other processes of the tests, which would meet a database that is closed to be copied."""
        with psycopg.connect(self._plain(self._coordinator.set(database="postgres"))) as connection:
            connection.execute("SELECT pg_advisory_lock(%s)", (_COPYING,))
            yield

    def _leave(self, machine: URL, database: str) -> None:
        """End what is connected to a database: Citus looks after each by a connection of its own."""
        gone = "SELECT bool_and(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = %s"
        until = time.monotonic() + LEAVE_SECONDS
        with psycopg.connect(
            self._plain(machine.set(database="postgres")), autocommit=True
        ) as here:
            while here.execute(gone, (database,)).fetchone() != (None,):
                if time.monotonic() > until:
                    raise TimeoutError(f"somebody stays connected to {database} on {machine.port}")
                time.sleep(0.02)

    def _run(self, machine: URL, command: str) -> None:
        # Not in a database that has Citus, which would want to do the same elsewhere.
        plain = self._plain(machine.set(database="postgres"))
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute(command)

    @staticmethod
    def _plain(url: URL) -> str:
        return url.render_as_string(hide_password=False)


def spread_records(url: str) -> None:
    """Spread the tables of a record store that has a database of its own."""
    engine = create_engine(url)
    distribute(engine, (RECORDS,), FEW_SHARDS, lambda _words: None)
    engine.dispose()


def port_of(connection: Connection, table: str, value: object) -> int:
    """Return the port of the machine that keeps the rows of an organisation, by its value in a table."""
    wanted = text(
        "SELECT n.nodeport FROM pg_dist_placement p JOIN pg_dist_node n USING (groupid) WHERE p.shardid"
        " = get_shard_id_for_distribution_column(CAST(:table AS regclass), CAST(:value AS text))"
    )
    return int(connection.scalars(wanted, {"table": table, "value": str(value)}).one())


def _settle(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        settle(connection)
    engine.dispose()


@pytest.fixture(scope="session")
def citus_databases() -> CitusDatabases:
    """Give what makes databases on a cluster; skip the test where there is none."""
    given = os.environ.get(VARIABLE)
    if not given:
        pytest.skip(
            f"{VARIABLE} names no cluster with Citus (docs/distribution.md says how to have one)"
        )
    return CitusDatabases(given)


@pytest.fixture
def citus_url(citus_databases: CitusDatabases) -> Iterator[str]:
    """Give the address of an empty database on a cluster, dropped after the test."""
    made = citus_databases.make()
    yield made
    citus_databases.drop(made)
