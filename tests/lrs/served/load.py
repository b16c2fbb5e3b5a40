"""Writers that keep a record of what they send and of what the store has acknowledged."""

import json
import random
import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx

from tests.support.lrs_served import ServedLRS

VOIDED = "http://adlnet.gov/expapi/verbs/voided"
VERBS = tuple(f"https://example.com/verbs/{name}" for name in ("tried", "passed", "failed"))
ACTIVITIES = tuple(f"https://example.com/activities/{number}" for number in range(3))
AGENTS = tuple({"name": f"Person {n}", "mbox": f"mailto:p{n}@example.com"} for n in range(3))
WRITERS = 4
JSON = {"Content-Type": "application/json"}


@dataclass
class Sent:
    """One request: its statements as bytes by id, those it voids, and whether it was acknowledged."""

    statements: dict[str, bytes]
    voids: tuple[str, ...] = ()
    acknowledged: bool = False


@dataclass
class State:
    """One document: what it may hold, for the last answer may be lost. The first is the acknowledged."""

    path: str
    may_be: list[bytes | None] = field(default_factory=lambda: [None])


class Load:
    """Several clients that write the same actors, verbs and activities until they are told to stop.

    Where `faults` are expected a 503 is taken that says when to come back, and no answer at all once the
    store is to be killed; whatever else goes wrong is raised.
    """

    def __init__(self, *served: ServedLRS, seed: int, faults: bool = False) -> None:
        self.registration = str(uuid.UUID(int=random.Random(seed).getrandbits(128), version=4))
        self.sent: list[Sent] = []
        self.states: list[State] = []
        self._served, self._seed = served, seed
        self._faults, self._killed = faults, threading.Event()
        self._acknowledged, self._refused = threading.Semaphore(0), threading.Semaphore(0)
        self._enough = threading.Event()
        self._pool = ThreadPoolExecutor(WRITERS)
        self._writers: list[Future[None]] = []

    def start(self) -> None:
        """Let every client begin."""
        for number in range(WRITERS):
            server = self._served[number % len(self._served)]
            chance = random.Random(self._seed * 100 + number)
            self._writers.append(self._pool.submit(self._write, server, chance))

    def wait_for(self, answers: int) -> None:
        """Return when so many more requests were acknowledged. Raises what a client has met."""
        self._wait(self._acknowledged, answers)

    def wait_for_refusals(self, answers: int) -> None:
        """Return when so many more requests were refused by 503. Raises what a client has met."""
        self._wait(self._refused, answers)

    def _wait(self, seen: threading.Semaphore, count: int) -> None:
        for _ in range(count):
            while not seen.acquire(timeout=1):
                for ended in (writer for writer in self._writers if writer.done()):
                    ended.result()
                    raise AssertionError("a client stopped by itself")

    def expect_a_kill(self) -> None:
        """Let clients take it from now on that nobody answers."""
        self._killed.set()

    def stop(self) -> None:
        """Wait until every client has ended, or seen that nobody answers. Raises what one has met."""
        self._enough.set()
        for writer in self._writers:
            writer.result()
        self._pool.shutdown()

    def _write(self, served: ServedLRS, chance: random.Random) -> None:
        query = {"activityId": ACTIVITIES[0], "agent": json.dumps(AGENTS[0])}
        state = State(f"/activities/state?{urlencode(query | {'stateId': _new_id(chance)})}")
        self.states.append(state)
        with served.client() as client:
            for sent in self._plan(chance):
                if self._enough.is_set() and not self._killed.is_set():
                    return
                self.sent.append(sent)
                try:
                    if self._send(client, sent) and self._save(client, state, chance):
                        self._acknowledged.release()
                except httpx.TransportError:
                    if self._killed.is_set():
                        return
                    raise

    def _send(self, client: httpx.Client, sent: Sent) -> bool:
        ids = list(sent.statements)
        if len(ids) == 1:
            body, query = sent.statements[ids[0]], {"statementId": ids[0]}
            answer = client.put("/statements", params=query, content=body, headers=JSON)
        else:
            body = b"[" + b",".join(sent.statements.values()) + b"]"
            answer = client.post("/statements", content=body, headers=JSON)
        sent.acknowledged = self._taken(answer)
        assert not sent.acknowledged or len(ids) == 1 or answer.json() == ids
        return sent.acknowledged

    def _save(self, client: httpx.Client, state: State, chance: random.Random) -> bool:
        content = json.dumps(chance.random()).encode()
        state.may_be.append(content)
        saved = self._taken(client.put(state.path, content=content))
        if saved:
            state.may_be = [content]
        return saved

    def _taken(self, answer: httpx.Response) -> bool:
        if self._faults and answer.status_code == 503:
            assert answer.headers["Retry-After"] == "2"
            assert answer.headers["X-Experience-API-Version"] == "1.0.3"
            self._refused.release()
            return False
        answer.raise_for_status()
        return True

    def _plan(self, chance: random.Random) -> Iterator[Sent]:
        """Give single statements, batches, and voidings of earlier ones and within a batch."""
        while True:
            plain = self._statements(chance, chance.choice((1, 1, 2, 20)))
            yield Sent(plain)
            target = chance.choice(list(plain))
            kind = chance.random()
            if kind < 0.2:
                yield Sent(self._voiding(chance, target), (target,))
            elif kind < 0.4:
                batch = self._statements(chance, 3)
                target = next(iter(batch))
                yield Sent(self._voiding(chance, target) | batch, (target,))

    def _statements(self, chance: random.Random, count: int) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for _ in range(count):
            activity = chance.choice(ACTIVITIES)
            parts = {
                "actor": chance.choice(AGENTS),
                "verb": {"id": chance.choice(VERBS)},
                "object": {
                    "id": activity,
                    "definition": {"name": {f"x-{chance.randrange(9)}": "name"}},
                },
                "result": {"response": "r" * chance.randrange(2_000)},
            }
            found |= self._encoded(chance, parts)
        return found

    def _voiding(self, chance: random.Random, target: str) -> dict[str, bytes]:
        reference = {"objectType": "StatementRef", "id": target}
        parts = {"actor": AGENTS[0], "verb": {"id": VOIDED}, "object": reference}
        return self._encoded(chance, parts)

    def _encoded(self, chance: random.Random, parts: dict[str, Any]) -> dict[str, bytes]:
        """Return a statement by its id, spelt as the store gives it back: its id first."""
        one = _new_id(chance)
        whole = {"id": one} | parts | {"context": {"registration": self.registration}}
        return {one: json.dumps(whole, separators=(",", ":")).encode()}


def _new_id(chance: random.Random) -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))
