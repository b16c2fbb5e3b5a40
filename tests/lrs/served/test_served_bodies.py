"""Bodies as the server hands them over: whole within the limit, or refused; never stored in part."""

import gzip
import json
import uuid
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from tests.lrs.samples import encoded, statement
from tests.lrs.served.conftest import MOST_BYTES
from tests.support.lrs_served import ServedLRS

STATE = {"activityId": "https://a.b", "agent": json.dumps({"mbox": "mailto:ada@example.com"})}
JSON = {"Content-Type": "application/json"}


def chunked(*chunks: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks) + end


def at_state() -> str:
    return f"/activities/state?{urlencode(STATE | {'stateId': str(uuid.uuid4())})}"


def request(served: ServedLRS, method: str, path: str, body: bytes, **headers: str) -> bytes:
    given = served.headers | {"Host": "lrs.example", "Connection": "close"}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return f"{method} /xapi{path} HTTP/1.1\r\n{lines}\r\n".encode() + body


def posted(served: ServedLRS, body: bytes, **headers: str) -> bytes:
    return request(served, "POST", "/statements", body, Content_Type="application/json", **headers)


def test_chunks_are_joined(served: ServedLRS) -> None:
    sent = statement(id=str(uuid.uuid4()))
    body = encoded(sent)

    def parts() -> Iterator[bytes]:
        yield from (body[at : at + 7] for at in range(0, len(body), 7))

    with served.client() as client:
        assert client.post("/statements", content=parts(), headers=JSON).json() == [sent["id"]]
        found = client.get("/statements", params={"statementId": sent["id"]})
    assert found.json()["actor"] == sent["actor"]


@pytest.mark.parametrize("size", [MOST_BYTES + 1, MOST_BYTES * 3])
@pytest.mark.parametrize("coding", ["length", "chunks"])
def test_a_body_over_the_limit_is_refused_with_a_length_or_without(
    served: ServedLRS, size: int, coding: str
) -> None:
    one = str(uuid.uuid4())
    body = encoded(statement(id=one)).ljust(size)  # valid as far as the limit: blanks may follow
    if coding == "length":
        raw = posted(served, body, Content_Length=str(len(body)))
    else:
        pieces = [body[at : at + 10_000] for at in range(0, size, 10_000)]
        raw = posted(served, chunked(*pieces), Transfer_Encoding="chunked")
    status, headers, answer = served.exchange(raw)
    assert status == 413
    assert headers["x-experience-api-version"] == "1.0.3"
    assert str(MOST_BYTES).encode() in answer
    with served.client() as client:
        assert client.get("/statements", params={"statementId": one}).status_code == 404


@pytest.mark.parametrize("coding", ["length", "chunks"])
def test_a_body_of_just_the_limit_is_taken(served: ServedLRS, coding: str) -> None:
    body = encoded(statement()).ljust(MOST_BYTES)
    with served.client() as client:
        content = body if coding == "length" else iter([body[:1000], body[1000:]])
        assert client.post("/statements", content=content, headers=JSON).status_code == 200


@pytest.mark.parametrize("cut", [False, True])
def test_a_document_whose_sender_goes_away_is_not_stored_in_part(
    served: ServedLRS, cut: bool
) -> None:
    path = at_state()
    body = b"half" if cut else b"whole"
    status, _, _ = served.exchange(request(served, "PUT", path, body, Content_Length="5"), cut=cut)
    assert status == (400 if cut else 204)
    with served.client() as client:
        assert client.get(path).status_code == (404 if cut else 200)


@pytest.mark.parametrize("end", [b"", b"zz\r\n", b"40\r\nhalf", b"0\r\n\r\n"])
def test_a_document_in_chunks_is_refused_since_nobody_could_tell_its_end(
    served: ServedLRS, end: bytes
) -> None:
    path = at_state()
    raw = request(served, "PUT", path, chunked(b"half", end=end), Transfer_Encoding="chunked")
    status, headers, answer = served.exchange(raw, cut=not end.endswith(b"0\r\n\r\n"))
    assert status == 411
    assert b"Content-Length" in answer
    assert headers["x-experience-api-version"] == "1.0.3"
    with served.client() as client:
        assert client.get(path).status_code == 404


def test_a_document_packed_into_a_form_is_not_stored_in_part_either(served: ServedLRS) -> None:
    path, query = at_state().split("?")
    packed = urlencode(
        {"X-Experience-API-Version": "1.0.3", "Authorization": served.headers["Authorization"]}
    )
    form = f"{packed}&{query}&content=half".encode()
    coded = {"Content_Type": "application/x-www-form-urlencoded", "Transfer_Encoding": "chunked"}
    raw = request(served, "POST", f"{path}?method=PUT", chunked(form, end=b""), **coded)
    status, _, _ = served.exchange(raw, cut=True)
    assert status == 411
    with served.client() as client:
        assert client.get(f"{path}?{query}").status_code == 404


@pytest.mark.parametrize("kept", [1, 40, 80])
def test_a_statement_whose_sender_goes_away_is_not_stored(served: ServedLRS, kept: int) -> None:
    one = str(uuid.uuid4())
    body = encoded([statement(id=one), statement()])
    for headers, part in (
        ({"Content_Length": str(len(body))}, body[:-kept]),
        ({"Transfer_Encoding": "chunked"}, chunked(body[:-kept], end=b"")),
    ):
        status, _, _ = served.exchange(posted(served, part, **headers), cut=True)
        assert status == 400
    with served.client() as client:
        assert client.get("/statements", params={"statementId": one}).status_code == 404


def test_a_refusal_reads_the_body_to_its_end_so_that_the_connection_goes_on(
    served: ServedLRS,
) -> None:
    """Else a client that sends first and reads then would meet a closed connection, and no reason."""
    body = b" " * (MOST_BYTES - 1)
    head = f"POST /xapi/statements HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n"
    after = b"GET /xapi/about HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    status, _, rest = served.exchange(head.encode() + body + after)
    assert status == 400
    assert b"HTTP/1.1 200 OK" in rest


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "identity, gzip", "x"])
def test_a_coded_body_is_refused_before_it_could_grow(served: ServedLRS, coding: str) -> None:
    bomb = gzip.compress(b" " * 20_000_000)
    for method, path in (("POST", "/statements"), ("PUT", at_state())):
        length = str(len(bomb))
        coded = {"Content_Encoding": coding, "Content_Length": length}
        raw = request(served, method, path, bomb, Content_Type="application/json", **coded)
        status, _, _ = served.exchange(raw)
        assert status == (413 if coding == "gzip" else 415)


@pytest.mark.parametrize(
    "body", [b"[" * 100_000, b'{"a":' * 30_000, b"[" * 990 + b"]" * 990, b"9" * 5_000]
)
def test_deep_nesting_does_not_reach_the_end_of_a_threads_stack(
    served: ServedLRS, body: bytes
) -> None:
    with served.client() as client:
        assert client.post("/statements", content=body, headers=JSON).status_code == 400
        if len(body) > 5_000:
            path = at_state()
            assert client.post(path, content=body, headers=JSON).status_code == 400
            assert client.get("/agents", params={"agent": body[:1000]}).status_code == 400
