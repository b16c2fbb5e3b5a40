"""Coded bodies: gzip in, gzip out, and nothing that grows without bound."""

import gzip
import json
import zlib

import pytest

from tests.lrs.http.conftest import Send
from tests.lrs.samples import statement

LONG = statement(result={"response": "a word and another " * 200})


def test_a_gzipped_batch_is_stored(send: Send) -> None:
    body = gzip.compress(json.dumps([LONG, LONG]).encode())
    answer = send(
        "POST",
        "statements",
        data=body,
        content_type="application/json",
        headers={"Content-Encoding": "gzip"},
    )
    assert answer.status_code == 200
    assert len(answer.get_json()) == 2


@pytest.mark.parametrize(
    ("coding", "body", "status"),
    [
        ("br", b"{}", 415),
        ("gzip, gzip", b"{}", 415),
        ("gzip", b"{}", 400),
        ("gzip", b"", 400),
        ("gzip", gzip.compress(b"{}")[:-3], 400),
        ("gzip", gzip.compress(b"{}") + b"more", 400),
        ("gzip", zlib.compress(b"{}"), 400),
        ("gzip", gzip.compress(b"[" + b" " * 10_000_000 + b"]"), 413),
    ],
    ids=["another", "twice", "none", "empty", "cut", "longer", "deflate", "bomb"],
)
def test_another_coding_broken_gzip_and_a_bomb_are_refused(
    send: Send, coding: str, body: bytes, status: int
) -> None:
    answer = send(
        "POST",
        "statements",
        data=body,
        content_type="application/json",
        headers={"Content-Encoding": coding},
    )
    assert answer.status_code == status
    assert answer.headers["X-Experience-API-Version"] == "1.0.3"


def test_statements_are_compressed_for_whoever_takes_it(send: Send) -> None:
    (one,) = send("POST", "statements", json=LONG).get_json()
    for path in ("statements", f"statements?statementId={one}", "statements?attachments=true"):
        plain = send("GET", path, headers={"Accept-Encoding": "identity"})
        coded = send("GET", path, headers={"Accept-Encoding": "br;q=1, gzip;q=0.5"})
        assert "Content-Encoding" not in plain.headers
        assert coded.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in coded.headers["Vary"]
        assert int(coded.headers["Content-Length"]) == len(coded.data) < len(plain.data)
        if "attachments" not in path:
            assert gzip.decompress(coded.data) == plain.data
        head = send("HEAD", path, headers={"Accept-Encoding": "gzip"})
        assert head.data == b""
        assert head.headers["Content-Encoding"] == "gzip"


def test_what_is_short_or_refused_comes_as_it_is(send: Send) -> None:
    for accepted in ("gzip", "gzip;q=0"):
        answer = send("GET", "statements", headers={"Accept-Encoding": accepted})
        assert "Content-Encoding" not in answer.headers
    send("POST", "statements", json=LONG)
    refused = send("GET", "statements", headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers


def test_a_document_is_never_coded_since_its_etag_is_that_of_its_bytes(send: Send) -> None:
    path = "activities/profile?activityId=https://a.example&profileId=x"
    stored = {"data": b"x" * 5_000, "headers": {"If-None-Match": "*"}}
    assert send("PUT", path, **stored).status_code == 204
    answer = send("GET", path, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers
    assert answer.data == b"x" * 5_000
