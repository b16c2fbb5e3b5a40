"""Bodies of several parts with anything odd at any place: refused, or all of it comes back."""

import json
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from lrs.multipart import sections
from tests.lrs.fuzz.conftest import Ask
from tests.lrs.fuzz.odd import changed, encoded
from tests.lrs.samples import statement, with_attachment

_many = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
_HASH = b"X-Experience-API-Hash: "
_ODD = (
    *(
        b"",
        b"\r\n",
        b"\n",
        b"\x00",
        b"--",
        b"--b",
        b"\r\n--b\r\n",
        b"\r\n--b--",
        b":",
        b"\xff",
        b" ",
    ),
    *(b"Content-Transfer-Encoding: base64\r\n", b"Content-Length: 9\r\n", b"Content-Type: x\r\n"),
    *(_HASH + b"ab" * 32 + b"\r\n", b"\r\n\r\n", b"\t", b"{", b"Content-Type: a/b; c=\r\n\t d\r\n"),
)
_MARKS = (
    "b",
    "b ",
    "",
    '"',
    "b" * 71,
    "b\x00",
    "ü",
    "--",
    "b; x=y",
    "b\r\nX: y",
    '"b"; boundary=c',
)


@st.composite
def bodies(draw: st.DrawFn) -> bytes:
    """Return a body of statements and their raw data, as it should be but for a few places."""
    content = draw(st.binary(max_size=30) | st.sampled_from((b"\r\n--b", b"--b--\r\n", b"\r\n")))
    said: Any = [with_attachment(content), statement()]
    if draw(st.integers(0, 3)) == 0:
        said = draw(changed())
    part = _HASH + sha256(content).hexdigest().encode() + b"\r\n\r\n" + content
    first = b"Content-Type: application/json\r\n\r\n" + encoded(said)
    body = b"--b\r\n" + first + b"\r\n--b\r\n" + part + b"\r\n--b--\r\n"
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(body)))
        until = at + draw(st.integers(0, 3))
        body = body[:at] + draw(st.sampled_from(_ODD)) + body[until:]
    return body[: draw(st.integers(0, len(body)))] if draw(st.integers(0, 9)) == 0 else body


@_many
@given(body=bodies(), version=st.sampled_from(("1.0.3", "2.0.0")))
def test_parts_are_refused_or_come_back(ask: Ask, body: bytes, version: str) -> None:
    kind = "multipart/mixed; boundary=b"
    answer = ask("POST", "statements", version=version, data=body, content_type=kind)
    event(str(answer.status_code))
    if answer.status_code != 200:
        assert answer.status_code in (400, 409)
        return
    for one in answer.get_json():
        path = f"statements?statementId={one}&attachments=true"
        found = ask("GET", path, version=version)
        first, *others = sections(found.data, found.headers["Content-Type"].partition("=")[2])
        sent = {part.headers["x-experience-api-hash"]: part.content for part in others}
        for sha2, content in sent.items():
            assert sha256(content).hexdigest() == sha2.lower()
            assert content in body
        stored = json.loads(first.content)
        needed = [some["sha2"] for some in stored.get("attachments", ()) if "fileUrl" not in some]
        assert set(needed) <= set(sent)


@_many
@given(mark=st.sampled_from(_MARKS) | st.text(max_size=5), body=bodies())
def test_any_boundary_gets_an_answer(ask: Ask, mark: str, body: bytes) -> None:
    header = f"multipart/mixed; boundary={mark}".encode("latin-1", "replace").decode("latin-1")
    header = "".join(letter for letter in header if letter.isprintable())
    ask("POST", "statements", data=body, content_type=header)


@pytest.mark.parametrize("blank", [b" ", b"\t", b" \t"])
def test_blanks_in_a_header_cost_no_more_than_their_number(ask: Ask, blank: bytes) -> None:
    """Tried anew from each of them, they would hold a worker for minutes."""
    line = b"X-Other: a" + blank * 90_000 + b"b\r\n"
    body = b"--b\r\n" + line + b"Content-Type: application/json\r\n\r\n[]\r\n--b--"
    kind = "multipart/mixed; boundary=b"
    if len(body) > 200_000:
        body = body.replace(blank * 10_000, b"", 1)
    assert ask("POST", "statements", data=body, content_type=kind).status_code == 200
