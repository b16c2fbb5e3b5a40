"""Documents of any bytes and types: each is what was put or merged, and nothing else."""

import hashlib
from typing import Any
from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lrs import jsontext
from tests.lrs.fuzz.conftest import Ask

_many = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
_AT = st.sampled_from(
    (
        *(
            "activities/state?activityId=https://a.b&agent={agent}&stateId=",
            "activities/profile?activityId=https://a.b&profileId=",
        ),
        *("agents/profile?agent={agent}&profileId=",),
    )
)
_TYPES = st.sampled_from(
    (
        *(
            "application/json",
            "application/JSON; charset=utf-8",
            "text/plain",
            'a/b; c="d;e"',
            "x",
            "",
        ),
        *(
            "application/octet-stream",
            "multipart/mixed; boundary=b",
            "a/b\xa0",
            "application/json; c=\xfc",
        ),
    )
)
_CONTENT = st.binary(max_size=40) | st.sampled_from(
    (
        *(
            b"{}",
            b'{"a":1,"b":{"c":0.10}}',
            b'{"a":2}',
            b'{"a":1,"a":2}',
            b"[]",
            b"\xef\xbb\xbf{}",
            b"",
        ),
        *(b'{"a":"\\ud800"}', b'{"a":' * 150, b'{"\\u0000":1e400}', b"9" * 5_000, b'{"a":null}'),
    )
)


@_many
@given(
    at=_AT,
    name=st.text(st.characters(codec="utf-8"), max_size=12),
    steps=st.lists(
        st.tuples(st.sampled_from(("PUT", "POST")), _TYPES, _CONTENT), min_size=1, max_size=4
    ),
)
def test_a_document_is_what_was_put_or_merged_and_nothing_else(
    ask: Ask, at: str, name: str, steps: Any
) -> None:
    path = at.replace("{agent}", quote('{"mbox":"mailto:a@b.c"}')) + quote(name, safe="")
    before = ask("GET", path)
    for method, content_type, content in steps:
        headers = {"If-Match": before.headers.get("ETag", '"none"')}
        if before.status_code == 404:
            headers = {"If-None-Match": "*"}
        answer = ask(method, path, data=content, content_type=content_type, headers=headers)
        after = ask("GET", path)
        if answer.status_code == 204:
            _check(method, content, before, after)
        else:
            assert answer.status_code == 400
            assert (after.status_code, after.data) == (before.status_code, before.data)
        before = after


def _check(method: str, content: bytes, before: Any, after: Any) -> None:
    assert after.headers["ETag"] == f'"{hashlib.sha1(after.data).hexdigest()}"'
    if method == "PUT" or before.status_code == 404:
        assert after.data == content
        return
    merged = jsontext.read(before.data) | jsontext.read(content)
    assert jsontext.canonical(jsontext.read(after.data)) == jsontext.canonical(merged)
