"""Another record store, served over real HTTP, that the app of a test works with."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from lrs import LRS
from lrs.http import create_app as create_record_store
from tests.support.serving import serving


@pytest.fixture
def other_lrs(tmp_path: Path) -> Iterator[LRS]:
    """Open a record store of somebody else."""
    store = LRS.open(f"sqlite:///{tmp_path / 'other.sqlite'}", home_page="https://lrs.example")
    store.migrate()
    yield store
    store.close()


@pytest.fixture
def live_server(other_lrs: LRS) -> Iterator[str]:
    """Serve it, and give the address of its xAPI."""
    with serving(create_record_store(other_lrs)) as address:
        yield f"{address}/xapi"


@pytest.fixture
def elsewhere(live_server: str, other_lrs: LRS) -> dict[str, str]:
    """Give the settings with which ``app`` works with it; a test adds them to its environment."""
    key, secret = other_lrs.credentials.issue(str(uuid.uuid4()), "First Shift", ("all",))
    return {
        "FIRSTSHIFT_LRS_ENDPOINT": live_server,
        "FIRSTSHIFT_LRS_KEY": key,
        "FIRSTSHIFT_LRS_SECRET": secret,
    }
