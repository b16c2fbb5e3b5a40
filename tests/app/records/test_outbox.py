"""Statements on their way: none lost, none twice, whatever fails on it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from flask import Flask

from app.database import Database, now
from app.records import outbox
from app.records.contract import RecordStore, Refusal
from app.records.drain import drain
from app.records.errors import StoreAway
from lrs.remote import LONGEST_WAIT_SECONDS, wait_seconds
from tests.app.databases import BOTH
from tests.app.learning.walking import parts_of, statements
from tests.app.records.waiting import waiting
from tests.app.supervision.telling import statement
from tests.app.trust import Trust

LATER = dt.timedelta(hours=2)


class Store:
    """A record store that can be told to fail before or after it has stored."""

    name = "tried"
    in_process = False

    def __init__(self, real: RecordStore) -> None:
        self.real = real
        self.away = False
        self.answer_is_lost = False
        self.sent: list[list[str]] = []

    def send(self, organisation_id: uuid.UUID, bodies: Sequence[bytes]) -> tuple[Refusal, ...]:
        if self.away:
            raise StoreAway("It is away.")
        self.sent.append([msgspec.json.decode(body)["id"] for body in bodies])
        refusals = self.real.send(organisation_id, bodies)
        if self.answer_is_lost:
            raise StoreAway("The answer was lost.")
        return refusals

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


@pytest.fixture
def store(app: Flask) -> Store:
    return Store(parts_of(app).records)


def put(database: Database, trust: Trust, *told: dict[str, Any]) -> None:
    with database.write() as session:
        for each in told:
            body = msgspec.json.encode(each)
            outbox.add(session, trust.organisation, uuid.UUID(each["id"]), body, now())


def stored_ids(app: Flask) -> list[str]:
    return [each.read()["id"] for each in statements(app)]


@BOTH
def test_what_waits_is_sent_in_order_and_forgotten(
    app: Flask, database: Database, trust: Trust, store: Store
) -> None:
    told = [statement(trust) for _ in range(outbox.BATCH + 3)]
    put(database, trust, *told)
    assert drain(database, store, now) is True
    assert stored_ids(app) == [each["id"] for each in told]
    assert waiting(database) == []
    assert [len(batch) for batch in store.sent] == [outbox.BATCH, 3]


@BOTH
def test_while_the_store_is_away_everything_waits(
    app: Flask, database: Database, trust: Trust, store: Store
) -> None:
    told = [statement(trust), statement(trust)]
    put(database, trust, *told)
    store.away = True
    assert drain(database, store, now) is False
    assert [row.tries for row in waiting(database)] == [1, 1]
    store.away = False
    assert drain(database, store, now) is True  # too early: nothing is tried again yet
    assert stored_ids(app) == []
    assert drain(database, store, lambda: now() + LATER) is True
    assert stored_ids(app) == [each["id"] for each in told]


@BOTH
def test_an_answer_that_is_lost_makes_no_double(
    app: Flask, database: Database, trust: Trust, store: Store
) -> None:
    told = statement(trust)
    put(database, trust, told)
    store.answer_is_lost = True
    drain(database, store, now)
    assert len(waiting(database)) == 1
    store.answer_is_lost = False
    drain(database, store, lambda: now() + LATER)
    assert stored_ids(app) == [told["id"]]
    assert waiting(database) == []
    assert len(store.sent) == 2


@BOTH
def test_a_process_that_dies_while_sending_loses_nothing(
    app: Flask, database: Database, trust: Trust, store: Store
) -> None:
    told = statement(trust)
    put(database, trust, told)
    with database.write() as session:
        assert outbox.claim(session, now()) is not None  # and then it dies
    drain(database, store, now)
    assert store.sent == []  # its lease still runs
    drain(database, store, lambda: now() + outbox.LEASE)
    assert stored_ids(app) == [told["id"]]


@BOTH
def test_a_refused_statement_stays_for_a_person_and_holds_up_nobody(
    app: Flask, database: Database, trust: Trust, store: Store
) -> None:
    wrong = statement(trust, "no verb at all")
    right = statement(trust)
    put(database, trust, wrong, right)
    drain(database, store, now)
    assert stored_ids(app) == [right["id"]]
    (row,) = waiting(database)
    assert str(row.statement_id) == wrong["id"]
    assert "verb" in row.refused


@BOTH
def test_one_organisation_waits_alone(
    app: Flask, database: Database, trust: Trust, other_trust: Trust, store: Store
) -> None:
    put(database, trust, statement(trust))
    with database.write() as session:
        assert outbox.claim(session, now()) is not None
    put(database, other_trust, statement(other_trust))
    drain(database, store, now)
    assert len(store.sent) == 1
    assert [row.organisation_id for row in waiting(database)] == [trust.organisation]


def act_and_fail(database: Database, trust: Trust) -> None:
    with database.write() as session:
        told = statement(trust)
        outbox.add(session, trust.organisation, uuid.UUID(told["id"]), b"{}", now())
        raise RuntimeError("something else in the act went wrong")


def test_an_act_that_is_rolled_back_is_not_told(database: Database, trust: Trust) -> None:
    with pytest.raises(RuntimeError):
        act_and_fail(database, trust)
    assert waiting(database) == []


def test_waits_grow_and_end() -> None:
    longest = [wait_seconds(tries) for tries in (0, 1, 5, 50, 10_000)]
    assert longest[0] <= 2.0
    assert all(seconds <= LONGEST_WAIT_SECONDS for seconds in longest)
    assert longest[-1] >= LONGEST_WAIT_SECONDS / 2
