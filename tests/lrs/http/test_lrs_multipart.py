"""Statements with raw data: multipart/mixed on the way in and on the way out."""

import json
import uuid
from hashlib import sha256, sha384, sha512
from typing import Any

import pytest
from werkzeug.test import TestResponse

from lrs.multipart import sections
from tests.lrs.http.conftest import Send
from tests.lrs.samples import attachment, statement, with_attachment

ODD = b"\x00\r\n--no boundary\r\n\xff\xfe\r"
LEGAL = "abcABC0123'()+_,-./:=?"


def multipart(
    said: Any,
    *contents: bytes,
    boundary: str = "b0",
    headers: tuple[str, ...] = (),
    end: bytes = b"",
) -> bytes:
    """Return a body as a client writes it. headers: of each part of raw data, {0} for its SHA-256."""
    lines = headers or ("Content-Transfer-Encoding: binary", "X-Experience-API-Hash: {0}")
    mark = b"\r\n--" + boundary.encode()
    first = said if isinstance(said, bytes) else json.dumps(said).encode()
    body = mark + b"\r\nContent-Type:application/json\r\n\r\n" + first
    for content in contents:
        head = "\r\n".join(lines).replace("{0}", sha256(content).hexdigest())
        body += mark + b"\r\n" + head.encode() + b"\r\n\r\n" + content
    return body + mark + b"--" + end


def post(send: Send, body: bytes, boundary: str = "b0", **more: Any) -> TestResponse:
    kind = f'multipart/mixed; boundary="{boundary}"'
    return send("POST", "statements", data=body, content_type=kind, **more)


def parts_of(answer: TestResponse) -> tuple[Any, list[tuple[dict[str, str], bytes]]]:
    """Return the JSON of a multipart answer, and headers and bytes of its other parts."""
    kind, _, mark = answer.headers["Content-Type"].partition("; boundary=")
    assert kind == "multipart/mixed"
    assert mark.isalnum()
    first, *others = sections(answer.data, mark)
    assert first.headers["content-type"] == "application/json"
    return json.loads(first.content), [(one.headers, one.content) for one in others]


@pytest.mark.parametrize("version", ["1.0.3", "2.0.0"])
def test_bytes_come_back_as_they_were_sent(send: Send, version: str) -> None:
    said = with_attachment(ODD, contentType="image/x; q=1")
    (one,) = post(send, multipart(said, ODD), version=version).get_json()
    answer = send("GET", f"statements?statementId={one}&attachments=true", version=version)
    found, others = parts_of(answer)
    assert found["attachments"] == said["attachments"]
    assert others == [
        (
            {
                "content-type": "image/x; q=1",
                "content-length": str(len(ODD)),
                "content-transfer-encoding": "binary",
                "x-experience-api-hash": sha256(ODD).hexdigest(),
            },
            ODD,
        )
    ]
    assert "Last-Modified" in answer.headers
    for path in (f"statements?statementId={one}", "statements?attachments=false", "statements"):
        assert send("GET", path, version=version).mimetype == "application/json"


def test_put_takes_attachments_too(send: Send) -> None:
    one = str(uuid.uuid4())
    answer = send(
        "PUT",
        f"statements?statementId={one}",
        data=multipart(with_attachment(b"x"), b"x"),
        content_type="multipart/mixed; boundary=b0",
    )
    assert answer.status_code == 204
    _, others = parts_of(send("GET", f"statements?statementId={one}&attachments=true"))
    assert [content for _, content in others] == [b"x"]


def test_a_page_and_the_next_hold_each_of_their_bytes_once(send: Send) -> None:
    batch = [with_attachment(b"same"), with_attachment(b"same"), with_attachment(b"other")]
    assert post(send, multipart(batch, b"same", b"other")).status_code == 200
    said, others = parts_of(send("GET", "statements?attachments=true&limit=2"))
    assert [content for _, content in others] == [b"other", b"same"]
    more = said["more"].removeprefix("/xapi/")
    said, others = parts_of(send("GET", more))
    assert len(said["statements"]) == 1
    assert [content for _, content in others] == [b"same"]


def test_an_answer_is_multipart_also_where_nothing_is_attached(send: Send) -> None:
    assert parts_of(send("GET", "statements?attachments=true")) == (
        {"statements": [], "more": ""},
        [],
    )
    (one,) = send("POST", "statements", json=statement()).get_json()
    _, others = parts_of(send("GET", f"statements?statementId={one}&attachments=true"))
    assert others == []


def test_a_voided_statement_keeps_its_bytes(send: Send) -> None:
    (one,) = post(send, multipart(with_attachment(b"x"), b"x")).get_json()
    void = {"id": "http://adlnet.gov/expapi/verbs/voided"}
    send(
        "POST",
        "statements",
        json=statement(verb=void, object={"objectType": "StatementRef", "id": one}),
    )
    _, others = parts_of(send("GET", f"statements?voidedStatementId={one}&attachments=true"))
    assert [content for _, content in others] == [b"x"]


@pytest.mark.parametrize("function", [sha256, sha384, sha512])
def test_each_sha2_is_known_by_its_length_and_compares_without_case(
    send: Send, function: Any
) -> None:
    named = function(b"x").hexdigest()
    said = with_attachment(b"x", sha2=named.upper())
    headers = ("Content-Transfer-Encoding: binary", f"X-Experience-API-Hash: {named}")
    assert post(send, multipart(said, b"x", headers=headers)).status_code == 200
    _, others = parts_of(send("GET", "statements?attachments=true"))
    assert others[0][0]["x-experience-api-hash"] == named.upper()


def test_an_attachment_of_a_substatement_counts(send: Send) -> None:
    inner = with_attachment(b"x") | {"objectType": "SubStatement"}
    said = statement(object=inner)
    assert send("POST", "statements", json=said).status_code == 400
    assert post(send, multipart(said, b"x")).status_code == 200
    _, others = parts_of(send("GET", "statements?attachments=true"))
    assert [content for _, content in others] == [b"x"]


@pytest.mark.parametrize(
    "body",
    [
        multipart(statement()),
        multipart(with_attachment(b"x", fileUrl="https://f.example/x")),
        multipart(with_attachment(b"x"), b"x", b"x"),
        multipart(with_attachment(b"x"), b"x", headers=("X-Experience-API-Hash:{0}",)),
        multipart(with_attachment(b"x"), b"x", end=b"\r\nwhat follows is to be ignored"),
        multipart(with_attachment(b"x"), b"x")[2:],
        b"a preamble\r\n" + multipart(with_attachment(b"x"), b"x"),
        multipart([with_attachment(b""), statement()], b""),
        multipart(
            with_attachment(b"x", contentType="text/plain; charset=ascii"),
            b"x",
            headers=("Content-Type: TEXT/plain", "X-Experience-API-Hash: {0}", "Content-Length: 1"),
        ),
    ],
)
def test_what_is_legal_is_taken(send: Send, body: bytes) -> None:
    answer = post(send, body)
    assert answer.status_code == 200, answer.text


def test_a_boundary_may_hold_every_character_that_is_legal(send: Send) -> None:
    body = multipart(with_attachment(ODD), ODD, boundary=LEGAL)
    assert post(send, body, boundary=LEGAL).status_code == 200


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (multipart(with_attachment(b"x")), "$.attachments[0]"),
        (
            multipart(with_attachment(b"x", fileUrl="https://f.example/x"), b"y"),
            "belongs to no attachment",
        ),
        (multipart(statement(), b"x"), "belongs to no attachment"),
        (multipart(with_attachment(b"x"), b"x", headers=("Content-Type: text/plain",)), "Part 2"),
        (multipart(with_attachment(b"x"), b"x", headers=("X-Experience-API-Hash: 12",)), "SHA-2"),
        (
            multipart(
                with_attachment(b"x"),
                b"x",
                headers=("X-Experience-API-Hash: {0}", "Content-Transfer-Encoding: base64"),
            ),
            "binary",
        ),
        (
            multipart(
                with_attachment(b"x"),
                b"y",
                headers=(f"X-Experience-API-Hash: {sha256(b'x').hexdigest()}",),
            ),
            "do not have the SHA-2",
        ),
        (
            multipart(
                with_attachment(b"x"),
                b"x",
                headers=("X-Experience-API-Hash: {0}", "Content-Type: image/png"),
            ),
            "$.attachments[0].contentType",
        ),
        (
            multipart(
                with_attachment(b"x", length=2),
                b"x",
                headers=("X-Experience-API-Hash: {0}", "Content-Length: 1"),
            ),
            "$.attachments[0].length",
        ),
        (
            multipart(with_attachment(b"x"), b"x").replace(b":application/json", b": text/plain"),
            "first part",
        ),
        (multipart(with_attachment(b"x"), b"x")[:-2], "does not end with its boundary"),
        (multipart(with_attachment(b"x"), b"x").replace(b"\r\n", b"\n"), "CR LF"),
        (b"\r\n--b0--", "no part"),
        (b"", "boundary"),
        (b"\r\n--b0\r\nno colon\r\n\r\n{}\r\n--b0--", "Part 1"),
        (b"\r\n--b0\r\nA: 1\r\na: 2\r\n\r\n{}\r\n--b0--", "Part 1"),
        (b"\r\n--b0\r\n{}\r\n--b0--", "empty line"),
        (multipart(b"\xff"), "UTF-8"),
    ],
)
def test_what_is_broken_is_refused_with_its_place(send: Send, body: bytes, words: str) -> None:
    answer = post(send, body)
    assert answer.status_code == 400
    assert words in answer.text
    assert send("GET", "statements").get_json()["statements"] == []


@pytest.mark.parametrize("mark", ["", " ", "x" * 71, "ü", "a{b"])
def test_a_boundary_that_is_not_legal_is_refused(send: Send, mark: str) -> None:
    kind = f'multipart/mixed; boundary="{mark}"'
    answer = send("POST", "statements", data=multipart(statement()), content_type=kind)
    assert answer.status_code == 400
    assert "needs a boundary" in answer.text
    assert send("POST", "statements", data=b"", content_type="multipart/mixed").status_code == 400


def test_more_parts_than_anybody_needs_are_refused(send: Send) -> None:
    answer = post(send, multipart(statement(), *[b"x"] * 1_000))
    assert answer.status_code == 400
    assert "1000 parts" in answer.text


def test_json_alone_is_enough_only_where_each_attachment_has_an_address(send: Send) -> None:
    linked = attachment(b"x", fileUrl="https://f.example/x")
    assert send("POST", "statements", json=statement(attachments=[linked])).status_code == 200
    answer = send("POST", "statements", json=statement(attachments=[linked, attachment(b"y")]))
    assert answer.status_code == 400
    assert "$.attachments[1]" in answer.text


def test_a_batch_with_one_fault_stores_nothing_of_it(send: Send) -> None:
    answer = post(send, multipart([with_attachment(b"x"), with_attachment(b"y")], b"x"))
    assert answer.status_code == 400
    assert "Statement 2 of the batch" in answer.text
    assert send("GET", "statements").get_json()["statements"] == []
