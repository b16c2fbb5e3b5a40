"""What programs that watch are told, and what the log says of a request."""

import json
import logging
import multiprocessing
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.database import Database
from app.factory import create_app
from app.records.models import OutboxStatement
from app.services import KEY
from app.settings import read_settings
from app.watching.counts import EXTENSION, Counts, share_counts
from app.watching.log import REQUESTS, JsonLines, PlainLines
from tests.app.actors import Actor
from tests.app.conftest import new_actor
from tests.app.databases import BOTH
from tests.app.trust import Trust


def test_a_process_is_alive_without_its_database_and_not_ready(
    client: Actor, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (client.get("/readyz").status_code, client.get("/readyz").text) == (200, "ready\n")
    gone = Database("sqlite:////nonexistent/x.sqlite")
    monkeypatch.setattr(database, "_reading", gone._reading)
    assert (client.get("/healthz").status_code, client.get("/healthz").text) == (200, "ok\n")
    assert client.get("/readyz").text == "database unreachable\n"
    assert client.get("/readyz").status_code == 503
    assert "\nfirstshift_database_up 0\n" in client.get("/metrics").text
    gone.close()


@BOTH
@pytest.mark.parametrize("table", ["app_alembic_version", "lrs_alembic_version"])
def test_it_is_not_ready_while_tables_are_those_of_another_version(
    client: Actor, database: Database, table: str
) -> None:
    with database.write() as session:
        session.execute(text(f"UPDATE {table} SET version_num = '0001'"))
    assert client.get("/readyz").status_code == 503
    assert "\nfirstshift_schema_present 0\n" in client.get("/metrics").text


def figure(client: Actor, name: str) -> float:
    lines = client.get("/metrics").text.splitlines()
    return float(next(line for line in lines if line.startswith(name)).rpartition(" ")[2])


@BOTH
def test_the_figures_tell_what_was_asked_and_what_waits(
    client: Actor, trust: Trust, database: Database
) -> None:
    client.get("/sign-in?next=/hush")
    client.get("/nowhere/hush")
    with database.write() as session:
        for refused in ("", "no"):
            session.add(
                OutboxStatement(
                    statement_id=uuid.uuid4(),
                    organisation_id=trust.organisation,
                    body=b"{}",
                    refused=refused,
                )
            )
    text = client.get("/metrics").text
    assert 'firstshift_requests_total{room="accounts",method="GET",status="2xx"} 1' in text
    assert 'firstshift_requests_total{room="other",method="GET",status="4xx"} 1' in text
    assert 'firstshift_request_duration_seconds_count{room="accounts"} 1' in text
    assert "hush" not in text
    for name, value in {
        "firstshift_outbox_statements ": 1,
        "firstshift_outbox_refused_statements ": 1,
        "firstshift_letters_waiting ": 0,
        "firstshift_database_up ": 1,
        "firstshift_schema_present ": 1,
        "lrs_database_up ": 1,
    }.items():
        assert figure(client, name) == value
    assert figure(client, "firstshift_disk_free_bytes ") > 0


def test_the_figures_are_for_this_machine_or_for_the_token(
    client: Actor, environment: dict[str, str]
) -> None:
    assert client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 403
    environment["FIRSTSHIFT_LRS_METRICS_TOKEN"] = "let-me-in"
    app = create_app(read_settings(environment))
    app.test_client_class = Actor
    other = new_actor(app)
    assert other.get("/metrics").status_code == 401
    right = {"Authorization": "Bearer let-me-in"}
    assert other.get("/metrics", headers=right).status_code == 200
    assert other.get("/metrics", headers={"Authorization": "Bearer no"}).status_code == 401
    app.extensions[KEY].database.close()
    app.extensions[KEY].embedded_lrs.close()


def count_some(folder: Path) -> None:
    counts = Counts(["learning"], folder)
    for _ in range(500):
        counts.add("learning", "GET", 200, 0.03)
        counts.add("unheard-of", "BREW", 418, 0.03)


def test_several_processes_count_as_one(tmp_path: Path) -> None:
    started = multiprocessing.get_context("spawn")
    others = [started.Process(target=count_some, args=(tmp_path,)) for _ in range(2)]
    for each in others:
        each.start()
    for each in others:
        each.join()
    (tmp_path / "begins.pages").touch()
    totals = Counts(["learning"], tmp_path).totals()
    found = {(each.room, each.method, each.status): each.number for each in totals.requests}
    assert found == {("learning", "GET", "2xx"): 1000, ("other", "other", "4xx"): 1000}
    assert totals.durations[0].buckets[2] == 1000
    assert totals.processes == 3


def test_what_one_worker_counts_another_one_tells(
    app: Flask, client: Actor, tmp_path: Path
) -> None:
    share_counts(app, tmp_path)
    own: Counts = app.extensions[EXTENSION]
    own.in_folder(tmp_path).add("learning", "POST", 302, 0.1)
    text = client.get("/metrics").text
    assert 'firstshift_requests_total{room="learning",method="POST",status="3xx"} 1' in text


@pytest.fixture
def lines(environment: dict[str, str]) -> Iterator[list[dict[str, object]]]:
    """Collect what is logged, as lines of JSON."""
    environment["FIRSTSHIFT_LOG_REQUESTS"] = "yes"
    found: list[dict[str, object]] = []
    form = JsonLines()

    class Collecting(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(json.loads(form.format(record)))

    handler, loggers = Collecting(), [logging.getLogger(name) for name in (REQUESTS, "app")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    yield found
    for logger, level in zip(loggers, levels, strict=True):
        logger.removeHandler(handler)
        logger.setLevel(level)


def test_a_line_joins_the_proxys_by_its_number_and_tells_of_nobody(
    lines: list[dict[str, object]], client: Actor
) -> None:
    answer = client.get(
        "/link/s3cret?email=ada@example.org", headers={"X-Request-ID": "a1b2c3d4-e5"}
    )
    assert answer.headers["X-Request-ID"] == "a1b2c3d4-e5"
    (line,) = lines
    assert line["request"] == "a1b2c3d4-e5" and line["method"] == "GET"
    assert line["log"] == REQUESTS and line["status"] == answer.status_code
    assert str(line["page"]).startswith("/") or line["page"] == "(none)"
    told = json.dumps(line)
    assert not [word for word in ("s3cret", "ada", "127.0.0.1", "Mozilla") if word in told]


@pytest.mark.parametrize(
    "given", ["", "short", "x" * 65, "a b c d e f g", "ada@example.org", "ä" * 9]
)
def test_a_number_that_is_none_is_not_taken_over(client: Actor, given: str) -> None:
    found = client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"]
    assert found != given and len(found) == 16


def test_an_error_is_logged_with_its_way_and_without_its_words(
    lines: list[dict[str, object]], app: Flask, client: Actor
) -> None:
    def broken() -> str:
        raise ValueError("what Ada typed")

    app.add_url_rule("/broken", view_func=broken)
    app.testing = False
    answer = client.get("/broken")
    error = next(line for line in lines if "error" in line)
    assert error["error"] == "ValueError" and "broken" in str(error["at"])
    assert error["request"] == answer.headers["X-Request-ID"]
    assert "what Ada typed" not in json.dumps(lines)


def test_words_of_the_machine_are_kept_and_those_of_a_row_are_not() -> None:
    plain = PlainLines()

    def line(error: Exception) -> str:
        try:
            raise error
        except Exception as caught:
            info = (type(caught), caught, caught.__traceback__)
            return plain.format(logging.LogRecord("x", 40, "", 0, "it failed", None, info))

    assert "OSError: No space left" in line(OSError(28, "No space left on device"))
    told = line(IntegrityError("INSERT", None, Exception("Key (email)=(ada@example.org)")))
    assert "error=IntegrityError" in told and "ada" not in told
