"""The statements resource as clients meet it."""

import json
import uuid
from email.utils import parsedate_to_datetime
from typing import Any

import pytest

from lrs import LRS
from tests.lrs.http.conftest import Send, headers_for
from tests.lrs.samples import statement

SOME_ID = "6f2d3c1e-8f0b-4a57-9c3e-0d1b2a3c4d5e"
"""In the names of tests, which are the same in every run."""


def new_id() -> str:
    return str(uuid.uuid4())


def test_post_answers_with_the_ids_and_get_with_what_was_sent(send: Send) -> None:
    sent = statement(result={"score": {"scaled": 0.5}})
    (one,) = send("POST", "statements", json=sent).get_json()
    answer = send("GET", f"statements?statementId={one}")
    assert answer.status_code == 200
    found = answer.get_json()
    assert {name: found[name] for name in sent} == sent
    moment = parsedate_to_datetime(answer.headers["Last-Modified"])
    assert found["stored"].startswith(f"{moment:%Y-%m-%dT%H:%M:%S}")
    assert answer.headers["X-Experience-API-Consistent-Through"] >= found["stored"]


def test_put_stores_under_the_id_and_again_changes_nothing(send: Send) -> None:
    one = new_id()
    for _ in range(2):
        assert send("PUT", f"statements?statementId={one}", json=statement()).status_code == 204
    other = send("PUT", f"statements?statementId={one}", json=statement(result={"success": True}))
    assert other.status_code == 409
    assert one in other.text
    assert len(send("GET", "statements").get_json()["statements"]) == 1


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("statements", statement()),
        ("statements?statementId=x", statement()),
        (f"statements?statementId={SOME_ID}", [statement()]),
        (f"statements?statementId={SOME_ID}", statement(id=new_id())),
    ],
)
def test_a_put_that_is_not_one_statement_under_one_id_is_refused(
    send: Send, path: str, body: Any
) -> None:
    assert send("PUT", path, json=body).status_code == 400


def test_a_batch_is_stored_whole_or_not_at_all(send: Send) -> None:
    ids = send("POST", "statements", json=[statement()] * 3).get_json()
    assert len(ids) == 3
    bad = send("POST", "statements", json=[statement(), statement(actor=None)])
    assert bad.status_code == 400
    assert "Statement 2" in bad.text
    assert len(send("GET", "statements").get_json()["statements"]) == 3
    assert send("POST", "statements", json=[]).get_json() == []


def test_a_page_leads_to_the_next_by_a_path_that_stands_alone(send: Send) -> None:
    ids = send("POST", "statements", json=[statement()] * 3).get_json()
    path, found = "statements?limit=2", []
    while path:
        page = send("GET", path).get_json()
        found += [one["id"] for one in page["statements"]]
        assert page["more"] == "" or page["more"].startswith("/xapi/statements?more=")
        path = page["more"].removeprefix("/xapi/")
    assert found == ids[::-1]
    empty = send("GET", "statements?verb=https://nothing.example").get_json()
    assert empty == {"statements": [], "more": ""}


@pytest.mark.parametrize(
    "query",
    [
        "foo=bar",
        "Agent={}",
        "StatementId=x",
        "verb=noscheme",
        "verb=https://a.b&verb=https://c.d",
        "limit=-1",
        "limit=abc",
        "limit=1.5",
        "limit=99999999999999999999",
        "ascending=True",
        "related_agents=1",
        "related_activities=yes",
        "attachments=maybe",
        "since=yesterday",
        "since=2026-11-25T10:00:00 01:00",
        "until=2026-11-25T10:00:00+01:00",
        "registration=x",
        "agent={}",
        "agent=no json",
        "activity=",
        "format=pretty",
        "method=GET",
        "more=x",
        "more=W10&limit=1",
        "statementId=x",
        f"statementId={SOME_ID}&voidedStatementId={SOME_ID}",
        f"statementId={SOME_ID}&limit=1",
        f"voidedStatementId={SOME_ID}&ascending=true",
        "verb=%ff",
        "verb=https://a.b/%00",
        "agent=%7B%22mbox%22%3A%22mailto%3Aa%40b.c%5Cu0000%22%7D",
        "&".join(f"a{n}=1" for n in range(60)),
    ],
)
def test_a_bad_parameter_is_refused_with_a_sentence(send: Send, query: str) -> None:
    answer = send("GET", "statements", query_string=query)
    assert answer.status_code == 400
    assert answer.mimetype == "text/plain"
    assert answer.text.strip().endswith(".")


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_parameters_are_strict_for_writers_too(send: Send, method: str) -> None:
    query = {"statementId": new_id(), "foo": "bar"}
    assert send(method, "statements", query_string=query, json=statement()).status_code == 400


@pytest.mark.parametrize("content_type", ["application/json", "application/json; charset=UTF-8"])
def test_json_is_taken_with_or_without_its_charset(send: Send, content_type: str | None) -> None:
    body = json.dumps(statement())
    assert send("POST", "statements", data=body, content_type=content_type).status_code == 200


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("text/plain", 400),
        ("application/json; charset=latin-1", 400),
        ("multipart/form-data; boundary=x", 400),
        ("application/x-www-form-urlencoded", 400),
        (None, 400),
    ],
)
def test_another_type_is_refused_with_the_reason(
    send: Send, content_type: str | None, status: int
) -> None:
    answer = send("POST", "statements", data=json.dumps(statement()), content_type=content_type)
    assert answer.status_code == status
    assert "application/json" in answer.text or "UTF-8" in answer.text


@pytest.mark.parametrize("version", ["1.0.3", "2.0.0"])
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"1",
        b'"x"',
        b"[1]",
        b"[[]]",
        b"\xff\xfe",
        b'{"actor": "\\ud800"}',
        b"[" * 100_000,
        b'{"a":' * 20_000,
        b"9" * 10_000,
        b"1e999999999",
        b'{"actor":{},"actor":{}}',
        b'{"\xc3\x28": 1}',
        json.dumps(statement(object={"objectType": {}, "id": "https://a.b"})).encode(),
        json.dumps(statement(object={"objectType": 1})).encode(),
        json.dumps(statement(object={"objectType": "SubStatement", "object": 3})).encode(),
        json.dumps(statement(result={"score": {"raw": 10**400}})).encode(),
        json.dumps(statement(verb={"id": "https://a.b/\x00"})).encode(),
    ],
)
def test_a_bad_body_is_refused_and_nothing_is_stored(send: Send, version: str, body: Any) -> None:
    answer = send("POST", "statements", version=version, data=body, content_type="application/json")
    assert answer.status_code == 400, answer.text
    assert answer.text.strip().endswith(".")
    assert send("GET", "statements").get_json()["statements"] == []


def test_a_body_over_the_limit_is_answered_by_413_with_our_headers(send: Send) -> None:
    answer = send("POST", "statements", data=b" " * 200_001, content_type="application/json")
    assert answer.status_code == 413
    assert answer.headers["X-Experience-API-Version"] == "1.0.3"
    assert "200000" in answer.text


def test_nul_and_odd_text_survive_where_the_specification_lets_them(send: Send) -> None:
    sent = statement(
        actor={"mbox": "mailto:ada@example.com", "name": "a\x00b \U0001f600 <script>"},
        result={"response": "\x00", "extensions": {"https://e.example": ["\x00", 10**400]}},
    )
    (one,) = send("POST", "statements", json=sent).get_json()
    found = send("GET", f"statements?statementId={one}").get_json()
    assert found["actor"] == sent["actor"]
    assert found["result"] == sent["result"]
    assert send("GET", "statements?format=ids").status_code == 200
    assert send("GET", "statements?format=canonical").status_code == 200


def test_accept_language_chooses_in_canonical_only(send: Send) -> None:
    display = {"en": "tried", "cy": "ceisiodd"}
    send("POST", "statements", json=statement(verb={"id": "https://v.example", "display": display}))
    for format, expected in (("exact", display), ("canonical", {"cy": "ceisiodd"})):
        answer = send(
            "GET",
            f"statements?format={format}",
            headers={"Accept-Language": "de;q=0.9, cy-GB, en;q=0"},
        )
        assert answer.get_json()["statements"][0]["verb"]["display"] == expected


SCOPES = [
    ("all", 200, 200, 204, 200, 204),
    ("all/read", 403, 200, 403, 200, 403),
    ("statements/write", 200, 403, 403, 403, 403),
    ("statements/read", 403, 200, 403, 403, 403),
    ("statements/read/mine", 403, 200, 403, 403, 403),
    ("state", 403, 403, 204, 200, 403),
    ("profile", 403, 403, 403, 403, 204),
    ("define", 403, 403, 403, 403, 403),
]


@pytest.mark.parametrize("row", SCOPES, ids=[row[0] for row in SCOPES])
def test_each_scope_allows_what_it_says_and_no_more(
    lrs: LRS, send: Send, organisation: str, row: Any
) -> None:
    scope, *expected = row
    headers = headers_for(*lrs.credentials.issue(organisation, scope, (scope,)))
    at = {"activityId": "https://a.b", "agent": '{"mbox":"mailto:a@b.c"}'}
    profile = {"activityId": "https://a.b", "profileId": "x"}
    answers = [
        send("POST", "statements", json=statement(), headers=headers),
        send("GET", "statements", headers=headers),
        send("PUT", "activities/state", query_string=at | {"stateId": "x"}, headers=headers),
        send("GET", "activities/state", query_string=at, headers=headers),
        send(
            "PUT",
            "activities/profile",
            query_string=profile,
            headers=headers | {"If-None-Match": "*"},
        ),
    ]
    assert [answer.status_code for answer in answers] == expected


def test_a_reader_of_ones_own_gets_404_for_others_and_only_ones_own_in_lists(
    lrs: LRS, send: Send, organisation: str
) -> None:
    scopes = ("statements/write", "statements/read/mine")
    headers = headers_for(*lrs.credentials.issue(organisation, "mine", scopes))
    (theirs,) = send("POST", "statements", json=statement()).get_json()
    mine = send("POST", "statements", json=[statement()] * 2, headers=headers).get_json()
    assert send("GET", f"statements?statementId={theirs}", headers=headers).status_code == 404
    assert send("GET", f"statements?statementId={mine[0]}", headers=headers).status_code == 200
    # Another reader's token shows no more than one's own.
    more = send("GET", "statements?limit=1").get_json()["more"].removeprefix("/xapi/")
    for path in ("statements", more):
        page = send("GET", path, headers=headers).get_json()
        assert {one["id"] for one in page["statements"]} <= set(mine)


def test_one_organisations_key_never_opens_anothers_statements(lrs: LRS, send: Send) -> None:
    (one,) = send("POST", "statements", json=statement()).get_json()
    headers = headers_for(*lrs.credentials.issue(new_id(), "other", ("all",)))
    assert send("GET", f"statements?statementId={one}", headers=headers).status_code == 404
    assert send("GET", "statements", headers=headers).get_json()["statements"] == []


def test_an_unexpected_error_is_a_500_without_its_text(
    lrs: LRS, send: Send, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(lrs, "find", fail)
    answer = send("GET", "statements")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.headers["X-Experience-API-Version"] == "1.0.3"
