"""Rows made from statements: each counted once, in any order, by nobody but the right one."""

import random
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
import pytest
from flask import Flask
from sqlalchemy import delete, select

from app.database import now
from app.records.contract import Harvest
from app.supervision import projection
from app.supervision.models import Progress, ProgressCursor
from course.vocabulary import Extension, Verb
from tests.app.actors import Actor
from tests.app.conftest import HOME_PAGE
from tests.app.databases import BOTH
from tests.app.learning.walking import (
    SLUG,
    answer_all_practice,
    module_of,
    open_all_topics,
    parts_of,
    statements,
    take_assessment,
)
from tests.app.supervision.telling import statement, store, voiding
from tests.app.trust import Trust


def rows(app: Flask) -> list[dict[str, object]]:
    """Catch up, and return every progress row as plain data."""
    parts = parts_of(app)
    projection.catch_up(parts.database, parts.records, parts.home_page, now())
    return read_rows(app)


def read_rows(app: Flask) -> list[dict[str, object]]:
    with parts_of(app).database.read() as session:
        found = session.scalars(select(Progress).order_by(Progress.registration)).all()
        return [
            {column.key: getattr(row, column.key) for column in Progress.__table__.columns}
            for row in found
        ]


def empty(app: Flask) -> None:
    with parts_of(app).database.write() as session:
        for table in projection.TABLES:
            session.execute(delete(table))


def take_module(app: Flask, actor: Actor) -> None:
    """Take everything: fail once, pass once, stop."""
    open_all_topics(app, actor)
    answer_all_practice(app, actor)
    take_assessment(app, actor, right=False)
    take_assessment(app, actor, right=True)
    actor.send(f"/learn/{SLUG}/finish")


@BOTH
def test_a_whole_walk_makes_one_row(app: Flask, as_learner: Actor, trust: Trust) -> None:
    take_module(app, as_learner)
    (row,) = rows(app)
    told = statements(app)
    results = {each.read()["verb"]["id"]: each.read() for each in told}
    assert row["actor"] == trust.members["learner"]
    assert row["organisation_id"] == trust.organisation
    assert (row["module"], row["topics_opened"]) == (SLUG, len(module_of(app).topics))
    assert (row["tries"], row["score"]) == (2, 100.0)
    assert row["failed"] is not None
    assert row["result_statement"] == uuid.UUID(results[Verb.PASSED]["id"])
    assert row["completion_statement"] == uuid.UUID(results[Verb.COMPLETED]["id"])


@BOTH
def test_reading_again_and_building_again_give_the_same(app: Flask, as_learner: Actor) -> None:
    take_module(app, as_learner)
    before = rows(app)
    with parts_of(app).database.write() as session:
        projection.fold(session, statements(app), HOME_PAGE)
    assert read_rows(app) == before
    parts = parts_of(app)
    projection.rebuild(parts.database, parts.records, parts.home_page, now())
    assert read_rows(app) == before


def test_any_order_gives_the_same(app: Flask, as_learner: Actor) -> None:
    take_module(app, as_learner)
    before = rows(app)
    told = statements(app)
    for seed in range(10):
        empty(app)
        random.Random(seed).shuffle(told)
        with parts_of(app).database.write() as session:
            for each in told:
                projection.fold(session, [each], HOME_PAGE)
        after = read_rows(app)
        assert after == before, seed


@BOTH
def test_a_voided_result_makes_no_status(app: Flask, trust: Trust) -> None:
    failed = statement(trust, Verb.FAILED, timestamp="2026-03-11T10:00:00Z")
    passed = statement(trust)
    store(app, trust.organisation, failed, passed)
    (row,) = rows(app)
    assert row["passed"] is not None
    store(app, trust.organisation, voiding(passed["id"]))
    (row,) = rows(app)
    assert (row["passed"], row["tries"]) == (None, 1)
    assert row["result_statement"] == uuid.UUID(failed["id"])
    parts = parts_of(app)
    projection.rebuild(parts.database, parts.records, parts.home_page, now())
    assert read_rows(app) == [row]


def test_another_organisation_voids_nothing_here(
    app: Flask, trust: Trust, other_trust: Trust
) -> None:
    passed = statement(trust)
    store(app, trust.organisation, passed)
    store(app, other_trust.organisation, voiding(passed["id"]))
    (row,) = rows(app)
    assert row["passed"] is not None


def test_a_status_is_never_lowered(app: Flask, trust: Trust) -> None:
    passed = statement(trust)
    later = statement(trust, Verb.FAILED, timestamp="2026-04-01T10:00:00Z")
    store(app, trust.organisation, passed, later)
    (row,) = rows(app)
    assert row["passed"] is not None
    assert (row["score"], row["result_statement"]) == (84.0, uuid.UUID(passed["id"]))


@pytest.mark.parametrize(
    "change",
    [
        {"actor": {"mbox": "mailto:somebody@alder.example"}},
        {"actor": {"account": {"homePage": "https://other.example", "name": str(uuid.uuid4())}}},
        {"context": {}},
        {"object": {"id": "https://other.example/course"}},
        {"object": {"objectType": "StatementRef", "id": str(uuid.uuid4())}, "context": {}},
    ],
    ids=["address", "other home page", "no registration", "other activity", "reference"],
)
def test_what_others_write_makes_no_row(app: Flask, trust: Trust, change: dict[str, Any]) -> None:
    store(app, trust.organisation, statement(trust, **change))
    assert rows(app) == []


def test_one_organisation_cannot_write_into_another(
    app: Flask, trust: Trust, other_trust: Trust
) -> None:
    own = statement(trust)
    store(app, trust.organisation, own)
    before = rows(app)
    claims_it = statement(trust, Verb.FAILED)
    says_its_own = statement(trust, Verb.FAILED)
    says_its_own["context"]["extensions"][Extension.ORGANISATION] = str(other_trust.organisation)
    store(app, other_trust.organisation, claims_it, says_its_own)
    assert rows(app) == before


def test_of_two_that_read_at_once_the_slower_one_changes_nothing(
    app: Flask, trust: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(app, trust.organisation, statement(trust))
    parts = parts_of(app)
    real = parts.records.read_since
    first = iter([True])
    marks: list[str] = []

    def mark() -> str:
        with parts.database.read() as session:
            return session.get_one(ProgressCursor, parts.records.name).position

    def read_after_another_did(position: str, limit: int) -> Harvest:
        found = real(position, limit)
        if next(first, False):  # somebody else reads further meanwhile, and is faster
            store(app, trust.organisation, statement(trust, timestamp="2026-03-13T10:00:00Z"))
            rows(app)
            marks.append(mark())
        return found

    monkeypatch.setattr(parts.records, "read_since", read_after_another_did)
    rows(app)
    marks.append(mark())
    assert marks[0] == marks[1]
    (row,) = rows(app)
    assert row["tries"] == 2


@BOTH
def test_many_first_readings_at_once_count_once(app: Flask, trust: Trust) -> None:
    store(app, trust.organisation, *[statement(trust, Verb.FAILED) for _ in range(20)])
    parts = parts_of(app)

    def read() -> None:
        projection.catch_up(parts.database, parts.records, parts.home_page, now())

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(read) for _ in range(4)]:
            done.result()
    (row,) = rows(app)
    assert row["tries"] == 20


def test_many_pages_are_read_to_the_end(
    app: Flask, trust: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projection, "PAGE", 2)
    all_five = [statement(trust, Verb.FAILED) for _ in range(5)]
    store(app, trust.organisation, *all_five)
    (row,) = rows(app)
    assert row["tries"] == 5


def test_numbers_that_no_machine_counts_with_stop_no_reading(app: Flask, trust: Trust) -> None:
    """A key may write them into an extension, and whoever comes after must be read all the same."""
    strange = voiding(str(uuid.uuid4()))
    passed = statement(trust)
    body = (
        msgspec.json.encode(strange)[:-1] + b',"result":{"extensions":{"https://a.example/n":%s}}}'
    )
    for number in (b"1e400", b"9" * 5000):
        bodies = [body.replace(strange["id"].encode(), str(uuid.uuid4()).encode()) % number]
        assert parts_of(app).records.send(trust.organisation, bodies) == ()
    store(app, trust.organisation, passed)
    (row,) = rows(app)
    assert row["result_statement"] == uuid.UUID(passed["id"])
