"""A web server on loopback that serves a package inside a learning system and keeps what it stores."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from course.model import Course
from packager import PackageOptions
from tools.checkout import NODE_MODULES, ROOT

PAGES: Final = Path(__file__).parent
ARRIVAL_SECONDS: Final = 10
SCORM_AGAIN: Final = NODE_MODULES / "scorm-again" / "dist"
PLAYER: Final = ROOT / "course" / "player"
TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}


class LearningSystem:
    """The server's side: the package's files, the commits that came in, what the next visit finds."""

    def __init__(self, package: Path) -> None:
        self.package = package
        self.commits: list[dict[str, Any]] = []
        self.finished: list[dict[str, Any]] = []
        self.stored: dict[str, Any] | None = None
        self.address = ""

    def file(self, path: str) -> bytes | None:
        """Return what stands at a path, or None."""
        if path == "stored.js":
            return f"window.STORED = {json.dumps(self.stored)};".encode()
        folders = {"package": self.package, "scorm-again": SCORM_AGAIN, "player": PLAYER}
        first, _, rest = path.partition("/")
        file = folders[first] / rest if first in folders else PAGES / path
        return file.read_bytes() if file.is_file() else None

    def receive(self, path: str, body: bytes) -> None:
        """Keep what a page stored."""
        kept = {"commit": self.commits, "finished": self.finished}[path]
        kept.append(json.loads(body))


Play = Callable[..., LearningSystem]
"""Packages the sample with some options, and gives the system that serves it."""

Serve = Callable[[Course, tuple[str, ...], PackageOptions], LearningSystem]
"""Packages modules of a course, and gives the system that serves it."""


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, system: LearningSystem, *args: Any) -> None:
        self.system = system
        super().__init__(*args)

    def do_GET(self) -> None:
        path = self.path.partition("?")[0].lstrip("/")
        content = self.system.file(path)
        self._answer(200 if content is not None else 404, content or b"", Path(path).suffix)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.system.receive(self.path.partition("?")[0].lstrip("/"), body)
        self._answer(200, b'{"result": true, "errorCode": 0}', ".js")

    def _answer(self, status: int, content: bytes, suffix: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", TYPES.get(suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the tests' output is for failures."""


@contextmanager
def serving(package: Path) -> Iterator[LearningSystem]:
    """Serve a package's folder on a free port of loopback."""
    system = LearningSystem(package)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, system))
    system.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield system
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def wait_until(come_true: Callable[[], bool]) -> None:
    """Wait for what a closing page sends on its way: it arrives after the page is gone."""
    deadline = time.monotonic() + ARRIVAL_SECONDS
    while not come_true():
        assert time.monotonic() < deadline, f"has not come within {ARRIVAL_SECONDS} seconds"
        time.sleep(0.02)
