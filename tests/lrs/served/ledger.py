"""Compare what a store holds with what was sent to it and what it has acknowledged."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

import httpx
import msgspec

from tests.lrs.served.load import ACTIVITIES, AGENTS, VERBS, Load, Sent


class _Page(msgspec.Struct):
    statements: list[msgspec.Raw]
    more: str


class _Id(msgspec.Struct):
    id: str


def check(client: httpx.Client, load: Load) -> int:
    """Assert that nothing acknowledged is lost and nothing is there in part; return the count."""
    shown = _all(client, registration=load.registration)
    wanted = {target for sent in load.sent for target in sent.voids}
    hidden = {target: body for target in wanted if (body := _voided(client, target)) is not None}
    found = shown | hidden
    kept = [sent for sent in load.sent if _whole(sent, found)]
    for sent in kept:
        for one, body in sent.statements.items():
            assert found[one].startswith(body[:-1] + b',"authority":'), one
    assert set(found) == {one for sent in kept for one in sent.statements}
    voided = {target for sent in kept for target in sent.voids if target in found}
    assert set(hidden) == voided
    assert not voided & set(shown)
    _check_index(client, load.registration, found, voided)
    for state in load.states:
        answer = client.get(state.path)
        content = answer.content if answer.status_code == 200 else None
        assert content in state.may_be
        if content is not None:
            assert answer.headers["ETag"] == f'"{hashlib.sha1(content).hexdigest()}"'
    return sum(len(sent.statements) for sent in load.sent if sent.acknowledged)


def _whole(sent: Sent, found: dict[str, bytes]) -> bool:
    """Tell whether a request is stored; it is so with all of its statements or with none."""
    there = [one for one in sent.statements if one in found]
    assert len(there) in (0, len(sent.statements)), "a batch is stored in part"
    assert there or not sent.acknowledged, "what was acknowledged is lost"
    return bool(there)


def _check_index(
    client: httpx.Client, registration: str, found: dict[str, bytes], voided: set[str]
) -> None:
    """Ask by each filter, and compare with what the bodies say: the index has no more and no less."""
    bodies = {one: json.loads(body) for one, body in found.items()}
    filters: list[tuple[str, Any, Any]] = [
        *(("verb", verb, lambda body: body["verb"]["id"]) for verb in VERBS),
        *(("activity", activity, lambda body: body["object"]["id"]) for activity in ACTIVITIES),
        *(("agent", agent, lambda body: body["actor"]) for agent in AGENTS),
    ]
    for name, value, of in filters:
        own = {one for one, body in bodies.items() if of(body) == value}
        # Who refers to a statement is found by what that says, voided or not.
        by_reference = {
            one
            for one, body in bodies.items()
            if body["object"].get("objectType") == "StatementRef" and body["object"]["id"] in own
        }
        given = json.dumps(value) if name == "agent" else value
        met = _all(client, registration=registration, **{name: given})
        assert set(met) == (own | by_reference) - voided, name


def _all(client: httpx.Client, **query: str) -> dict[str, bytes]:
    """Return the statements of a query by id, through all its pages."""
    found: dict[str, bytes] = {}
    answer = client.get("/statements", params=query)
    while True:
        answer.raise_for_status()
        page = msgspec.json.decode(answer.content, type=_Page)
        found |= _by_id(page.statements)
        if not page.more:
            return found
        answer = client.get(page.more.removeprefix("/xapi"))


def _by_id(statements: Iterable[msgspec.Raw]) -> dict[str, bytes]:
    return {msgspec.json.decode(raw, type=_Id).id: bytes(raw) for raw in statements}


def _voided(client: httpx.Client, one: str) -> bytes | None:
    answer = client.get("/statements", params={"voidedStatementId": one})
    return answer.content if answer.status_code == 200 else None
