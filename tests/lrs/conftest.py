"""A store on each database, and an authority with every right."""

import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from lrs import LRS, Authority
from tests.support.citus import CitusDatabases, spread_records
from tests.support.postgres import Databases


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a SQLite file with the schema and nothing else, to be copied."""
    path = tmp_path_factory.mktemp("lrs") / "empty.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres_databases: Databases) -> Iterator[str]:
    """Give the address of a PostgreSQL database with the schema and nothing else, to be copied."""
    url = postgres_databases.make()
    _migrate(url)
    yield url
    postgres_databases.drop(url)


@pytest.fixture
def has_schema(request: pytest.FixtureRequest) -> bool:
    """Say whether a test's database begins with the schema: where the store ``lrs`` stands on it."""
    return "lrs" in request.fixturenames


@pytest.fixture(scope="session")
def migrated_citus(citus_databases: CitusDatabases) -> Iterator[str]:
    """Give the address of a database with the schema, spread over a cluster, and nothing else, to be copied."""
    url = citus_databases.make()
    _migrate(url)
    spread_records(url)
    yield url
    citus_databases.drop(url)


@pytest.fixture(
    params=[
        "sqlite",
        pytest.param("postgres", marks=pytest.mark.postgres),
        pytest.param("citus", marks=pytest.mark.citus),
    ]
)
def database_url(request: pytest.FixtureRequest, tmp_path: Path, has_schema: bool) -> Iterator[str]:
    """Give the address of a database of each kind in turn, with the schema or empty."""
    if request.param == "sqlite":
        file = tmp_path / "lrs.db"
        if has_schema:
            shutil.copy(request.getfixturevalue("migrated_file"), file)
        yield f"sqlite:///{file}"
        return
    databases: Databases | CitusDatabases = request.getfixturevalue(f"{request.param}_databases")
    like = request.getfixturevalue(f"migrated_{request.param}") if has_schema else None
    made = databases.make(like)
    yield made
    databases.drop(made)


@pytest.fixture
def lrs(database_url: str, has_schema: bool) -> Iterator[LRS]:
    """Give a store with its schema."""
    store = LRS.open(database_url, home_page="https://lrs.example")
    if not has_schema:
        store.migrate()
    yield store
    store.close()


def _migrate(url: str) -> None:
    store = LRS.open(url)
    store.migrate()
    store.close()


@pytest.fixture
def organisation() -> str:
    return str(uuid.uuid4())


@pytest.fixture
def authority(organisation: str) -> Authority:
    return Authority.internal(organisation, "https://lrs.example")


@pytest.fixture
def credential(lrs: LRS, organisation: str) -> tuple[str, str]:
    """Return key id and secret of a credential with every right."""
    return lrs.credentials.issue(organisation, "test", ("all",))
