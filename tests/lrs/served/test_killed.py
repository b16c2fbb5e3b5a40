"""The server is killed at any moment under load; what it has acknowledged is there afterwards."""

import os
import random
from collections.abc import Callable

import pytest
from sqlalchemy import create_engine, text

from tests.lrs.served.ledger import check
from tests.lrs.served.load import Load
from tests.support.lrs_served import ServedLRS

ROUNDS = 100 if os.environ.get("FIRSTSHIFT_SEARCH") else 6


# The client leaves the sockets open that it could not connect.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.slow
def test_what_was_acknowledged_survives_a_kill_at_any_moment(
    database_url: str, record_property: Callable[[str, object], None]
) -> None:
    served = ServedLRS(database_url)
    rounds: list[Load] = []
    chance = random.Random(20)
    acknowledged = 0
    try:
        served.start()
        for number in range(ROUNDS):
            load = Load(served, seed=number)
            load.start()
            load.wait_for(chance.randrange(1, 40))
            load.expect_a_kill()
            served.kill()
            load.stop()
            _let_the_dead_go(database_url)
            rounds.append(load)
            served.start()
            with served.client() as client:
                acknowledged += check(client, load)
        with served.client() as client:
            for load in rounds:
                check(client, load)
    finally:
        served.close()
    record_property("acknowledged", acknowledged)
    assert acknowledged > ROUNDS


def _let_the_dead_go(url: str) -> None:
    """Wait until PostgreSQL has ended the transactions of clients that are no more.

    A commit that had reached it goes on; both tables are held by whoever writes.
    """
    if url.startswith("sqlite"):
        return
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("LOCK TABLE lrs_last, lrs_document"))
    engine.dispose()
