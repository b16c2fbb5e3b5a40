"""Backup of a store in use, and the way back: whole, and with nothing that was acknowledged missing."""

import json
import subprocess
import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from lrs import LRS, Authority, StatementQuery
from lrs.store.backup import BackupError, backup, restore
from tests.lrs.databases import ONE_MACHINE
from tests.lrs.rows import counted
from tests.lrs.samples import encoded, statement
from tests.support.postgres import _programs

WRITERS = 3


@pytest.fixture
def restored_url(database_url: str, tmp_path: Path) -> Iterator[str]:
    """Give the address of a place for the copy, of the kind of `database_url`."""
    if database_url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path / 'restored.db'}"
        return
    url = make_url(database_url)
    name = f"restored_{uuid.uuid4().hex}"
    server = url.set(drivername="postgresql", database="postgres")
    with psycopg.connect(server.render_as_string(hide_password=False), autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        yield url.set(database=name).render_as_string(hide_password=False)
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def copy(database_url: str, restored_url: str, tmp_path: Path) -> None:
    """Back a database up and restore it elsewhere, as docs/record-store.md says."""
    if database_url.startswith("sqlite"):
        backup(database_url, tmp_path / "copy.db")
        restore(tmp_path / "copy.db", restored_url)
        return
    old, new = (
        make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        for url in (database_url, restored_url)
    )
    file = tmp_path / "copy.dump"
    dump = ["pg_dump", "--format=custom", f"--file={file}", old]
    load = ["pg_restore", "--exit-on-error", "--no-owner", f"--dbname={new}", str(file)]
    for program, *arguments in (dump, load):
        subprocess.run([str(_programs() / program), *arguments], check=True)


# A cluster is backed up machine by machine: docs/distribution.md.
@ONE_MACHINE
def test_a_backup_while_others_write_holds_all_that_was_acknowledged_and_has_no_holes(
    lrs: LRS, database_url: str, restored_url: str, tmp_path: Path
) -> None:
    acknowledged: list[str] = []
    warm, done = threading.Semaphore(0), threading.Event()

    def write(number: int) -> None:
        authority = Authority.internal(f"org {number}", "https://lrs.example")
        while not done.is_set():
            acknowledged.extend(lrs.store(encoded([statement()] * 3), authority))
            warm.release()

    with ThreadPoolExecutor(WRITERS) as pool:
        writing = [pool.submit(write, number) for number in range(WRITERS)]
        for _ in range(WRITERS * 3):
            assert warm.acquire(timeout=20)
        before = set(acknowledged)
        copy(database_url, restored_url, tmp_path)
        done.set()
        for each in writing:
            each.result()
    found = LRS.open(restored_url)
    found.migrate()
    rows = [row for number in range(WRITERS) for row in found.since(f"org {number}", 0)]
    ids = [json.loads(row.body)["id"] for row in rows]
    assert before <= set(ids) <= set(acknowledged)
    # A batch is there whole or not at all, and nothing lies between what is there.
    for number in range(WRITERS):
        own = found.since(f"org {number}", 0)
        original = lrs.since(f"org {number}", 0)
        assert [row.seq for row in own] == [row.seq for row in original][: len(own)]
        assert len(own) % 3 == 0
        page = found.find(
            StatementQuery(organisation=f"org {number}", agent=statement()["actor"], limit=len(own))
        )
        assert len(page.statements) == min(len(own), 500)
    # Work goes on in it: numbers and times are later than all that came.
    last = max(row.seq for row in rows)
    found.store(encoded(statement()), Authority.internal("org 0", "https://lrs.example"))
    assert found.since("org 0", last)[0].stored > rows[0].stored
    found.close()
    index = counted(restored_url)
    assert index["lrs_entry"] % index["lrs_statement"] == 0


@pytest.fixture
def store_url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    store = LRS.open(url)
    store.migrate()
    store.close()
    return url


def test_nothing_that_is_there_is_written_over(store_url: str, tmp_path: Path) -> None:
    backup(store_url, tmp_path / "copy.db")
    with pytest.raises(BackupError, match="choose another name"):
        backup(store_url, tmp_path / "copy.db")
    with pytest.raises(BackupError, match="Stop the server and move that file away"):
        restore(tmp_path / "copy.db", store_url)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["copy.db", "store.db"]


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"no database at all, but long enough" * 99, "cannot be copied"), (b"", "no record store")],
)
def test_what_is_no_store_is_not_restored(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "copy.db").write_bytes(content)
    with pytest.raises(BackupError, match=says):
        restore(tmp_path / "copy.db", f"sqlite:///{tmp_path / 'new.db'}")
    assert [file.name for file in tmp_path.iterdir()] == ["copy.db"]


def test_a_copy_is_its_owners_only(store_url: str, tmp_path: Path) -> None:
    backup(store_url, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600


def test_postgresql_is_left_to_its_own_tools(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="pg_dump"):
        backup("postgresql+psycopg://x@/y", tmp_path / "copy.db")
