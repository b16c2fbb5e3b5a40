"""The app really served, for the tests of its pages."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from tests.browser.app.demonstration import DOMAIN, Demonstration
from tools.checkout import ROOT

START_SECONDS = 20
STOP_SECONDS = 20


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """Serve a new demonstration in a process of its own, as the README's command does."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "app", "serve", "--demo", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "FIRSTSHIFT_INSTANCE": str(tmp_path_factory.mktemp("demonstration"))},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    lines = list(iter(server.stdout.readline, "Stop with Ctrl+C.\n"))
    passwords = {line.split()[-2]: line.split()[-1] for line in lines if f"@{DOMAIN}" in line}
    _wait_until_it_listens(port)
    yield Demonstration(f"http://127.0.0.1:{port}", passwords)
    server.terminate()
    server.communicate(timeout=STOP_SECONDS)


def _wait_until_it_listens(port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
