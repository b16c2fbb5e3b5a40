"""Headers, parameters and forms of any kind: an answer with a sentence, and never a 500."""

import json
from typing import Any
from urllib.parse import urlencode

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lrs.http.resources import RESOURCES
from tests.lrs.fuzz.conftest import Ask
from tests.lrs.samples import statement

_many = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
_PATHS = st.sampled_from((*RESOURCES, "nowhere", "/statements", "statements/"))
_METHODS = st.sampled_from(
    ("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "PATCH", "TRACE", "FOO")
)
# What a server lets through in a header: visible characters, blanks and bytes beyond ASCII.
_LINE = st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF, exclude_characters="\x7f"))
_HEADERS = st.sampled_from(
    (
        *(
            "Authorization",
            "X-Experience-API-Version",
            "Content-Type",
            "Content-Encoding",
            "If-Match",
        ),
        *("If-None-Match", "Accept-Language", "Accept", "Accept-Encoding", "X-Experience-API-Hash"),
        *("Origin", "Host", "Cookie", "Transfer-Encoding", "Range", "If-Modified-Since"),
    )
)
_VALUES = st.sampled_from(
    (
        *(
            "",
            "*",
            '"',
            'W/"',
            '"a", W/"b',
            "de;q=",
            "de;q=nan",
            "*;q=1e999, en-GB;q=-1",
            ";",
            ",,,",
        ),
        *(
            "multipart/mixed",
            'multipart/mixed; boundary="',
            "multipart/mixed; boundary=" + "b" * 300,
        ),
        *("application/json; charset=", "application/json;charset=utf-8;charset=utf-16", "text/ü"),
        *(
            "gzip",
            "br, gzip;q=0",
            "Basic",
            "Basic =",
            "Basic Og==",
            "Basic 4pyTOuKckw==",
            "Bearer x",
        ),
        *(
            "1.0.3",
            "2.0.0",
            "1.0.3\t",
            "1.0.3,2.0.0",
            "9" * 5_000,
            "' OR 1=1; --",
            "chunked",
            "bytes=0-",
        ),
    )
)
_NAMES = st.sampled_from(
    (
        *("statementId", "voidedStatementId", "agent", "verb", "activity", "registration", "since"),
        *(
            "until",
            "limit",
            "format",
            "attachments",
            "ascending",
            "related_agents",
            "more",
            "method",
        ),
        *(
            "related_activities",
            "activityId",
            "stateId",
            "profileId",
            "content",
            "Agent",
            "",
            "a\x00",
        ),
    )
)
_GIVEN = st.sampled_from(
    (
        *(
            "",
            "true",
            "1",
            "0",
            "-1",
            "9" * 30,
            "1e3",
            "ids",
            "canonical",
            "null",
            "[]",
            "{}",
            "\x00",
        ),
        *("https://a.b", "https://a.b/\r\nX: y", "x" * 9_000, "2026-11-29T08:00:00Z", "2026-02-30"),
        *(
            "6f2d3c1e-8f0b-4a57-9c3e-0d1b2a3c4d5e",
            '{"mbox":"mailto:a@b.c"}',
            "[" * 5_000,
            "é\u2028",
        ),
        *('{"mbox":"mailto:a@b.c","mbox":"mailto:a@b.c"}', '{"name":"x"}', '{"mbox":"\\ud800"}'),
        *(
            '{"objectType":"Group","member":[]}',
            "' OR '1'='1",
            "1; DROP TABLE lrs_statement",
            "%00",
            "W10",
        ),
    )
) | st.text(st.characters(codec="utf-8"), max_size=20)


@_many
@given(
    path=_PATHS,
    method=_METHODS,
    version=st.sampled_from(("1.0.3", "2.0.0")),
    headers=st.dictionaries(_HEADERS, _VALUES | _LINE, max_size=3),
    query=st.lists(st.tuples(_NAMES, _GIVEN), max_size=4),
    raw=st.sampled_from(("", "", "%", "%ff", "%zz=1", "&&=&", "a=%ED%A0%80", ";", "?")),
    body=st.sampled_from((b"", b"{}", b"\xff", json.dumps(statement()).encode(), b"a=b&content=x")),
)
def test_any_request_gets_an_answer(ask: Ask, path: str, method: str, **parts: Any) -> None:
    query = urlencode(parts["query"]) + parts["raw"]
    ask(
        method,
        f"{path}?{query}",
        version=parts["version"],
        headers=parts["headers"],
        data=parts["body"],
    )


@_many
@given(
    parts=st.lists(st.tuples(_NAMES, _GIVEN), max_size=6),
    method=st.sampled_from(("GET", "HEAD", "PUT", "POST", "DELETE", "", "PATCH")),
    path=_PATHS,
    junk=st.sampled_from(
        (b"", b"&", b"%ff", b"\xff", b"&content=" + b"%00" * 9, b"&Content-Type=%0D%0Ax")
    ),
)
def test_any_request_in_a_form_gets_an_answer(ask: Ask, parts: Any, **given: Any) -> None:
    ask(
        "POST",
        f"{given['path']}?method={given['method']}",
        data=urlencode(parts).encode() + given["junk"],
        content_type="application/x-www-form-urlencoded",
    )
