"""The app really served in a process of its own: a demonstration, or a first start."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tools.checkout import ROOT
from tools.errors import SetUpError

if TYPE_CHECKING:
    from playwright.sync_api import Page

DOMAIN = "demo.example"
START_SECONDS = 20
STOP_SECONDS = 20


class Demonstration(NamedTuple):
    """A server that runs. passwords: by e-mail address."""

    address: str
    passwords: dict[str, str]

    def sign_in(self, page: "Page", who: str) -> None:
        """Sign somebody in by the form. who: what stands before the @ of their address."""
        email = f"{who}@{DOMAIN}"
        page.goto(f"{self.address}/sign-in")
        page.get_by_label("E-mail address").fill(email)
        page.get_by_label("Password", exact=True).fill(self.passwords[email])
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.locator("body[data-owner]").wait_for()


@contextmanager
def served_demonstration(instance: Path, **environment: str) -> Iterator[Demonstration]:
    """Serve a new demonstration; settings may be added to its environment."""
    with served(instance, "--demo", **environment) as (address, lines):
        passwords = {line.split()[-2]: line.split()[-1] for line in lines if f"@{DOMAIN}" in line}
        yield Demonstration(address, passwords)


@contextmanager
def served(instance: Path, *arguments: str, **environment: str) -> Iterator[tuple[str, list[str]]]:
    """Serve until the caller is done; give the address and the lines that were printed."""
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
    try:
        lines = _greeting(server)
        _wait_until_it_listens(port)
        yield f"http://127.0.0.1:{port}", lines
    finally:
        server.terminate()
        server.communicate(timeout=STOP_SECONDS)


def _greeting(server: "subprocess.Popen[str]") -> list[str]:
    lines: list[str] = []
    for line in server.stdout or ():
        if line == "Stop with Ctrl+C.\n":
            return lines
        lines.append(line)
    raise SetUpError("The server did not start: what it said of that stands above.")


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
