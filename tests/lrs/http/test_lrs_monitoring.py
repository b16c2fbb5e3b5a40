"""Health, figures and the lines of the log."""

import json
import logging
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from lrs import LRS
from lrs.errors import Unavailable
from lrs.http import create_app, write_lines
from lrs.http.watching import LOG
from tests.lrs.http.conftest import Send
from tests.lrs.samples import encoded, statement


def metrics(app: Flask, remote: str = "127.0.0.1", **headers: str) -> TestResponse:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return app.test_client().get(
        "/metrics", headers=given, environ_overrides={"REMOTE_ADDR": remote}
    )


@pytest.fixture
def away(lrs: LRS, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise Unavailable("away")

    monkeypatch.setattr(lrs, "size", fail)


def test_health_says_whether_the_database_answers(app: Flask) -> None:
    assert app.test_client().get("/healthz").status_code == 200


@pytest.mark.usefixtures("away")
def test_a_database_that_is_away_is_told_by_both(app: Flask) -> None:
    assert app.test_client().get("/healthz").status_code == 503
    answer = metrics(app)
    assert answer.status_code == 200
    assert "\nlrs_database_up 0\n" in answer.text


def test_requests_are_counted_by_resource_method_and_status(app: Flask, send: Send) -> None:
    send("POST", "statements", data=encoded([statement()] * 3), content_type="application/json")
    send("GET", "statements", query_string={"agent": '{"mbox":"mailto:ada@example.com"}'})
    send("GET", "statements", headers={"Authorization": "Basic x"})
    send("GET", "ada@example.com")
    text = metrics(app).text
    for labels in (
        'resource="statements",method="POST",status="200"',
        'resource="statements",method="GET",status="200"',
        'resource="statements",method="GET",status="401"',
        'resource="other",method="GET",status="404"',
    ):
        assert f"lrs_requests_total{{{labels}}} 1\n" in text
    assert "\nlrs_statements_stored_total 3\n" in text
    assert "ada" not in text


def test_figures_are_for_this_machine_only(lrs: LRS) -> None:
    app = create_app(lrs)
    assert metrics(app).status_code == 200
    assert metrics(app, "192.0.2.7").status_code == 403
    assert metrics(app, X_Forwarded_For="192.0.2.7").status_code == 403
    assert metrics(create_app(lrs, behind_proxy=True)).status_code == 403


def test_a_token_opens_the_figures_from_everywhere_and_nothing_else_does(lrs: LRS) -> None:
    app = create_app(lrs, metrics_token="nine-green-lanterns", behind_proxy=True)
    good = metrics(app, "192.0.2.7", Authorization="Bearer nine-green-lanterns")
    assert good.status_code == 200
    for wrong in ({}, {"Authorization": "Bearer x"}, {"Authorization": "nine-green-lanterns"}):
        answer = metrics(app, **wrong)
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    log = logging.getLogger(LOG)
    write_lines()
    log.addHandler(caplog.handler)
    yield caplog
    log.handlers.clear()
    log.setLevel(logging.NOTSET)
    log.propagate = True


def test_a_line_tells_of_the_request_and_not_of_the_person(
    send: Send, credential: tuple[str, str], lines: pytest.LogCaptureFixture
) -> None:
    answer = send("GET", "statements", query_string={"agent": '{"mbox":"mailto:ada@example.com"}'})
    (line,) = lines.messages
    told = json.loads(line)
    assert told["key"] == credential[0]
    assert (told["method"], told["resource"], told["status"]) == ("GET", "statements", 200)
    assert told["bytes_out"] == len(answer.data)
    assert answer.headers["X-Request-Id"] == told["request"]
    assert "example.com" not in line and credential[1] not in line


def test_a_key_that_was_not_verified_is_not_written_down(
    send: Send, lines: pytest.LogCaptureFixture
) -> None:
    send("GET", "nowhere", headers={"Authorization": "Basic Zm9yZ2VkOng="})
    send("GET", "statements", headers={"Authorization": "Basic Zm9yZ2VkOng="})
    assert [json.loads(line)["key"] for line in lines.messages] == ["", ""]


def test_a_proxys_number_of_the_request_is_kept(send: Send) -> None:
    given = {"X-Request-Id": "a1b2c3d4-proxy"}
    assert send("GET", "about", headers=given).headers["X-Request-Id"] == "a1b2c3d4-proxy"
    odd = {"X-Request-Id": "<script>alert()"}
    assert send("GET", "about", headers=odd).headers["X-Request-Id"] != "<script>alert()"
