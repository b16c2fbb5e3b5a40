"""What one server of a measurement runs: ``python -m bench._serving lrs|floor PORT DATABASE``."""

import gc
import json
import os
import sqlite3
import sys
import threading
from functools import partial
from typing import Any

from flask import Flask, Response, request
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from app.serving import MOST_WORKERS, THREADS
from lrs import LRS
from lrs.http import create_app


def record_store(url: str) -> Flask:
    """Return the record store alone."""
    app = create_app(LRS.open(url))
    gc.collect()
    gc.freeze()  # as `app.serving` does
    return app


def floor(file: str) -> Flask:
    """Return the least that could be called a store: JSON is parsed, id and payload are kept.

    As durable as the record store: nothing is acknowledged that a power cut could lose.
    """
    app = Flask("floor", static_folder=None)
    mine = threading.local()

    def connection() -> sqlite3.Connection:
        if not hasattr(mine, "connection"):
            mine.connection = sqlite3.connect(file, timeout=30, isolation_level=None)
            mine.connection.execute("PRAGMA journal_mode = WAL")
            mine.connection.execute("PRAGMA synchronous = FULL")
            mine.connection.execute(
                "CREATE TABLE IF NOT EXISTS statement (id TEXT PRIMARY KEY, payload TEXT NOT NULL)"
            )
        found: sqlite3.Connection = mine.connection
        return found

    @app.post("/xapi/statements")
    def post() -> Response:
        sent = json.loads(request.get_data(cache=False))
        statements: list[dict[str, Any]] = sent if isinstance(sent, list) else [sent]
        database = connection()
        database.execute("BEGIN IMMEDIATE")
        database.executemany(
            "INSERT INTO statement VALUES (?, ?)",
            [(statement["id"], json.dumps(statement)) for statement in statements],
        )
        database.execute("COMMIT")
        ids = json.dumps([statement["id"] for statement in statements])
        return Response(ids, content_type="application/json")

    return app


def main(kind: str, port: str, database: str) -> None:
    """Serve as the app is served, until somebody ends the process."""
    one = kind == "floor" or database.startswith("sqlite")
    server: Any = Server(
        "bench._serving:record_store",
        address="127.0.0.1",
        port=int(port),
        interface=Interfaces.WSGI,
        workers=1 if one else min(MOST_WORKERS, os.cpu_count() or 1),
        blocking_threads=THREADS,
        log_level=LogLevels.error,
        log_access=False,
        websockets=False,
    )
    make = floor if kind == "floor" else record_store
    server.serve(target_loader=partial(make, database), wrap_loader=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
