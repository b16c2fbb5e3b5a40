"""Request lines and headers as the server reads them: an answer of ours, and never a 500."""

import json
from urllib.parse import urlencode

import pytest

from tests.support.lrs_served import ServedLRS

AGENT = json.dumps({"mbox": "mailto:ada@example.com"})
STATE = urlencode({"activityId": "https://a.b", "agent": AGENT, "stateId": "x"})


def raw(
    served: ServedLRS, line: str, *lines: bytes, known: bool = True, body: bytes = b""
) -> bytes:
    given = served.headers if known else {"X-Experience-API-Version": "1.0.3"}
    own = [f"{name}: {value}".encode() for name, value in given.items()]
    head = [f"{line} HTTP/1.1".encode(), b"Host: x", b"Connection: close", *own, *lines]
    return b"\r\n".join(head) + b"\r\n\r\n" + body


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"Basic",
        b"Basic \xff\xfe",
        b"Basic \xc3\xa9",
        b"Basic bm9jb2xvbg==",
        b"Basic AAA6AAA=",
        b"Basic " + b"QQ" * 20_000,
        b"\xff",
        b"Bearer x",
        b"Basic 7aCAOnM=",
    ],
)
def test_any_authorization_that_is_not_good_is_a_401(served: ServedLRS, value: bytes) -> None:
    status, headers, _ = served.exchange(
        raw(served, "GET /xapi/statements", b"Authorization: " + value, known=False)
    )
    assert status == 401
    assert headers["www-authenticate"].startswith("basic realm=")


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("FOO /xapi/statements", 405),
        ("TRACE /xapi/statements", 405),
        ("GET /xapi//statements", 404),
        ("GET //xapi/statements", 200),
        ("GET /xapi%2Fstatements", 200),
        ("GET /xapi/statements%2F", 404),
        ("GET /xapi/statements%00", 404),
        ("GET /xapi/%ff", 404),
        ("GET /xapi/../xapi/statements", 404),
        ("GET /xapi/statements;a=b", 404),
        ("GET /xapi/statements?a", 400),
        ("GET /xapi/statements?limit=%ff", 400),
        ("GET /xapi/statements?limit=1&limit=1", 400),
        (f"GET /xapi/statements?verb=https://{'a' * 60_000}", 200),
    ],
)
def test_any_address_gets_an_answer_of_ours(served: ServedLRS, line: str, status: int) -> None:
    found, headers, _ = served.exchange(raw(served, line))
    assert found == status
    assert headers["x-experience-api-version"] == "1.0.3"


@pytest.mark.parametrize(
    "header",
    [
        b"Accept-Language: \xff;q=x, *;q=nan",
        b"X-Experience-API-Version: 2.0.0",
        b"Authorization: Basic x",
        b"If-Match: \xff",
        b"Content-Length: 0",
        b"Cookie: \xff=\xff",
        b"X-Request-ID: \xff",
    ],
)
def test_an_odd_header_more_is_no_reason_to_fail(served: ServedLRS, header: bytes) -> None:
    status, headers, _ = served.exchange(raw(served, "GET /xapi/statements", header))
    assert status in (200, 400, 401)
    assert headers["x-experience-api-version"] in ("1.0.3", "2.0.0")


@pytest.mark.parametrize(
    "content_type",
    [
        b"text/plain\r\n X-Injected: 1",
        b"text/plain; a=\xff",
        b"text/plain\x01",
        b'text/plain; a="\r\nX-Injected: 1"',
        b'text/html; charset="a b"',
    ],
)
def test_a_documents_type_brings_no_header_of_its_own(
    served: ServedLRS, content_type: bytes
) -> None:
    put = raw(
        served,
        f"PUT /xapi/activities/state?{STATE}",
        b"Content-Type: " + content_type,
        b"Content-Length: 1",
        body=b"x",
    )
    status, _, _ = served.exchange(put)
    assert status in (204, 400)
    status, headers, _ = served.exchange(raw(served, f"GET /xapi/activities/state?{STATE}"))
    assert status in (200, 404)
    assert "x-injected" not in headers
