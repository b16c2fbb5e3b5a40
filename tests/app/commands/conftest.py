"""Another record store that listens, for commands that send to one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lrs import LRS
from lrs.http import create_app
from tests.support.serving import serving


@pytest.fixture
def other(tmp_path: Path) -> Iterator[LRS]:
    store = LRS.open(f"sqlite:///{tmp_path / 'other.db'}")
    store.migrate()
    yield store
    store.close()


@pytest.fixture
def live_server(other: LRS) -> Iterator[str]:
    """Give the address of the other store's xAPI."""
    with serving(create_app(other)) as address:
        yield f"{address}/xapi"
