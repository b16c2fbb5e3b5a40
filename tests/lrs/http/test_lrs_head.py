"""HEAD is GET without the body, on every resource, found or refused."""

import json

import pytest

from lrs.http.resources import RESOURCES
from tests.lrs.http.conftest import Send
from tests.lrs.samples import statement

AGENT = json.dumps({"mbox": "mailto:ada@example.com"})
SOME_ID = "6f2d3c1e-8f0b-4a57-9c3e-0d1b2a3c4d5e"
STATE = {"activityId": "https://a.b", "agent": AGENT}
ASKED = [
    ("about", {}),
    ("statements", {}),
    ("statements", {"statementId": SOME_ID}),
    ("statements", {"voidedStatementId": SOME_ID}),
    ("statements", {"format": "canonical", "attachments": "false"}),
    ("statements", {"limit": "x"}),
    ("activities", {"activityId": "https://a.b"}),
    ("activities", {}),
    ("activities/state", STATE),
    ("activities/state", STATE | {"stateId": "x"}),
    ("activities/state", STATE | {"stateId": "absent"}),
    ("activities/profile", {"activityId": "https://a.b"}),
    ("activities/profile", {"activityId": "https://a.b", "profileId": "absent"}),
    ("agents", {"agent": AGENT}),
    ("agents/profile", {"agent": AGENT}),
    ("agents/profile", {}),
    ("nowhere", {}),
]
# Moments and numbers that are each request's own.
_OWN = frozenset({"X-Experience-API-Consistent-Through", "X-Request-Id"})


def test_every_resource_is_asked_here() -> None:
    assert {path for path, _ in ASKED} > set(RESOURCES)


@pytest.mark.parametrize("version", ["1.0.3", "2.0.0"])
def test_head_has_the_status_and_headers_of_get_and_no_body(send: Send, version: str) -> None:
    send("PUT", "statements", query_string={"statementId": SOME_ID}, json=statement())
    send("PUT", "activities/state", query_string=STATE | {"stateId": "x"}, data=b"\x00\xff")
    for path, query in ASKED:
        got = send("GET", path, version=version, query_string=query)
        head = send("HEAD", path, version=version, query_string=query)
        assert head.status_code == got.status_code, path
        assert head.data == b"", path
        one, other = (
            {name: value for name, value in answer.headers.items() if name not in _OWN}
            for answer in (head, got)
        )
        assert one == other, path
