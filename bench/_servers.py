"""Servers of a measurement: each in a process of its own on loopback, and what they take of the processor."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
START_SECONDS: Final = 30
_TICKS: Final = os.sysconf("SC_CLK_TCK")


@contextmanager
def served(kind: str, database: str) -> Iterator[tuple[int, int]]:
    """Serve the record store ("lrs") or the floor ("floor"); give its port and process id.

    database: its address for the store, the file for the floor.
    """
    port = free_port()
    with running(["-m", "bench._serving", kind, str(port), database], port) as pid:
        yield port, pid


@contextmanager
def running(arguments: list[str], port: int, **environment: str) -> Iterator[int]:
    """Run a server in Python and give its process id once it listens; end it afterwards."""
    server = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait(server, port)
        yield server.pid
    finally:
        server.terminate()
        try:
            server.wait(START_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def processor_seconds(pid: int | None) -> float:
    """Return what a process and its children have taken of the processor until now; 0 for none."""
    return 0.0 if pid is None else sum(_taken(one) for one in _family(pid))


def _family(pid: int) -> Iterator[int]:
    yield pid
    for listing in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in listing.read_text().split():
            yield from _family(int(child))


def _taken(pid: int) -> float:
    # The name, in brackets, may hold anything; utime and stime are the 12th and 13th after it.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as some:
        some.bind(("127.0.0.1", 0))
        port: int = some.getsockname()[1]
        return port


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"The server to be measured did not start within {START_SECONDS} seconds.")
