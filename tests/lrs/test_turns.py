"""Writers on SQLite share a commit where they queue, and each is undone alone."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, event

from lrs.errors import Unavailable
from lrs.store import connecting
from lrs.store.shared_transaction import MOST_WRITERS
from lrs.store.turns import Turns

Work = Callable[[Connection], None]


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a transaction take more for as long as a slow machine needs."""
    monkeypatch.setattr("lrs.store.shared_transaction.LONGEST_SECONDS", 60)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Give a database with one table, of numbers that are there once."""
    made = connecting.open_engine(f"sqlite:///{tmp_path / 'turns.db'}")
    with made.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE number (n INTEGER PRIMARY KEY)")
        connection.exec_driver_sql(
            "CREATE TABLE other (n INTEGER REFERENCES number DEFERRABLE INITIALLY DEFERRED)"
        )
    yield made.execution_options(lrs_writer=True)
    made.dispose()


@pytest.fixture
def commits(engine: Engine) -> list[int]:
    """Count commits."""
    found: list[int] = []

    def watch(driver: Any, _: object) -> None:
        driver.set_trace_callback(lambda sql: found.append(1) if sql == "COMMIT" else None)

    event.listen(engine, "connect", watch)
    engine.dispose()
    return found


class Queue:
    """Writers that come while another one writes, in a known order."""

    def __init__(self, engine: Engine, patience: float = 20, deadline: float = 20) -> None:
        self.turns = Turns(engine, patience, deadline)
        self.pool = ThreadPoolExecutor(MOST_WRITERS + 8)
        self.go = threading.Event()
        self.holds = threading.Event()
        self.first = self.pool.submit(self._hold)
        assert self.holds.wait(10)

    def _hold(self) -> None:
        with self.turns.writing(shares=True) as connection:
            insert(0)(connection)
            self.holds.set()
            assert self.go.wait(20)

    def comes(self, work: Work, *, shares: bool = True) -> "Future[None]":
        """Let somebody queue; return once they wait."""
        before = len(self.turns._waiting)
        found = self.pool.submit(self._write, work, shares)
        deadline = time.monotonic() + 10
        while len(self.turns._waiting) == before:
            assert time.monotonic() < deadline
            time.sleep(0.001)
        return found

    def _write(self, work: Work, shares: bool) -> None:
        with self.turns.writing(shares=shares) as connection:
            work(connection)

    def end(self) -> None:
        """Let the first one finish, and wait for all."""
        self.go.set()
        self.pool.shutdown()


def insert(number: int) -> Work:
    """Return the work that stores a number."""

    def work(connection: Connection) -> None:
        connection.exec_driver_sql("INSERT INTO number VALUES (?)", (number,))

    return work


def fails(connection: Connection) -> None:
    insert(100)(connection)
    raise KeyError("odd")


def stored(engine: Engine) -> list[int]:
    reader = create_engine(engine.url)
    with reader.connect() as connection:
        found = [row[0] for row in connection.exec_driver_sql("SELECT n FROM number ORDER BY n")]
    reader.dispose()
    return found


def test_those_who_queue_are_committed_together(engine: Engine, commits: list[int]) -> None:
    queue = Queue(engine)
    others = [queue.comes(insert(number)) for number in range(1, 4)]
    queue.end()
    assert [one.result() for one in (queue.first, *others)] == [None] * 4
    assert stored(engine) == [0, 1, 2, 3]
    assert len(commits) == 1


def test_nobody_is_told_before_the_commit(engine: Engine) -> None:
    queue = Queue(engine)
    told: list[bool] = []

    def looks(_: Connection) -> None:
        # The first one has finished its work by now, and must still wait.
        time.sleep(0.05)
        told.append(queue.first.done() or bool(stored(engine)))

    queue.comes(looks)
    queue.end()
    assert told == [False]


def test_who_fails_is_undone_alone(engine: Engine) -> None:
    queue = Queue(engine)
    one, odd, two = queue.comes(insert(1)), queue.comes(fails), queue.comes(insert(2))
    queue.end()
    assert (one.result(), two.result()) == (None, None)
    with pytest.raises(KeyError, match="odd"):
        odd.result()
    assert stored(engine) == [0, 1, 2]


def test_who_fails_first_is_undone_before_others_come(engine: Engine) -> None:
    turns = Turns(engine, 20, 20)
    with pytest.raises(KeyError), turns.writing(shares=True) as connection:
        fails(connection)
    with turns.writing(shares=True) as connection:
        insert(1)(connection)
    turns.close()
    assert stored(engine) == [1]


def test_long_work_is_committed_by_itself(engine: Engine, commits: list[int]) -> None:
    queue = Queue(engine)
    alone = queue.comes(insert(1), shares=False)
    after = queue.comes(insert(2))
    queue.end()
    assert (alone.result(), after.result()) == (None, None)
    assert len(commits) == 3


def test_an_old_transaction_takes_nobody_more(
    engine: Engine, commits: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lrs.store.shared_transaction.LONGEST_SECONDS", 0)
    queue = Queue(engine)
    queue.comes(insert(1))
    queue.end()
    assert stored(engine) == [0, 1]
    assert len(commits) == 2


def test_a_transaction_takes_only_so_many(engine: Engine, commits: list[int]) -> None:
    queue = Queue(engine)
    for number in range(1, MOST_WRITERS + 3):
        queue.comes(insert(number))
    queue.end()
    assert stored(engine) == list(range(MOST_WRITERS + 3))
    assert len(commits) == 2


@pytest.mark.parametrize("way", ["refused", "lost"])
def test_where_the_commit_fails_nobody_is_told_that_it_is_stored(engine: Engine, way: str) -> None:
    event.listen(engine, "connect", lambda driver, _: driver.execute("PRAGMA foreign_keys = ON"))
    engine.dispose()
    queue = Queue(engine)

    def breaks(connection: Connection) -> None:
        insert(1)(connection)
        if way == "lost":
            # What a full disk does: the database undoes everything by itself.
            connection.connection.cursor().execute("ROLLBACK")
            raise OSError("full")
        connection.exec_driver_sql("INSERT INTO other VALUES (99)")  # no commit goes with that

    broken = queue.comes(breaks)
    queue.end()
    for one in (queue.first, broken):
        with pytest.raises(Unavailable, match="nothing of it is stored"):
            one.result()
    assert stored(engine) == []
    with queue.turns.writing(shares=True) as connection:
        insert(7)(connection)
    assert stored(engine) == [7]


def test_who_waits_too_long_gives_up_and_the_others_go_on(engine: Engine) -> None:
    queue = Queue(engine, patience=0.1)
    impatient = queue.comes(insert(1))
    with pytest.raises(Unavailable, match="busy"):
        impatient.result(10)
    last = queue.comes(insert(2))
    queue.end()
    last.result()
    assert stored(engine) == [0, 2]


class _Interrupted:
    """Stands in the place of a waiter's lock, in whose wait an interruption comes."""

    def __init__(self, *, after: bool) -> None:
        self._lock = threading.Lock()
        self._after = after

    def acquire(self, timeout: float = -1) -> bool:
        if timeout == -1:
            return self._lock.acquire()
        if self._after:
            self._lock.acquire()
        raise KeyboardInterrupt

    def release(self) -> None:
        self._lock.release()


@pytest.mark.parametrize("after", [False, True], ids=["while they wait", "as their turn comes"])
def test_who_is_interrupted_holds_nobody_up(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    queue = Queue(engine)
    with monkeypatch.context() as patched:
        patched.setattr(
            "lrs.store.turns.threading",
            SimpleNamespace(Lock=lambda: _Interrupted(after=after)),
        )
        if after:
            interrupted = queue.comes(insert(1))
        else:
            interrupted = queue.pool.submit(queue._write, insert(1), True)
            assert isinstance(interrupted.exception(10), KeyboardInterrupt)
    last = queue.comes(insert(2))
    queue.end()
    assert (queue.first.result(), last.result()) == (None, None)
    assert isinstance(interrupted.exception(), KeyboardInterrupt)
    assert stored(engine) == [0, 2]


def test_what_takes_too_long_is_undone(engine: Engine) -> None:
    turns = Turns(engine, 20, 0.01)

    def slow(connection: Connection) -> None:
        insert(1)(connection)
        time.sleep(0.02)

    with pytest.raises(Unavailable), turns.writing(shares=False) as connection:
        slow(connection)
    with turns.writing(shares=False) as connection:
        insert(2)(connection)
    turns.close()
    assert stored(engine) == [2]


def test_idle_is_only_when_nobody_writes(engine: Engine) -> None:
    queue = Queue(engine)
    with queue.turns.idle() as busy:
        assert busy is None
    queue.end()
    with queue.turns.idle() as connection:
        assert connection is not None
    queue.turns.close()


def test_what_is_deleted_is_overwritten_whatever_the_driver_was_built_for(tmp_path: Path) -> None:
    driver = sqlite3.connect(tmp_path / "turns.db")
    driver.execute("PRAGMA secure_delete = OFF")
    connecting._prepare_sqlite(driver, None)  # type: ignore[arg-type]
    assert driver.execute("PRAGMA secure_delete").fetchone() == (1,)
    driver.close()
