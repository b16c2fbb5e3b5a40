"""How SQLite answers a page of statements: along an index in its order, never through the whole store."""

import itertools
from pathlib import Path
from typing import Any

import pytest

from lrs import LRS
from lrs.store.search import Search, search

KEYS = (b"a" * 16, b"b" * 16, b"c" * 16)


@pytest.mark.parametrize(
    ("count", "writer", "below", "ascending"),
    list(itertools.product((0, 1, 3), (None, b"w" * 16), (None, 9), (True, False))),
)
def test_a_page_is_read_along_an_index(
    tmp_path: Path, count: int, writer: bytes | None, below: int | None, ascending: bool
) -> None:
    store = LRS.open(f"sqlite:///{tmp_path / 'lrs.db'}")
    store.migrate()
    sent: list[str] = []
    with store.database.reading() as connection:
        driver: Any = connection.connection.dbapi_connection
        driver.set_trace_callback(sent.append)
        search(connection, Search(1, KEYS[:count], writer, 0, below, ascending, 10))
        driver.set_trace_callback(None)
        plan = [row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {sent[-1]}")]
    store.close()
    assert not [step for step in plan if step.startswith("SCAN") and step != "SCAN page"]
    # What is sorted is the page alone, once its bodies are there.
    assert [step for step in plan if "TEMP B-TREE" in step] == plan[-1:]
    assert sum(step.startswith("SEARCH e ") for step in plan) == 1
