"""The alternate request syntax of 1.0.3: a whole request in a form (Communication 1.3)."""

import json
import uuid
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask

from tests.lrs.http.conftest import Send, headers_for
from tests.lrs.samples import statement

FORM = "application/x-www-form-urlencoded"
AGENT = json.dumps(statement()["actor"])
STATE = {"activityId": "https://a.example", "agent": AGENT, "stateId": "x"}


@pytest.fixture
def pack(send: Send) -> Any:
    """Return a function that sends a request (method, resource, form fields) in a form."""

    def call(method: str, resource: str, fields: Any, **more: Any) -> Any:
        return send(
            "POST", f"{resource}?method={method}", data=urlencode(fields), content_type=FORM, **more
        )

    return call


def test_a_statement_is_put_posted_and_read(pack: Any) -> None:
    one, said = str(uuid.uuid4()), json.dumps(statement(result={"response": "é & = %"}))
    assert pack("PUT", "statements", {"statementId": one, "content": said}).status_code == 204
    assert pack("POST", "statements", {"content": said}).status_code == 200
    found = pack("GET", "statements", {"statementId": one}).get_json()
    assert found["result"]["response"] == "é & = %"
    page = pack("GET", "statements", {"limit": "1"}).get_json()
    assert len(page["statements"]) == 1
    assert page["more"]


def test_a_form_may_bring_the_credentials_and_the_version(
    app: Flask, credential: tuple[str, str]
) -> None:
    given = headers_for(*credential)
    client = app.test_client(use_cookies=False)
    form = given | {"content": json.dumps(statement()), "Content-Type": "application/json"}
    assert client.post("/xapi/statements?method=POST", data=form).status_code == 200
    wrong = form | {"Authorization": "Basic eDp5"}
    answer = client.post("/xapi/statements?method=POST", data=wrong, headers=given)
    assert answer.status_code == 401


def test_the_forms_version_goes_before_that_of_the_header(pack: Any) -> None:
    fields = {"content": json.dumps(statement()), "X-Experience-API-Version": "0.8"}
    answer = pack("POST", "statements", fields)
    assert answer.status_code == 400
    assert "0.8" in answer.text


def test_documents_keep_the_type_and_the_conditions_of_the_form(pack: Any, send: Send) -> None:
    fields = {**STATE, "content": '{"a":"ü"}', "Content-Type": "application/json"}
    assert pack("PUT", "activities/state", fields).status_code == 204
    found = send("GET", f"activities/state?{urlencode(STATE)}")
    assert (found.data, found.mimetype) == ('{"a":"ü"}'.encode(), "application/json")
    stale = fields | {"If-Match": '"0"', "content": "{}"}
    assert pack("PUT", "activities/state", stale).status_code == 412
    seen = fields | {"If-Match": found.headers["ETag"], "content": '{"b":1}'}
    assert pack("POST", "activities/state", seen).status_code == 204
    assert pack("GET", "activities/state", STATE).get_json() == {"a": "ü", "b": 1}
    assert pack("DELETE", "activities/state", STATE).status_code == 204
    assert pack("GET", "activities/state", STATE).status_code == 404


def test_head_has_no_body(pack: Any) -> None:
    answer = pack("HEAD", "statements", {})
    assert (answer.status_code, answer.data) == (200, b"")
    assert "X-Experience-API-Consistent-Through" in answer.headers


def test_about_can_be_asked_for_too(app: Flask) -> None:
    answer = app.test_client().post("/xapi/about?method=GET", data={"x": ""})
    assert answer.status_code == 400
    answer = app.test_client().post("/xapi/about?method=GET", content_type=FORM)
    assert answer.get_json() == {"version": ["1.0.3", "2.0.0"]}


@pytest.mark.parametrize(
    ("method", "fields", "words"),
    [
        ("PUT", {"statementId": "x"}, "no field content"),
        ("POST", {}, "no field content"),
        ("PATCH", {}, "method is one of"),
        ("get", {}, "method is one of"),
        ("GET", {"unknown": "1"}, "not known here"),
        ("GET", [("limit", "1"), ("limit", "2")], "twice"),
        ("POST", [("content", "{}"), ("content", "{}")], "twice"),
        ("GET", {"If-Match": "a\r\nSet-Cookie: x"}, "no header can"),
        ("GET", {"Authorization": "Basic ü"}, "no header can"),
        (
            "POST",
            {"content": "{}", "Content-Type": "multipart/mixed; boundary=x"},
            "as application/json",
        ),
    ],
)
def test_what_cannot_be_unpacked_is_refused_with_the_reason(
    pack: Any, method: str, fields: Any, words: str
) -> None:
    answer = pack(method, "statements", fields)
    assert answer.status_code == 400
    assert words in answer.text


def test_the_method_stands_alone_in_the_address_of_a_post(send: Send) -> None:
    form = {"data": urlencode({"content": "{}"}), "content_type": FORM}
    for method, path in (
        ("POST", "statements?method=PUT&statementId=x"),
        ("PUT", "statements?method=POST"),
        ("GET", "statements?method=GET"),
    ):
        answer = send(method, path, **form)
        assert answer.status_code == 400
        assert "alternate syntax" in answer.text
    as_json = send("POST", "statements?method=PUT", json={"content": "{}"})
    assert as_json.status_code == 400
    assert FORM in as_json.text


def test_version_2_has_no_alternate_syntax(pack: Any, send: Send) -> None:
    assert pack("GET", "statements", {}, version="2.0.0").status_code == 400
    asked = {"X-Experience-API-Version": "2.0.0"}
    answer = send("POST", "statements?method=GET", data="", content_type=FORM, headers=asked)
    assert answer.status_code == 400
    assert "no alternate syntax" in answer.text
