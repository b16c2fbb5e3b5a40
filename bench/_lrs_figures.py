"""What is measured of a record store: writing, state documents, and each kind of query."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple

from bench import _lrs_statements as made
from bench._load import RefusedError, drive
from bench._lrs_client import Client

CONNECTIONS: Final = (1, 8, 64)
BATCH: Final = 100
PAGE: Final = 50
FILLING_CONNECTIONS: Final = 2
_WARM_UP: Final = 20

Request = Callable[[int], bytes]
Part = dict[str, str] | Callable[[int], dict[str, str]]


class Sizes(NamedTuple):
    """How many requests there are of a kind. rounds: of each query."""

    singles: int
    batches: int
    documents: int
    rounds: int


def writing(store: Client, sizes: Sizes) -> Iterator[dict[str, Any]]:
    """Yield the figures of statements that are sent one by one and in batches."""
    _send(store, (store.post(made.statement(n, salt=1)) for n in range(_WARM_UP)))
    for connections in CONNECTIONS:
        singles = (
            store.post(made.statement(n, salt=1 + connections)) for n in range(sizes.singles)
        )
        named = {"figure": "single POST", "connections": connections}
        yield store.measured(named, singles, connections)
    for connections in CONNECTIONS[:2]:
        batches = (
            store.post(made.batch(numbers, salt=100 + connections))
            for numbers in _batches(0, BATCH * sizes.batches)
        )
        named = {"figure": f"batches of {BATCH}", "connections": connections}
        yield store.measured(named, batches, connections, BATCH)


def documents(store: Client, sizes: Sizes) -> Iterator[dict[str, Any]]:
    """Yield the figures of state documents."""
    places = [
        {"activityId": made.activity(1, 1), "agent": made.agent(n), "stateId": "LMS.LaunchData"}
        for n in range(sizes.documents)
    ]
    body = b'{"contextTemplate":{"extensions":{}},"launchMode":"Normal","place":12}'
    merged = b'{"place":13,"seen":[1,2,3]}'
    for method, sent in (("PUT", body), ("GET", b""), ("POST", merged)):
        requests = (store.state(method, at, sent) for at in places)
        yield store.measured({"figure": f"state {method}"}, requests)


def fill(store: Client, have: int, size: int) -> Iterator[dict[str, Any]]:
    """Store statements until there are `size` beside those of other figures; yield how fast.

    Nothing is stored, or told, where a run before has filled the store so far.
    """
    if _has(store, size - 1):
        return
    step = 10_000  # requests are made beforehand, and must not fill the memory
    for start in range(have, size, step):
        requests = (
            store.post(made.batch(numbers)) for numbers in _batches(start, min(start + step, size))
        )
        named = {"figure": "batches while filling", "statements": min(start + step, size)}
        done = store.measured(named, requests, FILLING_CONNECTIONS, BATCH)
        if start + step >= size:
            yield done


def queries(store: Client, size: int, sizes: Sizes) -> Iterator[dict[str, Any]]:
    """Yield the figures of each query in a store of so many statements."""
    kinds = _kinds(store, size)
    for name, request in kinds.items():
        requests = [request(n) for n in range(sizes.rounds)]
        _send(store, requests[:_WARM_UP])
        yield store.measured({"figure": f"query: {name}", "statements": size}, requests)


def _kinds(store: Client, size: int) -> dict[str, Request]:
    """Return, by name, functions from the number of a round to a request."""
    middle = store.ask(store.get({"statementId": made.statement_id(size // 2)}))["stored"]
    recent = store.ask(store.get({"statementId": made.statement_id(size - size // 50)}))["stored"]
    verb, rare = {"verb": made.COMMON_VERB}, {"verb": made.RARE_VERB}
    deep = store.ask(store.get({"until": middle, "limit": str(PAGE), **verb}))["more"]

    def agent(n: int) -> dict[str, str]:
        return {"agent": made.agent(n % made.LEARNERS)}

    def activity(n: int) -> dict[str, str]:
        return {"activity": made.activity(n % made.COURSES, n % made.ACTIVITIES)}

    def course(n: int) -> dict[str, str]:
        activity_id = made.course_iri(n % made.COURSES)
        return {"activity": activity_id, "related_activities": "true"}

    def registration(n: int) -> dict[str, str]:
        return {"registration": made.registration(size // 2, n % made.LEARNERS)}

    def instructor(n: int) -> dict[str, str]:
        return {"agent": made.instructor(n % made.INSTRUCTORS), "related_agents": "true"}

    def asked(*parts: Part) -> Request:
        def request(n: int) -> bytes:
            given = {"limit": str(PAGE)}
            for part in parts:
                given |= part(n) if callable(part) else part
            return store.get(given)

        return request

    return {
        "without filter": asked(),
        "agent": asked(agent),
        "verb": asked(verb),
        "rare verb": asked(rare),
        "activity": asked(activity),
        "registration": asked(registration),
        "related_agents": asked(instructor),
        "related_activities": asked(course),
        "since": asked({"since": recent, "ascending": "true"}),
        "until": asked({"until": middle}),
        "since and until": asked({"since": middle, "until": recent}),
        "agent, since": asked(agent, {"since": middle}),
        "agent, verb": asked(agent, verb),
        "agent, activity": asked(agent, activity),
        "agent, verb, activity": asked(agent, verb, activity),
        "registration, verb": asked(registration, verb),
        "verb, related_activities": asked(verb, course),
        "rare verb, related_activities": asked(rare, course),
        "rare verb, activity": asked(rare, activity),
        "related_agents, rare verb": asked(instructor, rare),
        "verb, until": asked(verb, {"until": middle}),
        "more, deep": lambda _: store.get_at(deep),
        "statementId": lambda n: store.get({"statementId": made.statement_id(n * size // 100)}),
        "agent, ids": asked(agent, {"format": "ids"}),
        "agent, canonical": asked(agent, {"format": "canonical"}),
        "largest page": asked(verb, {"limit": "0"}),
    }


def _has(store: Client, number: int) -> bool:
    try:
        store.ask(store.get({"statementId": made.statement_id(number)}))
    except RefusedError:
        return False
    return True


def _batches(start: int, end: int) -> Iterator[range]:
    for first in range(start, end, BATCH):
        yield range(first, min(first + BATCH, end))


def _send(store: Client, requests: Iterable[bytes]) -> None:
    drive(store.host, store.port, requests)
