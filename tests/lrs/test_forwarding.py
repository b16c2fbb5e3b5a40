"""Forwarding: at least once, in order, past what is refused, by one sender at a time."""

import json
import uuid
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from lrs import LRS, Authority
from lrs.attachments import Part
from lrs.errors import NotFound
from lrs.forwarding import sending
from lrs.forwarding.book import Book
from lrs.forwarding.sending import BATCH, LEASE, forward_all
from lrs.multipart import read
from lrs.remote import Remote
from tests.lrs.samples import attachment, encoded, part, statement

ENDPOINT = "https://theirs.example/xapi"


class Theirs:
    """Another store: takes what it is sent unless it is told otherwise."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.known: dict[str, bytes] = {}
        self.parts: list[bytes] = []
        self.versions: list[str] = []
        self.requests = 0
        self.answer: Callable[[list[dict[str, Any]]], httpx.Response | None] = lambda _: None

    def open(self, endpoint: str, key: str, secret: str) -> Remote:
        assert (endpoint, key, secret) == (ENDPOINT, "key", "hush")
        transport = httpx.MockTransport(self._handle)
        return Remote(httpx.Client(base_url=f"{endpoint}/", transport=transport))

    def _handle(self, request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            found = self.known[request.url.params["statementId"]]
            return httpx.Response(200, content=found)
        self.requests += 1
        parts: tuple[Part, ...] = ()
        body = request.content
        if request.headers["Content-Type"].startswith("multipart/"):
            body, parts = read(body, request.headers["Content-Type"])
        said = json.loads(body)
        several = said if isinstance(said, list) else [said]
        answer = self.answer(several)
        if answer is not None:
            return answer
        self.taken += [one["id"] for one in several]
        self.parts += [one.content for one in parts]
        self.versions.append(request.headers.get("X-Experience-API-Version", ""))
        return httpx.Response(200, json=[one["id"] for one in several])


@pytest.fixture
def theirs() -> Theirs:
    return Theirs()


@pytest.fixture
def book(lrs: LRS, authority: Authority) -> Book:
    made = Book(lrs)
    made.add(authority.organisation, ENDPOINT, "key")
    return made


@pytest.fixture
def run(lrs: LRS, theirs: Theirs) -> Callable[..., bool]:
    def forward(now: int = 1) -> bool:
        return forward_all(lrs, lambda *_: "hush", theirs.open, lambda: now)

    return forward


def ids(lrs: LRS, organisation: str) -> list[str]:
    return [json.loads(row.body)["id"] for row in lrs.since(organisation, 0)]


def test_everything_arrives_once_and_in_order_voided_and_attached_too(
    lrs: LRS, authority: Authority, book: Book, theirs: Theirs, run: Callable[..., bool]
) -> None:
    voided = str(uuid.uuid4())
    ref = {"objectType": "StatementRef", "id": voided}
    void = statement(verb={"id": "http://adlnet.gov/expapi/verbs/voided"}, object=ref)
    lrs.store(encoded([statement(id=voided), void]), authority)
    lrs.store(encoded(statement(attachments=[attachment(b"x")])), authority, parts=[part(b"x")])
    agent = {"objectType": "contextAgent", "agent": statement()["actor"]}
    lrs.store(encoded(statement(context={"contextAgents": [agent]})), authority, "2.0.0")
    lrs.store(encoded([statement()] * (BATCH + 1)), authority)
    lrs.store(encoded(statement()), Authority.internal("other", "https://lrs.example"))
    run()
    assert theirs.taken == ids(lrs, authority.organisation)
    assert theirs.parts == [b"x"]
    assert theirs.versions == ["1.0.3", "2.0.0", "1.0.3", "1.0.3"]
    run()
    assert len(theirs.taken) == BATCH + 5
    (told,) = book.list(authority.organisation)
    assert (told.sent, told.waiting, told.refused, told.trouble) == (BATCH + 5, 0, 0, "")


def test_one_that_is_refused_is_noted_and_stops_no_other(
    lrs: LRS, authority: Authority, book: Book, theirs: Theirs, run: Callable[..., bool]
) -> None:
    bad = str(uuid.uuid4())
    lrs.store(encoded([statement(), statement(id=bad), statement()]), authority)
    theirs.answer = lambda several: (
        httpx.Response(400, text="the verb is odd")
        if any(one["id"] == bad for one in several)
        else None
    )
    run()
    assert theirs.taken == [one for one in ids(lrs, authority.organisation) if one != bad]
    (refused,) = book.refused(authority.organisation, 1)
    assert (uuid.UUID(bytes=refused.id), refused.reason) == (
        uuid.UUID(bad),
        "It answered 400: the verb is odd",
    )
    (told,) = book.list(authority.organisation)
    assert (told.sent, told.waiting, told.refused) == (2, 0, 1)
    lrs.upkeep.forget_person(authority.organisation, (statement()["actor"],))
    assert book.refused(authority.organisation, 1) == ()


def test_one_that_is_there_already_counts_as_sent(
    lrs: LRS, authority: Authority, book: Book, theirs: Theirs, run: Callable[..., bool]
) -> None:
    lrs.store(encoded([statement(), statement()]), authority)
    theirs.known = {
        json.loads(row.body)["id"]: row.body for row in lrs.since(authority.organisation, 0)
    }
    theirs.answer = lambda _: httpx.Response(409, text="there is one")
    run()
    (told,) = book.list(authority.organisation)
    assert (told.sent, told.refused) == (2, 0)
    other = str(uuid.uuid4())
    lrs.store(encoded(statement(id=other)), authority)
    theirs.known = {other: encoded(statement(id=other, actor={"mbox": "mailto:x@y.z"}))}
    run()
    assert book.list(authority.organisation)[0].refused == 1


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (httpx.Response(503, headers={"Retry-After": "120"}), (120, 120)),
        (httpx.Response(503), (1, 2)),
        (httpx.Response(401), (1, 2)),
        (httpx.Response(429, headers={"Retry-After": "7"}), (7, 7)),
    ],
)
def test_a_store_that_is_away_is_asked_again_later(
    lrs: LRS,
    authority: Authority,
    book: Book,
    theirs: Theirs,
    run: Callable[..., bool],
    answer: httpx.Response,
    seconds: tuple[int, int],
) -> None:
    lrs.store(encoded(statement()), authority)
    theirs.answer = lambda _: answer
    run(1_000_000)
    (told,) = book.list(authority.organisation)
    waits = (told.held_until - 1_000_000) / 1_000_000
    assert seconds[0] <= waits <= seconds[1]
    assert str(answer.status_code) in told.trouble and told.waiting == 1
    run(told.held_until - 1)
    assert theirs.requests == 1
    theirs.answer = lambda _: None
    run(told.held_until)
    assert theirs.taken == ids(lrs, authority.organisation)
    assert book.list(authority.organisation)[0].trouble == ""


def test_each_failure_waits_longer(
    lrs: LRS, authority: Authority, book: Book, theirs: Theirs, run: Callable[..., bool]
) -> None:
    lrs.store(encoded(statement()), authority)
    theirs.answer = lambda _: httpx.Response(502)
    now, waits = 1, []
    for _ in range(6):
        run(now)
        until = book.list(authority.organisation)[0].held_until
        waits.append(until - now)
        now = until
    # Each wait is between a half of its longest and all of it, which doubles.
    assert all(later > sooner for sooner, later in zip(waits, waits[2:], strict=False))
    book.resume(authority.organisation, 1)
    theirs.answer = lambda _: None
    run(now - 1)
    assert len(theirs.taken) == 1


def test_what_was_sent_by_one_who_died_is_sent_again_after_its_lease(
    lrs: LRS, authority: Authority, book: Book, theirs: Theirs, run: Callable[..., bool]
) -> None:
    lrs.store(encoded(statement()), authority)

    def die(_: object) -> None:
        raise KeyboardInterrupt

    theirs.answer = die
    with pytest.raises(KeyboardInterrupt):
        run(1)
    theirs.answer = lambda _: None
    run(1 + LEASE - 1)
    assert theirs.taken == []
    run(1 + 2 * LEASE)
    assert theirs.taken == ids(lrs, authority.organisation)


def test_two_senders_never_send_on_one_forward_at_once(
    lrs: LRS, authority: Authority, book: Book, theirs: Theirs, run: Callable[..., bool]
) -> None:
    lrs.store(encoded(statement()), authority)

    def meanwhile(_: object) -> None:
        theirs.answer = lambda _: None
        run(2)  # another process looks for work while the first waits for its answer
        assert theirs.taken == []

    theirs.answer = meanwhile
    run(1)
    assert len(theirs.taken) == 1


def test_who_lost_the_lease_moves_nothing(
    lrs: LRS, authority: Authority, book: Book, theirs: Theirs, run: Callable[..., bool]
) -> None:
    lrs.store(encoded(statement()), authority)

    def slow(_: object) -> None:
        book.resume(authority.organisation, 1)  # takes the lease away

    theirs.answer = slow
    run(1)
    assert book.list(authority.organisation)[0].waiting == 1


def test_a_long_backlog_lets_the_others_have_their_turn(
    lrs: LRS,
    authority: Authority,
    book: Book,
    theirs: Theirs,
    run: Callable[..., bool],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sending, "ROUND", 1)
    lrs.store(encoded([statement()] * (BATCH + 1)), authority)
    assert run() is True
    assert len(theirs.taken) == BATCH
    assert run() is True
    assert run() is False
    assert theirs.taken == ids(lrs, authority.organisation)


def test_large_statements_go_in_smaller_batches(
    lrs: LRS,
    authority: Authority,
    book: Book,
    theirs: Theirs,
    run: Callable[..., bool],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sending, "BATCH_BYTES", 10)
    lrs.store(encoded([statement()] * 3), authority)
    run()
    assert theirs.requests == 3
    assert theirs.taken == ids(lrs, authority.organisation)


def test_a_paused_forward_waits_and_a_removed_one_is_gone(
    lrs: LRS, authority: Authority, book: Book, theirs: Theirs, run: Callable[..., bool]
) -> None:
    book.pause(authority.organisation, 1)
    lrs.store(encoded(statement()), authority)
    run()
    assert theirs.requests == 0
    book.resume(authority.organisation, 1)
    run()
    assert len(theirs.taken) == 1
    book.remove(authority.organisation, 1)
    assert book.list(authority.organisation) == ()
    for act in (book.pause, book.resume, book.remove):
        with pytest.raises(NotFound):
            act(authority.organisation, 1)


def test_what_is_there_already_may_be_left_out(
    lrs: LRS, authority: Authority, theirs: Theirs, run: Callable[..., bool]
) -> None:
    lrs.store(encoded(statement()), authority)
    Book(lrs).add(authority.organisation, ENDPOINT, "key", from_now=True)
    (new,) = lrs.store(encoded(statement()), authority)
    run()
    assert theirs.taken == [new]


def test_a_machine_without_the_secret_leaves_it_to_another(
    lrs: LRS, authority: Authority, book: Book, theirs: Theirs
) -> None:
    lrs.store(encoded(statement()), authority)
    assert forward_all(lrs, lambda *_: None, theirs.open, lambda: 1) is False
    assert book.list(authority.organisation)[0].held_until == 0
