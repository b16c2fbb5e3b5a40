"""A record store of ours on a database, ready to be asked: with its tables, a key and a server."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import create_engine

from app.distribution.carrying_out import SHARDS, distribute
from app.distribution.layout import RECORDS
from bench._lrs_client import Client
from bench._servers import served
from lrs import LRS

VERSION: Final = "1.0.3"
ORGANISATION: Final = "bench"


def prepared(database: str, organisations: list[str], *, spread: bool) -> list[tuple[str, str]]:
    """Make the tables where they are missing, spread over a cluster or not; return a key for each organisation."""
    store = LRS.open(database)
    store.migrate()
    if spread:
        engine = create_engine(database)
        distribute(engine, (RECORDS,), SHARDS, lambda _words: None)
        engine.dispose()
    keys = [store.credentials.issue(each, "bench", ("all",)) for each in organisations]
    store.close()
    return keys


@contextmanager
def opened(database: str, *, spread: bool = False, version: str = VERSION) -> Iterator[Client]:
    """Serve a store of ours on a database, and give a client with every right in one organisation."""
    ((key, secret),) = prepared(database, [ORGANISATION], spread=spread)
    with served("lrs", database) as (port, pid):
        yield Client.of(f"http://127.0.0.1:{port}/xapi", key, secret, version, pid)
