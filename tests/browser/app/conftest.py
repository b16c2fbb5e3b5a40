"""The app really served, for the tests of its pages."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.app.demonstration import DOMAIN, Demonstration
from tests.support.browser import OpenPage
from tools.checkout import ROOT

SIZES: dict[str, dict[str, object]] = {
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True},
    "desk": {"viewport": {"width": 1280, "height": 800}},
}
START_SECONDS = 20
STOP_SECONDS = 20


@pytest.fixture(scope="session")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a demonstration that was begun and stopped: to begin takes its people long."""
    folder = tmp_path_factory.mktemp("demonstrated")
    with served_demonstration(folder):
        pass
    return folder


@pytest.fixture(scope="module")
def demonstration(
    tmp_path_factory: pytest.TempPathFactory, demonstrated: Path
) -> Iterator[Demonstration]:
    """Serve a new demonstration, as ``./run --demo`` does."""
    folder = tmp_path_factory.mktemp("demonstration")
    shutil.copytree(demonstrated, folder, dirs_exist_ok=True)
    with served_demonstration(folder) as served:
        yield served


@pytest.fixture(params=SIZES)
def visitor(request: pytest.FixtureRequest, open_page: OpenPage) -> Page:
    """Open a page on a phone, then on a desk."""
    return open_page(**SIZES[request.param])


@contextmanager
def served_demonstration(instance: Path, **environment: str) -> Iterator[Demonstration]:
    """Serve a new demonstration; settings may be added to its environment."""
    with _served(instance, "--demo", **environment) as (address, lines):
        passwords = {line.split()[-2]: line.split()[-1] for line in lines if f"@{DOMAIN}" in line}
        yield Demonstration(address, passwords)


@pytest.fixture
def first_link(tmp_path: Path) -> Iterator[str]:
    """Serve for the first time, as ``./run`` does, and give the first administrator's link."""
    with served_first(tmp_path) as link:
        yield link


@contextmanager
def served_first(instance: Path, **environment: str) -> Iterator[str]:
    """Serve for the first time; settings may be added. Give the first administrator's link."""
    with _served(instance, **environment) as (_, lines):
        yield next(line.strip() for line in lines if "/welcome/" in line)


@contextmanager
def _served(instance: Path, *arguments: str, **environment: str) -> Iterator[tuple[str, list[str]]]:
    """Serve in a process of its own; give the address and the lines that it printed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "app", "serve", "--port", str(port), *arguments],
        cwd=ROOT,
        env={**os.environ, "FIRSTSHIFT_INSTANCE": str(instance), **environment},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    lines = list(iter(server.stdout.readline, "Stop with Ctrl+C.\n"))
    _wait_until_it_listens(port)
    try:
        yield f"http://127.0.0.1:{port}", lines
    finally:
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
