"""The record store as a process of its own, as the app serves it."""

from collections.abc import Iterator

import pytest

from tests.support.lrs_served import ServedLRS

MOST_BYTES = 200_000


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedLRS]:
    """Give a server on SQLite for a module's tests, with a small limit for bodies."""
    server = ServedLRS(
        f"sqlite:///{tmp_path_factory.mktemp('served') / 'lrs.db'}", most_bytes=MOST_BYTES
    )
    server.start()
    yield server
    server.close()
