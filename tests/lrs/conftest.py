"""A store on each database, and an authority with every right."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from lrs import LRS, Authority


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the address of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'lrs.db'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def lrs(database_url: str) -> Iterator[LRS]:
    store = LRS.open(database_url, home_page="https://lrs.example")
    store.migrate()
    yield store
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
