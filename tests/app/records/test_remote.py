"""Another record store, over real HTTP: what is learnt here arrives there, and is read from there."""

import datetime as dt
import uuid
from functools import partial

import httpx
import msgspec
import pytest
from flask import Flask
from msgspec import structs

from app.database import now
from app.records.remote import RemoteStore
from app.records.upkeep import send_and_read
from lrs.remote import Remote
from tests.app.actors import Actor
from tests.app.learning.walking import open_all_topics, parts_of, take_assessment, verbs
from tests.app.records.waiting import waiting
from tests.app.supervision.telling import statement
from tests.app.trust import Trust


def hours_later(hours: int) -> dt.datetime:
    return now() + dt.timedelta(hours=hours)


@pytest.fixture
def environment(environment: dict[str, str], elsewhere: dict[str, str]) -> dict[str, str]:
    """Let ``app`` work with another record store."""
    return environment | elsewhere


def test_a_walk_arrives_and_the_supervisor_sees_it(
    app: Flask, as_learner: Actor, as_supervisor: Actor, trust: Trust
) -> None:
    open_all_topics(app, as_learner)
    take_assessment(app, as_learner, right=True)
    parts = parts_of(app)
    assert len(waiting(parts.database)) > 0
    send_and_read(parts, now)
    assert waiting(parts.database) == []
    assert verbs(app).count("passed") == 1
    assert "100 %" in as_supervisor.get("/supervision").text
    page = as_supervisor.get(f"/supervision/{trust.members['learner']}").text
    assert "Passed the assessment" in page


def test_reading_overlaps_and_counts_once(
    app: Flask, as_learner: Actor, as_supervisor: Actor
) -> None:
    take_assessment(app, as_learner, right=False)
    for _ in range(3):
        send_and_read(parts_of(app), now)
    assert "1 attempt" in as_supervisor.get("/supervision").text


def test_the_same_sent_twice_is_taken_once_and_another_of_its_id_refused(
    app: Flask, trust: Trust
) -> None:
    records = parts_of(app).records
    told = statement(trust)
    changed = told | {"result": {"success": False}}
    other = statement(trust)
    assert records.send(trust.organisation, [msgspec.json.encode(told)]) == ()
    bodies = [msgspec.json.encode(each) for each in (told, changed, other)]
    (refusal,) = records.send(trust.organisation, bodies)
    assert refusal.index == 1
    registration = uuid.UUID(told["context"]["registration"])
    kept = records.statements_of(trust.organisation, registration)
    assert [each.read()["id"] for each in kept] == [told["id"], other["id"]]


def test_statements_of_another_organisation_are_not_given(
    app: Flask, trust: Trust, other_trust: Trust
) -> None:
    records = parts_of(app).records
    told = statement(trust)
    records.send(trust.organisation, [msgspec.json.encode(told)])
    registration = uuid.UUID(told["context"]["registration"])
    assert records.get(trust.organisation, uuid.UUID(told["id"])) is not None
    assert records.get(other_trust.organisation, uuid.UUID(told["id"])) is None
    assert len(records.statements_of(trust.organisation, registration)) == 1
    assert records.statements_of(other_trust.organisation, registration) == ()


def test_a_store_that_is_away_or_refuses_the_key_gets_all_later(
    app: Flask, as_learner: Actor, live_server: str
) -> None:
    parts = parts_of(app)
    away = RemoteStore.open("http://127.0.0.1:9/xapi", "key", "secret", 1.0)
    wrong_key = RemoteStore.open(live_server, "key", "wrong", 5.0)
    take_assessment(app, as_learner, right=True)
    as_learner.send("/learn/culture/finish")
    told = len(waiting(parts.database))
    for hours, store in ((0, away), (2, wrong_key)):
        send_and_read(structs.replace(parts, records=store), partial(hours_later, hours))
        assert len(waiting(parts.database)) == told
    send_and_read(parts, partial(hours_later, 4))
    assert waiting(parts.database) == []
    assert verbs(app).count("passed") == 1


def test_reading_goes_back_a_little_for_what_became_visible_late() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.params.get("since", ""))
        return httpx.Response(200, json={"statements": []})

    transport = httpx.MockTransport(answer)
    client = httpx.Client(base_url="https://lrs.example/xapi/", transport=transport)
    store = RemoteStore(Remote(client))
    harvest = store.read_since("2026-03-12T10:00:30.000000Z", 10)
    assert asked == ["2026-03-12T10:00:00.000000Z"]
    assert harvest.position == "2026-03-12T10:00:30.000000Z"
