"""What every answer carries, and how versions are told apart."""

from typing import Any

import pytest
from flask import Flask

from lrs import LRS
from lrs.http import blueprints, create_app
from tests.lrs.http.conftest import Send, headers_for
from tests.lrs.samples import statement

RESOURCES = [
    "statements",
    "activities",
    "activities/state",
    "activities/profile",
    "agents",
    "agents/profile",
]


@pytest.mark.parametrize("version", ["1.0.3", "2.0.0"])
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "statements", 200),
        ("HEAD", "statements", 200),
        ("OPTIONS", "statements", 204),
        ("GET", "about", 200),
        ("GET", "nowhere", 404),
        ("GET", "", 404),
        ("GET", "statements/", 404),
        ("PATCH", "statements", 405),
        ("DELETE", "statements", 405),
        ("GET", "statements?foo=bar", 400),
        ("GET", "statements?statementId=123e4567-e89b-42d3-a456-426614174000", 404),
        ("POST", "statements", 400),
    ],
)
def test_every_answer_names_its_version(
    send: Send, version: str, method: str, path: str, status: int
) -> None:
    answer = send(method, path, version=version)
    assert answer.status_code == status
    assert answer.headers["X-Experience-API-Version"] == version
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    assert path.split("?")[0] != "statements" or (
        answer.headers["X-Experience-API-Consistent-Through"].endswith("Z")
    )


@pytest.mark.parametrize(
    ("version", "spoken"),
    [("1.0", "1.0.3"), ("1.0.0", "1.0.3"), ("1.0.9", "1.0.3"), ("2.0", "2.0.0")],
)
def test_a_patch_of_a_version_gets_the_newest(send: Send, version: str, spoken: str) -> None:
    answer = send("GET", "statements", version=version)
    assert (answer.status_code, answer.headers["X-Experience-API-Version"]) == (200, spoken)


@pytest.mark.parametrize(
    "version", ["", "1", "0.95", "1.1.0", "2.1.0", "10.0.3", "1.0.3, 2.0.0", "1.0.x", "1.0.٣"]
)
@pytest.mark.parametrize("resource", RESOURCES)
def test_another_version_is_refused_everywhere(send: Send, version: str, resource: Any) -> None:
    answer = send("GET", resource, headers={"X-Experience-API-Version": version})
    assert answer.status_code == 400
    assert "version" in answer.text


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize("version", ["1.0.3", "2.0.0"])
def test_a_missing_version_is_refused_in_the_mounts_own(
    send: Send, version: str, resource: Any
) -> None:
    answer = send("GET", resource, version=version, headers={"X-Experience-API-Version": None})
    assert answer.status_code == 400
    assert answer.headers["X-Experience-API-Version"] == version


def test_the_first_mount_serves_clients_of_version_2_and_the_second_no_older_ones(
    app: Flask, send: Send
) -> None:
    at_first = send("GET", "statements", headers={"X-Experience-API-Version": "2.0.0"})
    assert (at_first.status_code, at_first.headers["X-Experience-API-Version"]) == (200, "2.0.0")
    at_second = send(
        "GET", "statements", version="2.0.0", headers={"X-Experience-API-Version": "1.0.3"}
    )
    assert at_second.status_code == 400


@pytest.mark.parametrize("mount", ["/xapi", "/xapi/2.0"])
def test_about_is_open_to_everybody(app: Flask, mount: str) -> None:
    answer = app.test_client().get(f"{mount}/about")
    assert answer.get_json() == {"version": ["1.0.3", "2.0.0"]}


def test_head_is_get_without_the_body(send: Send) -> None:
    send("POST", "statements", json=statement())
    got, head = send("GET", "statements"), send("HEAD", "statements")
    assert head.data == b""
    for name in ("Content-Length", "Content-Type", "Last-Modified"):
        assert head.headers[name] == got.headers[name]


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "",
        "Basic",
        "Basic abc",
        "Basic !!!!",
        "Basic bm9jb2xvbg==",
        "Basic /////w==",
        "Basic Ynk6bm9ib2R5",
        "Basic AAA6AAA=",
        "Bearer x",
        "Basic é",
    ],
)
@pytest.mark.parametrize("resource", RESOURCES)
def test_without_good_credentials_nothing_is_told(
    send: Send, resource: Any, authorization: str | None
) -> None:
    answer = send("GET", resource, headers={"Authorization": authorization})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Basic realm="xAPI", charset="UTF-8"'
    assert answer.headers["X-Experience-API-Version"] == "1.0.3"


def test_a_preflight_needs_no_credentials_and_lets_if_match_through(app: Flask) -> None:
    answer = app.test_client().options("/xapi/activities/state")
    assert answer.status_code == 204
    assert "If-Match" in answer.headers["Access-Control-Allow-Headers"]
    assert "PUT" in answer.headers["Access-Control-Allow-Methods"]
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]


def test_a_refusal_by_the_app_around_it_has_the_headers_too(lrs: LRS) -> None:
    app = Flask(__name__)
    app.before_request(lambda: ("Come back later.", 429))
    for blueprint in blueprints(lrs):
        app.register_blueprint(blueprint)
    answer = app.test_client().get("/xapi/2.0/statements")
    assert answer.status_code == 429
    assert answer.headers["X-Experience-API-Version"] == "2.0.0"
    assert "X-Experience-API-Consistent-Through" in answer.headers


def test_an_unreachable_database_is_a_503_that_says_when_to_come_back() -> None:
    store = LRS.open("postgresql+psycopg://nobody@/nothing?host=/nowhere")
    client = create_app(store).test_client()
    for path in ("statements", "agents", "activities/state"):
        answer = client.get(f"/xapi/{path}", headers=headers_for("key", "secret"))
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "2"
        assert answer.headers["X-Experience-API-Version"] == "1.0.3"
    store.close()
