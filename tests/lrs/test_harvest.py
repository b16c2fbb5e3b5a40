"""The harvester's cursor: complete, in order, while others write."""

import json
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from sqlalchemy import Connection, text

from lrs import LRS, Authority
from lrs.store.engine import Database
from lrs.writing import references, storing
from lrs.writing.references import Placed
from tests.lrs.samples import encoded, statement

WRITERS, ROUNDS, BATCH = 4, 12, 3


def test_the_cursor_meets_every_statement_once_while_many_write(lrs: LRS) -> None:
    authorities = [
        Authority.internal(str(uuid.uuid4()), "https://lrs.example") for _ in range(WRITERS // 2)
    ]
    mine = {authority.organisation for authority in authorities}
    done = threading.Event()
    sent: list[str] = []
    (start,) = lrs.store(encoded(statement()), authorities[0])
    cursor = next(r.seq for r in lrs.since(authorities[0].organisation, 0))

    def write(number: int) -> None:
        for _ in range(ROUNDS):
            sent.extend(lrs.store(encoded([statement()] * BATCH), authorities[number % 2]))

    def harvest() -> list[str]:
        at, met = cursor, []
        while True:
            last_round = done.is_set()
            rows = lrs.since(None, at, 7)
            met += [json.loads(row.body)["id"] for row in rows if row.organisation in mine]
            if rows:
                at = rows[-1].seq
            elif last_round:
                return met

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        harvested = pool.submit(harvest)
        for written in [pool.submit(write, number) for number in range(WRITERS)]:
            written.result()
        done.set()
        met = harvested.result()
    assert len(sent) == WRITERS * ROUNDS * BATCH
    assert sorted(met) == sorted(sent)
    assert start not in met
    for organisation in mine:
        moments = [row.stored for row in lrs.since(organisation, 0)]
        assert moments == sorted(set(moments))


def test_two_writers_of_one_new_id_store_it_once(lrs: LRS, authority: Authority) -> None:
    body = encoded(statement(id=str(uuid.uuid4())))
    barrier = threading.Barrier(4)

    def write() -> None:
        barrier.wait()
        lrs.store(body, authority)

    with ThreadPoolExecutor(4) as pool:
        for written in [pool.submit(write) for _ in range(4)]:
            written.result()
    assert len(lrs.since(authority.organisation, 0)) == 1


def test_a_statement_under_way_is_never_promised(
    lrs: LRS, authority: Authority, database_url: str
) -> None:
    """While a writer holds its lock, consistent-through stays at what is committed."""
    lrs.store(encoded(statement()), authority)
    (row,) = lrs.since(authority.organisation, 0)
    stored = json.loads(row.body)["stored"]
    assert lrs.consistent_through(authority.organisation) > stored
    other = Database(database_url)
    with other.writing() as connection:
        number = connection.scalar(
            text("SELECT number FROM lrs_organisation WHERE name = :name"),
            {"name": authority.organisation},
        )
        assert number is not None
        other.announce_writer(connection, number)
        assert lrs.consistent_through(authority.organisation) == stored
    other.close()
    assert lrs.consistent_through(authority.organisation) > stored


def test_a_writer_between_its_number_and_its_commit_is_waited_for(
    lrs: LRS, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, quick = authority, Authority.internal(str(uuid.uuid4()), "https://lrs.example")
    for owner in (slow, quick):
        lrs.store(encoded(statement()), owner)
    start = max(row.seq for row in lrs.since(None, 0))
    numbered, go_on = threading.Event(), threading.Event()
    whole = references.connect

    def pause(connection: Connection, organisation: int, placed: list[Placed]) -> bool:
        if not numbered.is_set():
            numbered.set()
            go_on.wait(10)
        return whole(connection, organisation, placed)

    monkeypatch.setattr(storing, "connect", pause)
    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(lrs.store, encoded(statement()), slow)
        numbered.wait(10)
        promised = lrs.consistent_through(slow.organisation)
        second = pool.submit(lrs.store, encoded(statement()), quick)
        wait([second], timeout=0.3)  # SQLite lets it wait for the first, PostgreSQL does not
        harvested = pool.submit(lrs.since, None, start)
        wait([harvested], timeout=0.3)
        go_on.set()
        sent = {*first.result(), *second.result()}
    met = harvested.result()
    met += lrs.since(None, met[-1].seq if met else start)
    assert {json.loads(row.body)["id"] for row in met} == sent
    (late,) = [row.body for row in met if row.organisation == slow.organisation]
    assert promised < json.loads(late)["stored"]


def test_no_number_is_taken_while_a_harvester_reads_the_last_one(
    lrs: LRS, authority: Authority
) -> None:
    lrs.store(encoded(statement()), authority)
    with ThreadPoolExecutor(1) as pool:
        with lrs.database.between_writers() as connection:
            if lrs.database_kind == "sqlite":
                return  # its one writer needs no lock: what is not committed is not seen
            writing = pool.submit(lrs.store, encoded(statement()), authority)
            wait([writing], timeout=0.3)
            assert not writing.done()
            connection.execute(text("SELECT 1"))
        assert len(writing.result(10)) == 1
