"""Our server at one origin, and learning systems with its thin zips at others."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.browser.dispatch.served import Dispatch, Server


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve our app on a port of its own; each test has licences of its own."""
    with ExitStack() as stack:
        yield Server(tmp_path_factory.mktemp("server"), stack)


@pytest.fixture
def dispatch(server: Server, tmp_path: Path, leave_pages: Callable[[], None]) -> Iterator[Dispatch]:
    """Give a function that dispatches the sample to a learning system."""
    with ExitStack() as stack:
        yield Dispatch(server, tmp_path, stack)
        leave_pages()
