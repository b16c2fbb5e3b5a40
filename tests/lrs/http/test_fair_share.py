"""The places of a process: no organisation has all of them, and those who wait take turns."""

import threading
import time
from collections.abc import Callable
from functools import partial

import pytest
from flask import Flask

from lrs import LRS
from lrs.http.fair_share import Crowded, FairShare, serve_fairly
from tests.lrs.http.conftest import headers_for

BIG, SMALL, THIRD = "big", "small", "third"


def nothing() -> None:
    """Hold nothing that others need."""


def take_all(share: FairShare, whose: str, places: int) -> None:
    for _ in range(places):
        share.take(whose, nothing)


def waiting(
    share: FairShare, whose: str, then: Callable[[], None] = nothing
) -> tuple[threading.Thread, threading.Event]:
    """Let somebody wait in a thread of their own; then: once they have their place."""
    waits = threading.Event()

    def run() -> None:
        share.take(whose, waits.set)
        then()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert waits.wait(5)
    # It waits as soon as it stands in the queue, a moment after it has said so.
    while not share._waiting.get(whose):
        time.sleep(0.001)
    return thread, waits


def test_one_organisation_never_has_every_place() -> None:
    share = FairShare(at_once=4, most_each=3)
    take_all(share, BIG, 3)
    thread, _ = waiting(share, BIG)
    share.take(SMALL, lambda: pytest.fail("there is a place for others"))
    share.give_back(BIG)
    thread.join(5)
    assert not thread.is_alive()


def test_those_who_wait_take_turns_by_organisation() -> None:
    share, order = FairShare(at_once=2, most_each=2), list[str]()
    take_all(share, THIRD, 2)
    threads = []
    for place, whose in enumerate((BIG, BIG, BIG, SMALL)):
        threads.append(waiting(share, whose, partial(order.append, whose))[0])
        while sum(map(len, share._waiting.values())) <= place:
            time.sleep(0.001)
    share.give_back(THIRD)
    for whose in (BIG, SMALL, BIG):
        while not order or order[-1] != whose:
            time.sleep(0.001)
        share.give_back(whose)
    for thread in threads:
        thread.join(5)
    assert order == [BIG, SMALL, BIG, BIG]


def test_whoever_would_wait_too_long_is_told_and_leaves_no_trace() -> None:
    share = FairShare(at_once=1, most_each=1, most_waiting=1, patience=0.05)
    share.take(BIG, nothing)
    with pytest.raises(Crowded):
        share.take(BIG, nothing)
    share.give_back(BIG)
    share.take(BIG, lambda: pytest.fail("the place is free again"))


def test_a_queue_that_is_full_takes_nobody_more() -> None:
    share = FairShare(at_once=1, most_each=1, most_waiting=1)
    share.take(BIG, nothing)
    thread, _ = waiting(share, BIG)
    with pytest.raises(Crowded):
        share.take(BIG, nothing)
    share.give_back(BIG)
    thread.join(5)
    assert not thread.is_alive()


def test_no_place_is_lost_between_many_threads() -> None:
    share, most, now, lock = FairShare(at_once=3, most_each=2), list[int](), [0], threading.Lock()

    def run(whose: str) -> None:
        for _ in range(50):
            share.take(whose, nothing)
            with lock:
                now[0] += 1
                most.append(now[0])
            time.sleep(0)
            with lock:
                now[0] -= 1
            share.give_back(whose)

    threads = [threading.Thread(target=run, args=(each,)) for each in (BIG, SMALL, THIRD) * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(most) == 600
    assert max(most) <= 3
    assert not share._busy and not share._waiting


def test_a_crowded_organisation_is_asked_to_come_again_and_others_are_served(lrs: LRS) -> None:
    share = FairShare(at_once=2, most_each=1, most_waiting=0)
    app = Flask("around")
    from lrs.http import put_in_front

    put_in_front(app, lrs)
    serve_fairly(app, share)
    keys = {each: lrs.credentials.issue(each, "key", ("all",)) for each in (BIG, SMALL)}

    def ask(whose: str) -> tuple[int, str | None]:
        key, secret = keys[whose]
        answer = app.test_client().get("/xapi/statements", headers=headers_for(key, secret))
        return answer.status_code, answer.headers.get("Retry-After")

    share.take(BIG, nothing)
    assert ask(BIG) == (503, "2")
    assert [ask(SMALL) for _ in range(3)] == [(200, None)] * 3  # each place was given back
    share.give_back(BIG)
    assert ask(BIG) == (200, None)
