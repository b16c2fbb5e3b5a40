"""Learning systems that others made, each in a virtual environment of its own below ``.cache``.

Their packages never meet ours: nothing of them is imported here, they run as programs on loopback.
"""

import fcntl
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from tools.checkout import CACHE

START_SECONDS = 30


def python_of(name: str, lock: Path) -> Path:
    """Return the Python of an environment with just what a lock names; made once for each lock.

    Skips the test where the packages cannot be had, as on a machine without network.
    """
    CACHE.mkdir(exist_ok=True)
    # Tests run side by side: the first one installs, the others wait for it.
    with (CACHE / f"{name}.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        return _installed(name, lock)


def _installed(name: str, lock: Path) -> Path:
    folder = CACHE / name
    program = folder / "bin" / "python"
    stamp = folder / "stamp"
    wanted = sha256(lock.read_bytes() + sys.version.encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return program
    for command in (
        [sys.executable, "-m", "venv", "--clear", folder],
        [
            *(program, "-m", "pip", "install", "--quiet", "--no-input", "--require-hashes"),
            *("--disable-pip-version-check", "--requirement", lock),
        ],
    ):
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"{name} cannot be installed here: {done.stderr.strip()[-300:]}")
    # Last, so that an interrupted installation is done again.
    stamp.write_text(wanted)
    return program


@contextmanager
def running(command: Sequence[str | Path], ready: str, folder: Path) -> Iterator[str]:
    """Run a server on a free port of loopback and give its address; ``{port}`` in its arguments is that.

    ready: a path that it answers once it is up. Its output goes to a file in folder, shown on failure.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    said = folder / "server.txt"
    environment = {k: v for k, v in os.environ.items() if not re.match("PYTHON|SCORMHOST_", k)}
    with said.open("w") as out:
        server = subprocess.Popen(
            [str(part).replace("{port}", str(port)) for part in command],
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=environment,
        )
        try:
            _wait(f"{address}{ready}", server, said)
            yield address
        finally:
            server.terminate()
            server.wait(START_SECONDS)


def _wait(address: str, server: subprocess.Popen[bytes], said: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(address):
                return
        except OSError:
            if server.poll() is not None or time.monotonic() > until:
                pytest.fail(f"The server did not start:\n{said.read_text()[-2000:]}")
            time.sleep(0.1)
