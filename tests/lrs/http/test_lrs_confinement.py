"""A confined credential as a piece of content meets it, and a guard with rules of its own."""

import json
import uuid
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from lrs import (
    LRS,
    Authority,
    Confinement,
    Document,
    Earlier,
    Incoming,
    NoGuard,
    Owner,
    Volume,
    errors,
)
from tests.lrs.http.conftest import Send, headers_for
from tests.lrs.samples import encoded, statement

AGENT = {"account": {"homePage": "https://a.example", "name": "ada"}}
OTHER = {"account": {"homePage": "https://a.example", "name": "bob"}}
REGISTRATION = str(uuid.uuid4())
ACTIVITY = "https://a.example/unit"
CATEGORY = "https://a.example/counted"
STATE = {"activityId": ACTIVITY, "agent": json.dumps(AGENT), "registration": REGISTRATION}


@pytest.fixture
def session(app: Flask, lrs: LRS, organisation: str) -> Send:
    """Give a function that sends requests with a confined credential."""
    pair = lrs.credentials.issue(
        organisation,
        "session",
        ("statements/write", "statements/read", "state", "profile"),
        confined=Confinement(AGENT, REGISTRATION),
    )

    def call(method: str, path: str, **parts: Any) -> TestResponse:
        headers = headers_for(*pair) | parts.pop("headers", {})
        return app.test_client(use_cookies=False).open(
            f"/xapi/{path}", method=method, headers=headers, **parts
        )

    return call


def own(**changes: Any) -> dict[str, Any]:
    return statement(
        **{"actor": AGENT, "context": {"registration": REGISTRATION}, "object": {"id": ACTIVITY}}
        | changes
    )


def test_its_own_work_passes(session: Send) -> None:
    answer = session("POST", "statements", json=own())
    assert answer.status_code == 200
    query = {"statementId": answer.get_json()[0]}
    assert session("GET", "statements", query_string=query).status_code == 200
    assert len(session("GET", "statements").get_json()["statements"]) == 1
    put = session("PUT", "activities/state", query_string=STATE | {"stateId": "x"}, data=b"x")
    assert put.status_code == 204
    assert session("GET", "activities/state", query_string=STATE).get_json() == ["x"]
    mine = {"agent": json.dumps(AGENT), "profileId": "x"}
    new = {"If-None-Match": "*"}
    assert session("PUT", "agents/profile", query_string=mine, headers=new).status_code == 204
    assert session("GET", "agents", query_string={"agent": json.dumps(AGENT)}).status_code == 200


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE"])
@pytest.mark.parametrize(
    "change",
    [{"agent": json.dumps(OTHER)}, {"registration": str(uuid.uuid4())}, {"registration": ""}],
)
def test_no_state_of_another_or_elsewhere_is_touched(
    session: Send, method: str, change: dict[str, str]
) -> None:
    query = {k: v for k, v in (STATE | {"stateId": "x"} | change).items() if v}
    answer = session(method, "activities/state", query_string=query, data=b"x")
    assert answer.status_code == 403, answer.text


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE"])
def test_no_profile_of_another_agent_is_touched(session: Send, method: str) -> None:
    query = {"agent": json.dumps(OTHER), "profileId": "x"}
    answer = session(method, "agents/profile", query_string=query, headers={"If-None-Match": "*"})
    assert answer.status_code == 403


def test_nobody_else_is_asked_for_and_nothing_voided(session: Send, send: Send) -> None:
    assert session("GET", "agents", query_string={"agent": json.dumps(OTHER)}).status_code == 403
    theirs = send("POST", "statements", json=own(actor=OTHER)).get_json()[0]
    assert session("GET", "statements", query_string={"statementId": theirs}).status_code == 404
    assert session("GET", "statements").get_json()["statements"] == []
    void = {"id": "http://adlnet.gov/expapi/verbs/voided"}
    reference = {"objectType": "StatementRef", "id": str(uuid.uuid4())}
    answer = session("POST", "statements", json=own(verb=void, object=reference))
    assert answer.status_code == 403


def test_over_its_allowance_it_is_told_413_and_what_it_may(
    app: Flask, lrs: LRS, organisation: str
) -> None:
    pair = lrs.credentials.issue(organisation, "x", ("all",), allowance=Volume(1, 2_000))
    client, headers = app.test_client(use_cookies=False), headers_for(*pair)
    assert client.post("/xapi/statements", json=own(), headers=headers).status_code == 200
    answer = client.post("/xapi/statements", json=own(), headers=headers)
    assert (answer.status_code, "may write 1 statements" in answer.text) == (413, True)
    for method in ("PUT", "POST"):
        query = STATE | {"stateId": "x"}
        answer = client.open(
            "/xapi/activities/state",
            method=method,
            query_string=query,
            json={"x": "x" * 2_000},
            headers=headers,
        )
        assert (answer.status_code, "may write 2000 bytes" in answer.text) == (413, True)


class OneStatementEach(NoGuard):
    """Let an activity have one statement of a category a registration, and no document change."""

    def __init__(self) -> None:
        self.learnt: list[str | None] = []
        self.refusals: list[tuple[str, int]] = []

    def statements(
        self, authority: Authority, incoming: tuple[Incoming, ...], earlier: Earlier
    ) -> None:
        if len(incoming) + len(earlier(REGISTRATION, ACTIVITY, CATEGORY)) > 1:
            raise errors.Forbidden("one is enough")

    def stored(self, authority: Authority, incoming: tuple[Incoming, ...]) -> None:
        self.learnt += [each.id for each in incoming]

    def refused(self, authority: Authority, what: str, error: errors.LRSError) -> None:
        self.refusals.append((what, error.status))

    def document(
        self, authority: Authority, kind: str, owner: Owner, id: str | None, new: Document | None
    ) -> None:
        raise errors.Forbidden(f"{kind} {id} {None if new is None else new.content.decode()}")


def test_a_guard_judges_what_is_new_and_learns_of_it_once(lrs: LRS, send: Send) -> None:
    around = {"contextActivities": {"category": [{"id": CATEGORY}]}}
    first = own(id=str(uuid.uuid4()), context={"registration": REGISTRATION.upper(), **around})
    # What is elsewhere, about something else, or of no such category is not even shown to it.
    for other in (
        own(),
        own(object={"id": "https://a.example/other"}, context=first["context"]),
        own(context={"registration": str(uuid.uuid4()), **around}),
    ):
        assert send("POST", "statements", json=other).status_code == 200
    guard = OneStatementEach()
    lrs.guard = guard
    assert (
        send(
            "POST", "statements", data=encoded([own(), own()]), content_type="application/json"
        ).status_code
        == 403
    )
    assert send("POST", "statements", json=first).status_code == 200
    # The same again is nothing new, so that a client may send it until it has an answer.
    assert send("POST", "statements", json=first).status_code == 200
    refused = send("POST", "statements", json=own())
    assert (refused.status_code, refused.text) == (403, "one is enough\n")
    assert guard.learnt == [first["id"]]
    assert send("POST", "statements", json={}).status_code == 400
    refused_post = ("POST statements", 403)
    assert guard.refusals == [refused_post, refused_post, ("POST statements", 400)]


class ClosedDoor(NoGuard):
    """Admit nobody."""

    def admit(self, authority: Authority) -> None:
        raise errors.Unauthorised(f"{authority.credential_id} is nobody's any more")


def test_a_guard_turns_a_credential_away_whatever_it_asks_for(
    lrs: LRS, session: Send, send: Send
) -> None:
    lrs.guard = ClosedDoor()
    state = {"query_string": STATE | {"stateId": "x"}}
    for call in (send, session):
        for method, path, parts in (
            ("GET", "statements", {}),
            ("POST", "statements", {"json": own()}),
            ("GET", "activities/state", state),
            ("PUT", "activities/state", state | {"data": b"x"}),
        ):
            answer = call(method, path, **parts)
            assert (answer.status_code, "is nobody's" in answer.text) == (401, True), path
    assert send("GET", "about").status_code == 200


def test_a_guard_sees_each_change_of_a_document_and_no_reading(lrs: LRS, send: Send) -> None:
    lrs.guard = OneStatementEach()
    query = STATE | {"stateId": "x"}
    for method, told in (
        ("PUT", "state x new"),
        ("POST", "state x new"),
        ("DELETE", "state x None"),
    ):
        answer = send(method, "activities/state", query_string=query, data=b"new")
        assert (answer.status_code, answer.text) == (403, f"{told}\n")
    assert send("DELETE", "activities/state", query_string=STATE).text == "state None None\n"
    assert send("GET", "activities/state", query_string=query).status_code == 404
