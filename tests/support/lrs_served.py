"""Start the record store as a process of its own, call it, and kill it."""

import base64
import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

from lrs import LRS

_WAIT_SECONDS = 120  # for a machine that is busy; what hangs for longer hangs for good


class ServedLRS:
    """A record store behind granian on a socket file, with a credential that may do everything."""

    def __init__(self, url: str, *, most_bytes: int = 16_000_000) -> None:
        """Make the schema and the credential; `start` starts the server."""
        self.url = url
        store = LRS.open(url)
        store.migrate()
        self.organisation = "served"
        key_id, secret = store.credentials.issue(self.organisation, "served", ("all",))
        store.close()
        coded = base64.b64encode(f"{key_id}:{secret}".encode()).decode()
        self.headers = {"Authorization": f"Basic {coded}", "X-Experience-API-Version": "1.0.3"}
        self._most_bytes = most_bytes
        self._starts = 0
        self._process: subprocess.Popen[bytes] | None = None
        # Short, since a socket's path ends at 107 bytes.
        self._folder = tempfile.TemporaryDirectory(prefix="lrs")

    @property
    def socket(self) -> Path:
        """The file on which the server listens; a new one after each start."""
        return Path(self._folder.name) / f"{self._starts}.sock"

    def start(self) -> None:
        """Start the server and wait until it can be called."""
        self._starts += 1
        workers = "1" if self.url.startswith("sqlite") else "2"
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.support.lrs_process"),
                *(self.url, str(self.socket), workers, str(self._most_bytes)),
            ],
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == b"ready\n", "the server did not start"
        # The socket is there before a worker listens on it.
        until = time.monotonic() + _WAIT_SECONDS
        while not self._listens():
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.01)

    def processes(self) -> tuple[int, ...]:
        """Return the ids of the server and of its workers (Linux)."""
        assert self._process is not None
        pid = self._process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        return (pid, *(int(child) for child in children.split()))

    def _listens(self) -> bool:
        with socket.socket(socket.AF_UNIX) as connection:
            return connection.connect_ex(str(self.socket)) == 0

    def client(self) -> httpx.Client:
        """Return a client with the credential; one for each thread."""
        return httpx.Client(
            transport=httpx.HTTPTransport(uds=str(self.socket)),
            base_url="http://lrs.example/xapi",
            headers=self.headers,
            timeout=_WAIT_SECONDS,
        )

    def exchange(self, request: bytes, *, cut: bool = False) -> tuple[int, dict[str, str], bytes]:
        """Send bytes as they are; return status, headers (names in lower case) and body.

        cut: say that no more is coming, as a client does that goes away. Ask for Connection: close.
        """
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(_WAIT_SECONDS)
            connection.connect(str(self.socket))
            # Who is refused before the end of what it sends may find the way shut.
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                connection.sendall(request)
            if cut:
                connection.shutdown(socket.SHUT_WR)
            answer = b"".join(iter(lambda: _received(connection), b""))
        head, _, body = answer.partition(b"\r\n\r\n")
        status, *lines = head.decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines)
        return int(status.split(" ")[1]), headers, body

    def kill(self) -> None:
        """End the server and its workers by SIGKILL, whatever they are doing."""
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdout is not None
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(_WAIT_SECONDS)
        # The end of the output comes when the last worker has gone too.
        process.stdout.read()
        process.stdout.close()

    def close(self) -> None:
        """Kill the server and remove its socket."""
        self.kill()
        self._folder.cleanup()


def _received(connection: socket.socket) -> bytes:
    try:
        return connection.recv(65_536)
    except ConnectionResetError:
        return b""
