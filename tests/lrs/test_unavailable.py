"""A database that is locked, full, or lost in the middle: 503, nothing stored in part, and on it goes."""

import itertools
import json
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, event
from werkzeug.test import TestResponse

from lrs import LRS
from lrs.http import create_app
from lrs.store import connecting
from tests.lrs.http.conftest import headers_for
from tests.lrs.samples import statement

Ask = Callable[..., TestResponse]
STATE = {"activityId": "https://a.b", "agent": '{"mbox":"mailto:a@b.c"}', "stateId": "x"}
HOLDS = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def ask(lrs: LRS, credential: tuple[str, str]) -> Ask:
    client = create_app(lrs).test_client(use_cookies=False)
    # Known from here on, so that what follows is about storing alone.
    lrs.store(json.dumps(statement()).encode(), lrs.authority(lrs.credentials.verify(*credential)))

    def call(method: str, path: str, **parts: Any) -> TestResponse:
        return client.open(
            f"/xapi/{path}", method=method, headers=headers_for(*credential), **parts
        )

    return call


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the store give up at once where it would wait for another."""
    monkeypatch.setattr(connecting, "SQLITE_BUSY_TIMEOUT_MS", 20)
    monkeypatch.setattr(connecting, "POSTGRES_SETTINGS", ("SET lock_timeout = '20ms'",))


def batch() -> list[dict[str, Any]]:
    """Return a statement that is voided, who voids it, and one with names and definitions."""
    target = str(uuid.uuid4())
    reference = {"objectType": "StatementRef", "id": target}
    activity = {"id": f"https://a.ct/{target}", "definition": {"name": {"en": "n"}}}
    return [
        statement(id=target),
        statement(
            id=str(uuid.uuid4()),
            verb={"id": "http://adlnet.gov/expapi/verbs/voided"},
            object=reference,
        ),
        statement(
            id=str(uuid.uuid4()), object=activity, actor={"mbox": "mailto:n@b.c", "name": target}
        ),
    ]


def assert_away(answer: TestResponse) -> None:
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "2"
    assert answer.headers["X-Experience-API-Version"] == "1.0.3"


def assert_nothing_of(ask: Ask, sent: list[dict[str, Any]]) -> None:
    for one in sent:
        for name in ("statementId", "voidedStatementId"):
            assert ask("GET", f"statements?{name}={one['id']}").status_code == 404
    activity = sent[2]["object"]["id"]
    assert ask("GET", f"statements?activity={activity}").get_json()["statements"] == []
    assert "definition" not in ask("GET", f"activities?activityId={activity}").get_json()


def assert_all_of(ask: Ask, sent: list[dict[str, Any]]) -> None:
    assert ask("GET", f"statements?voidedStatementId={sent[0]['id']}").status_code == 200
    for one in sent[1:]:
        assert ask("GET", f"statements?statementId={one['id']}").status_code == 200
    found = ask("GET", f"activities?activityId={sent[2]['object']['id']}").get_json()
    assert found["definition"]["name"] == {"en": "n"}


@pytest.fixture
def held(ask: Ask, database_url: str) -> Iterator[Callable[[], object]]:
    """Hold the writers' lock of the database in another process; give what lets it go."""
    if not database_url.startswith("sqlite"):
        with psycopg.connect(database_url.replace("+psycopg", "")) as connection:
            connection.execute("LOCK TABLE lrs_last, lrs_document IN SHARE MODE")
            yield connection.rollback
        return
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDS, database_url.removeprefix("sqlite:///")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    yield holder.communicate
    holder.communicate()


def test_a_database_locked_by_another_is_a_503_for_writers_alone(
    impatient: None, ask: Ask, held: Callable[[], object]
) -> None:
    sent = batch()
    writing: list[Callable[[], TestResponse]] = [
        lambda: ask("POST", "statements", json=sent),
        lambda: ask("PUT", f"statements?statementId={sent[2]['id']}", json=sent[2]),
        lambda: ask("PUT", "activities/state", query_string=STATE, json={}),
        lambda: ask("POST", "activities/state", query_string=STATE, json={}),
    ]
    for write in writing:
        assert_away(write())
    assert_nothing_of(ask, sent)
    assert ask("GET", "activities/state", query_string=STATE).status_code == 404
    held()
    assert [write().status_code for write in writing] == [200, 204, 204, 204]
    assert_all_of(ask, sent)


class _Lost:
    """End PostgreSQL's side of a writing connection before its step number `at`, its commit included."""

    def __init__(self, database: Any, url: str) -> None:
        self._url = url.replace("+psycopg", "")
        self.at, self.step = 0, 0
        event.listen(database.engine, "before_cursor_execute", self._statement)
        event.listen(database.engine, "commit", self._count)

    def _statement(self, connection: Connection, *_: object) -> None:
        self._count(connection)

    def _count(self, connection: Connection) -> None:
        if not connection.get_execution_options().get("lrs_writer"):
            return
        self.step += 1
        if self.step == self.at:
            driver: Any = connection.connection.dbapi_connection
            with psycopg.connect(self._url, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s, 5000)", [driver.info.backend_pid])


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_postgresql_lost_at_any_step_stores_nothing_in_part(
    lrs: LRS, ask: Ask, database_url: str
) -> None:
    lost = _Lost(lrs.database, database_url)
    for at in itertools.count(1):
        sent = batch()
        lost.at, lost.step = at, 0
        answer = ask("POST", "statements", json=sent)
        if lost.step < at:
            break
        assert_away(answer)
        lost.at = 0
        assert_nothing_of(ask, sent)
        assert ask("POST", "statements", json=sent).status_code == 200
        assert_all_of(ask, sent)
    assert answer.status_code == 200
    assert at > 5


def test_a_full_disk_is_a_503_until_there_is_room(tmp_path: Path) -> None:
    lrs = LRS.open(f"sqlite:///{tmp_path / 'full.db'}")
    drivers: list[sqlite3.Connection] = []

    def limit(pages: int) -> None:
        for driver in drivers:
            with suppress(sqlite3.ProgrammingError):  # closed meanwhile
                driver.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(lrs.database.engine, "connect", lambda driver, _: drivers.append(driver))
    lrs.migrate()
    key = lrs.credentials.issue("full", "full", ("all",))
    client = create_app(lrs).test_client(use_cookies=False)

    def ask(method: str, path: str, **parts: Any) -> TestResponse:
        return client.open(f"/xapi/{path}", method=method, headers=headers_for(*key), **parts)

    acknowledged = []
    for _ in range(200):
        sent = batch()
        limit(1)  # less than there are means: no more
        answer = ask("POST", "statements", json=sent)
        if answer.status_code != 200:
            break
        acknowledged.append(sent)
    assert_away(answer)
    assert_nothing_of(ask, sent)
    big = {"data": b"x" * 100_000, "query_string": STATE}
    assert_away(ask("PUT", "activities/state", **big))
    assert ask("GET", "activities/state", query_string=STATE).status_code == 404
    limit(1_000_000)
    assert ask("POST", "statements", json=sent).status_code == 200
    assert ask("PUT", "activities/state", **big).status_code == 204
    for stored in (*acknowledged, sent):
        assert_all_of(ask, stored)
    lrs.close()
