"""Several servers on one database: nothing is lost between them, and nobody is turned away."""

import json
import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar
from urllib.parse import urlencode

import httpx
import pytest

from tests.lrs.samples import encoded, statement
from tests.lrs.served.ledger import check
from tests.lrs.served.load import ACTIVITIES, JSON, Load
from tests.support.lrs_served import ServedLRS

Found = TypeVar("Found")
ANSWERS = 60
STATE = {"activityId": "https://a.b", "agent": json.dumps({"mbox": "mailto:ada@example.com"})}


@pytest.fixture
def pair(database_url: str) -> Iterator[tuple[ServedLRS, ServedLRS]]:
    """Give two servers, each of its own processes, that share a database and a credential."""
    first, second = ServedLRS(database_url), ServedLRS(database_url)
    try:
        first.start()
        second.start()
        yield first, second
    finally:
        first.close()
        second.close()


def at_once(
    pair: tuple[ServedLRS, ServedLRS], work: Callable[[httpx.Client, int], Found], count: int = 4
) -> list[Found]:
    """Do work in several threads that begin together, half of them with each server."""
    barrier = threading.Barrier(count)

    def run(number: int) -> Found:
        with pair[number % 2].client() as client:
            client.get("/about").raise_for_status()
            barrier.wait()
            return work(client, number)

    with ThreadPoolExecutor(count) as pool:
        return [done.result() for done in [pool.submit(run, number) for number in range(count)]]


@pytest.mark.slow
def test_writers_of_the_same_actors_verbs_and_activities_never_block_each_other_for_good(
    pair: tuple[ServedLRS, ServedLRS],
) -> None:
    load = Load(*pair, seed=4)
    load.start()
    harvest = Harvest(pair[1])
    for _ in range(6):
        load.wait_for(ANSWERS // 6)
        harvest.go_on()
    load.stop()
    harvest.go_on()
    with pair[0].client() as client:
        assert check(client, load) > ANSWERS
        _every_definition_is_known(client, load)
    voided = {target for sent in load.sent for target in sent.voids}
    sent = {one for request in load.sent for one in request.statements}
    assert set(harvest.met) >= sent - voided
    assert len(set(harvest.met)) == len(harvest.met)
    assert harvest.moments == sorted(set(harvest.moments))


class Harvest:
    """A reader that goes on from the last `stored` it has met, and holds the store to its promises."""

    def __init__(self, served: ServedLRS) -> None:
        self._served = served
        self.met: list[str] = []
        self.moments: list[str] = []
        self._promised = ""

    def go_on(self) -> None:
        """Read whatever is new."""
        with self._served.client() as client:
            while True:
                since = self.moments[-1] if self.moments else "2026-01-01T00:00:00Z"
                answer = client.get(
                    "/statements", params={"since": since, "ascending": "true", "limit": "50"}
                )
                found: list[dict[str, Any]] = answer.raise_for_status().json()["statements"]
                assert all(one["stored"] > self._promised for one in found)
                self.met += [one["id"] for one in found]
                self.moments += [one["stored"] for one in found]
                if not answer.json()["more"]:
                    # Whatever comes later was not stored before this.
                    self._promised = answer.headers["X-Experience-API-Consistent-Through"]
                    return


def _every_definition_is_known(client: httpx.Client, load: Load) -> None:
    bodies = [json.loads(body) for sent in load.sent for body in sent.statements.values()]
    for activity in ACTIVITIES:
        said = [body["object"] for body in bodies if body["object"]["id"] == activity]
        languages = {language for one in said for language in one["definition"]["name"]}
        known = client.get("/activities", params={"activityId": activity}).json()
        assert set(known["definition"]["name"]) == languages


@pytest.mark.slow
def test_equal_statements_at_once_are_stored_once_and_different_ones_conflict(
    pair: tuple[ServedLRS, ServedLRS],
) -> None:
    for _ in range(5):
        equal, contested = str(uuid.uuid4()), str(uuid.uuid4())

        def put(client: httpx.Client, number: int) -> tuple[int, int]:
            same = encoded(statement(id=equal))  # noqa: B023 - done before the next round
            other = encoded(statement(id=contested, result={"response": str(number)}))  # noqa: B023
            return (
                client.post("/statements", content=same, headers=JSON).status_code,
                client.post("/statements", content=other, headers=JSON).status_code,
            )

        answers = at_once(pair, put)
        assert [same for same, _ in answers] == [200] * 4
        assert sorted(other for _, other in answers) == [200, 409, 409, 409]
    with pair[0].client() as client:
        assert len(client.get("/statements").json()["statements"]) == 10


@pytest.mark.slow
def test_documents_lose_no_update_between_servers(pair: tuple[ServedLRS, ServedLRS]) -> None:
    counter = f"/activities/state?{urlencode(STATE | {'stateId': 'counter'})}"
    merged = f"/activities/state?{urlencode(STATE | {'stateId': 'merged'})}"
    steps = 6

    def work(client: httpx.Client, number: int) -> int:
        refused = 0
        for step in range(steps):
            part = {f"{number}/{step}": step}
            assert client.post(merged, json=part).status_code == 204
            while True:
                before = client.get(counter)
                new = before.status_code == 404
                condition = {"If-None-Match": "*"} if new else {"If-Match": before.headers["ETag"]}
                count = 1 if new else int(before.content) + 1
                answer = client.put(counter, content=str(count).encode(), headers=condition)
                if answer.status_code == 204:
                    break
                assert answer.status_code == 412
                refused += 1
        return refused

    at_once(pair, work)
    with pair[0].client() as client:
        assert int(client.get(counter).content) == 4 * steps
        assert len(client.get(merged).json()) == 4 * steps
