"""The document resources as clients meet them, and how the two versions differ."""

import hashlib
import json
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.lrs.http.conftest import Send

AGENT = json.dumps({"mbox": "mailto:ada@example.com"})
STATE = ("activities/state", {"activityId": "https://a.b", "agent": AGENT}, "stateId")
ACTIVITY = ("activities/profile", {"activityId": "https://a.b"}, "profileId")
AGENTS = ("agents/profile", {"agent": AGENT}, "profileId")
ALL = [STATE, ACTIVITY, AGENTS]
NEW = {"If-None-Match": "*"}


@pytest.mark.parametrize("version", ["1.0.3", "2.0.0"])
@pytest.mark.parametrize(("path", "owner", "name"), ALL)
def test_a_document_lives_from_put_to_delete(
    send: Send, version: str, path: str, owner: dict[str, str], name: str
) -> None:
    query = owner | {name: "x/ü"}
    content = b"\x00\xff"

    def call(method: str, **parts: Any) -> TestResponse:
        return send(method, path, version=version, **({"query_string": query} | parts))

    assert call("GET").status_code == 404
    assert call("PUT", data=content, content_type="a/b", headers=NEW).status_code == 204
    got = call("GET")
    assert (got.data, got.headers["Content-Type"]) == (content, "a/b")
    assert got.headers["ETag"] == f'"{hashlib.sha1(content).hexdigest()}"'
    assert got.headers["Content-Security-Policy"].startswith("sandbox")
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert "Last-Modified" in got.headers
    assert call("HEAD").headers["ETag"] == got.headers["ETag"]
    assert call("GET", query_string=owner).get_json() == ["x/ü"]
    stale = {"If-Match": '"a"'}
    assert call("DELETE", headers=stale).status_code == 412
    assert call("DELETE", headers={"If-Match": got.headers["ETag"]}).status_code == 204
    assert call("DELETE").status_code == 204
    assert call("GET").status_code == 404


@pytest.mark.parametrize(
    ("version", "resource", "absent", "present"),
    [
        ("1.0.3", STATE, 204, 204),
        ("1.0.3", ACTIVITY, 400, 409),
        ("1.0.3", AGENTS, 400, 409),
        ("2.0.0", STATE, 204, 409),
        ("2.0.0", ACTIVITY, 204, 409),
        ("2.0.0", AGENTS, 204, 409),
    ],
)
def test_a_put_without_conditions_differs_by_version(
    send: Send, version: str, resource: Any, absent: int, present: int
) -> None:
    path, owner, name = resource
    query = owner | {name: "x"}
    assert send("PUT", path, version=version, query_string=query, data=b"1").status_code == absent
    send("POST", path, version=version, query_string=query, json={})
    assert send("PUT", path, version=version, query_string=query, data=b"2").status_code == present


@pytest.mark.parametrize(("path", "owner", "name"), ALL)
def test_a_post_merges_and_asks_for_no_conditions(
    send: Send, path: str, owner: dict[str, str], name: str
) -> None:
    query = owner | {name: "x"}
    for part in ({"a": 1}, {"b": 2}):
        assert send("POST", path, query_string=query, json=part).status_code == 204
    assert send("GET", path, query_string=query).get_json() == {"a": 1, "b": 2}
    assert send("POST", path, query_string=query, json=[]).status_code == 400


@pytest.mark.parametrize(
    ("path", "owner", "name"), [(p, {k: v}, n) for p, o, n in ALL for k, v in o.items()]
)
def test_a_missing_parameter_is_refused(
    send: Send, path: str, owner: dict[str, str], name: str
) -> None:
    if path == "activities/state":
        assert send("GET", path, query_string=owner).status_code == 400
        assert send("DELETE", path, query_string=owner).status_code == 400
    assert send("GET", path, query_string={name: "x"}).status_code == 400
    assert send("PUT", path, query_string=owner, headers=NEW).status_code == 400
    assert send("POST", path, query_string=owner, json={}).status_code == 400


@pytest.mark.parametrize(("path", "owner", "name"), ALL)
@pytest.mark.parametrize(
    "extra",
    [{"foo": "1"}, {"since": "2026-01-01T00:00:00Z", "id": "x"}, {"since": "x"}, {"agent": "[1]"}],
)
def test_a_bad_parameter_is_refused(
    send: Send, path: str, owner: dict[str, str], name: str, extra: dict[str, str]
) -> None:
    extra = {name if key == "id" else key: value for key, value in extra.items()}
    assert send("GET", path, query_string=owner | extra).status_code == 400


def test_delete_without_an_id_clears_a_state_and_refuses_a_profile(send: Send) -> None:
    path, owner, name = STATE
    for one in ("x", "y"):
        send("PUT", path, query_string=owner | {name: one}, data=b"1")
    since = {"since": "2026-01-01T00:00:00Z"}
    assert send("DELETE", path, query_string=owner | since).status_code == 400
    assert send("DELETE", path, query_string=owner).status_code == 204
    assert send("GET", path, query_string=owner).get_json() == []
    assert send("DELETE", ACTIVITY[0], query_string=ACTIVITY[1]).status_code == 400


@pytest.mark.parametrize("content_type", ["x", "text/plain\t\x7f", "a/b; c", "a/ü", "a/b; c=ü"])
def test_a_content_type_that_cannot_come_back_is_refused(
    send: Send, content_type: str | None
) -> None:
    path, owner, name = STATE
    query = owner | {name: "x"}
    answer = send("PUT", path, query_string=query, data=b"1", content_type=content_type)
    assert answer.status_code == 400
    assert send("GET", path, query_string=query).status_code == 404


def test_a_document_without_a_type_is_bytes(send: Send) -> None:
    path, owner, name = STATE
    send("PUT", path, query_string=owner | {name: "x"}, data=b"1")
    found = send("GET", path, query_string=owner | {name: "x"})
    assert found.headers["Content-Type"] == "application/octet-stream"


def test_agents_and_activities_answer_for_the_unknown_too(send: Send) -> None:
    person = send("GET", "agents", query_string={"agent": AGENT}).get_json()
    assert person == {"objectType": "Person", "mbox": ["mailto:ada@example.com"]}
    activity = send("GET", "activities", query_string={"activityId": "https://a.b"}).get_json()
    assert activity == {"id": "https://a.b", "objectType": "Activity"}
    group = json.dumps({"objectType": "Group", "mbox": "mailto:ada@example.com"})
    assert send("GET", "agents", query_string={"agent": group}).status_code == 400
    assert send("GET", "agents").status_code == 400
    assert send("GET", "activities", query_string={"activityId": "x"}).status_code == 400
