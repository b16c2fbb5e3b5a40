"""What every answer carries, and how versions are told apart."""

from typing import Any

import httpx
import pytest
from flask import Flask, request

from lrs import LRS
from lrs.http import blueprints, create_app
from tests.lrs.http.conftest import Send, headers_for
from tests.lrs.samples import statement
from tests.support.serving import serving

RESOURCES = [
    "statements",
    "activities",
    "activities/state",
    "activities/profile",
    "agents",
    "agents/profile",
]


@pytest.fixture(params=["in front of an app", "inside an app"])
def app(request: pytest.FixtureRequest, lrs: LRS) -> Flask:
    """Give an app with the store, in both ways."""
    if request.param == "in front of an app":
        return create_app(lrs, max_body_bytes=200_000)
    app = Flask(__name__)
    for blueprint in blueprints(lrs, max_body_bytes=200_000):
        app.register_blueprint(blueprint)
    return app


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
        ("FOO", "statements", 405),
        ("TRACE", "agents/profile", 405),
        ("FOO", "nowhere", 404),
        ("GET", "/statements", 404),
        ("POST", "activities//state", 404),
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
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    policy = answer.headers["Content-Security-Policy"]
    assert policy == "sandbox; default-src 'none'; frame-ancestors 'none'"
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


def test_a_method_that_is_not_there_is_told_of_those_that_are(send: Send) -> None:
    for path, methods in (
        ("about", {"GET", "HEAD", "OPTIONS"}),
        ("statements", {"GET", "HEAD", "OPTIONS", "PUT", "POST"}),
    ):
        answer = send("DELETE", path)
        assert (answer.status_code, set(answer.allow)) == (405, methods)


@pytest.mark.enable_socket
def test_an_app_around_it_may_have_read_the_body(lrs: LRS, credential: tuple[str, str]) -> None:
    app = Flask(__name__)
    app.before_request(lambda: request.get_data() and None)
    for blueprint in blueprints(lrs):
        app.register_blueprint(blueprint)
    with serving(app) as address:  # whose stream would wait for more
        answer = httpx.post(
            f"{address}/xapi/statements", headers=headers_for(*credential), json=statement()
        )
    assert answer.status_code == 200


def test_what_only_begins_like_the_prefix_is_the_apps(app: Flask) -> None:
    app.add_url_rule("/xapid", view_func=lambda: "of the app")
    assert app.test_client().get("/xapid").text == "of the app"


@pytest.mark.parametrize(("method", "path"), [("BREW", "statements"), ("POST", "/statements")])
def test_an_app_around_it_answers_for_no_method_and_no_doubled_slash(
    lrs: LRS, method: str, path: str
) -> None:
    app = Flask(__name__)
    for blueprint in blueprints(lrs):
        app.register_blueprint(blueprint)
    answer = app.test_client().open(f"/xapi/{path}", method=method)
    assert answer.status_code == (405 if method == "BREW" else 404)
    assert answer.mimetype == "text/plain"
    assert answer.headers["X-Experience-API-Version"] == "1.0.3"


def test_an_unreachable_database_is_a_503_that_says_when_to_come_back() -> None:
    store = LRS.open("postgresql+psycopg://nobody@/nothing?host=/nowhere")
    client = create_app(store).test_client()
    for path in ("statements", "agents", "activities/state"):
        answer = client.get(f"/xapi/{path}", headers=headers_for("key", "secret"))
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "2"
        assert answer.headers["X-Experience-API-Version"] == "1.0.3"
    store.close()
