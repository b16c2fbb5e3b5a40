"""The record store alone under granian, as the app serves it: a process that tests start and kill.

python -m tests.support.lrs_process DATABASE_URL SOCKET WORKERS MOST_BYTES; prints a line once it can be
called, after the schema is there. The socket is a file, so that no port can be taken by another test.
"""

import sys
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from lrs import LRS
from lrs.http import create_app

HOME_PAGE = "https://lrs.example"
_THREADS = 256  # as app.serving has


def make_app(url: str, most_bytes: int) -> Flask:
    """Return the app of one worker."""
    return create_app(LRS.open(url, home_page=HOME_PAGE), max_body_bytes=most_bytes)


def main(url: str, path: str, workers: str, most_bytes: str) -> None:
    """Serve until somebody ends the process."""
    store = LRS.open(url, home_page=HOME_PAGE)
    store.migrate()
    store.close()
    server: Any = Server(
        "tests.support.lrs_process:make_app",
        uds=Path(path),
        interface=Interfaces.WSGI,
        workers=int(workers),
        blocking_threads=_THREADS,
        log_level=LogLevels.error,
        log_access=False,
        websockets=False,
    )
    server.on_startup(partial(print, "ready", flush=True))
    server.serve(target_loader=partial(make_app, url, int(most_bytes)), wrap_loader=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
