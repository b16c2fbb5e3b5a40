"""A new SQLite file may be opened by many at once: the switch to WAL waits for its turn."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from lrs.sqlite_wal import use_write_ahead_log


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Hold a writer's lock on the file beside which the test opens its own connection."""
    connection = sqlite3.connect(tmp_path / "new.db", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield connection
    connection.close()


class _GivesWayAfter:
    """A cursor that lets the other connection finish when it has been refused a few times."""

    def __init__(self, cursor: sqlite3.Cursor, busy: sqlite3.Connection, refusals: int) -> None:
        self.cursor, self.busy, self.left = cursor, busy, refusals

    def execute(self, sql: str, /) -> object:
        if self.left == 0 and self.busy.in_transaction:
            self.busy.execute("ROLLBACK")
        self.left -= 1
        return self.cursor.execute(sql)


def test_the_switch_is_tried_again_while_another_holds_the_file(
    busy: sqlite3.Connection, tmp_path: Path
) -> None:
    connection = sqlite3.connect(tmp_path / "new.db", timeout=0)
    use_write_ahead_log(_GivesWayAfter(connection.cursor(), busy, 3), 60)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_a_file_that_stays_locked_is_said_to_be(busy: sqlite3.Connection, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "new.db", timeout=0)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        use_write_ahead_log(connection.cursor(), 0.05)
    connection.close()


def test_another_fault_is_not_tried_again(tmp_path: Path) -> None:
    (tmp_path / "new.db").write_bytes(b"this is no database" * 100)
    connection = sqlite3.connect(tmp_path / "new.db", timeout=0)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        use_write_ahead_log(connection.cursor(), 60)
    connection.close()
