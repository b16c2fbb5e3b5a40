"""An administrator's pages over another record store: their own statements, and no key of its."""

import uuid

import httpx
import pytest
from flask import Flask

from app.records import remote
from app.records.errors import SearchRefused, StoreAway
from app.records.remote import RemoteStore
from app.records.search import Search
from course.vocabulary import Verb
from lrs.remote import Remote
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.learning.walking import parts_of
from tests.app.statements.asking import ids, next_page
from tests.app.supervision.telling import statement, store
from tests.app.trust import Trust
from tests.support.html import words_of


@pytest.fixture
def environment(environment: dict[str, str], elsewhere: dict[str, str]) -> dict[str, str]:
    """Let ``app`` work with another record store."""
    return environment | elsewhere


def test_an_administrator_sees_those_that_name_their_organisation(
    app: Flask, as_administrator: Actor, sign_in: SignIn, trust: Trust, other_trust: Trust
) -> None:
    own, other, nobodys = statement(trust), statement(other_trust), statement(trust)
    del nobodys["context"]["extensions"]
    store(app, trust.organisation, own, other, nobodys)
    page = as_administrator.get("/records").text
    assert ids(page) == [own["id"]]
    assert "you see those that name your organisation" in words_of(page)
    assert ids(sign_in(other_trust.email("administrator")).get("/records").text) == [other["id"]]
    for number in (other["id"], nobodys["id"]):
        assert as_administrator.get(f"/records/statements/{number}").status_code == 404
        answer = as_administrator.send(f"/records/statements/{number}/void", reason="trial")
        assert answer.status_code == 404
    opened = as_administrator.get(f"/records/statements/{own['id']}").text
    assert "Kept in" in opened and parts_of(app).settings.lrs_endpoint in opened


def test_pages_go_on_over_what_others_wrote(
    app: Flask, as_administrator: Actor, trust: Trust, other_trust: Trust
) -> None:
    own = [statement(trust) for _ in range(25)]
    others = [statement(other_trust) for _ in range(45)]
    store(app, trust.organisation, *own[:10], *others, *own[10:])
    path, seen = "/records", []
    while path:
        page = as_administrator.get(path).text
        seen += ids(page)
        path = next_page(page)
    assert seen == [each["id"] for each in reversed(own)]


def test_a_statement_is_voided_there_and_opened_again(
    app: Flask, as_administrator: Actor, trust: Trust
) -> None:
    told = statement(trust)
    store(app, trust.organisation, told)
    path = f"/records/statements/{told['id']}"
    assert as_administrator.send(f"{path}/void", reason="wrong").status_code == 303
    page = as_administrator.get(path).text
    assert "This statement was voided" in page and "Marcus Bell voided a statement" in page
    assert told["id"] not in as_administrator.get("/records").text


def test_keys_are_made_where_the_records_are(app: Flask, as_administrator: Actor) -> None:
    page = as_administrator.get("/records/keys").text
    assert parts_of(app).settings.lrs_endpoint in page and "its keys are made there" in words_of(
        page
    )
    assert "Make a key" not in page
    assert as_administrator.get("/records/keys/new").status_code == 404
    answer = as_administrator.send("/records/keys/new", label="x", scopes=["all"])
    assert answer.status_code == 404


def test_a_store_that_is_away_is_said_to_be(
    as_administrator: Actor, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise httpx.ConnectError("gone")

    monkeypatch.setattr(httpx.Client, "request", away)
    page = as_administrator.get("/records")
    assert page.status_code == 503 and "does not answer" in page.text


def over(transport: httpx.MockTransport) -> RemoteStore:
    """Return a store behind a transport."""
    client = httpx.Client(base_url="https://lrs.example/xapi/", transport=transport)
    return RemoteStore(Remote(client))


def answering(status: int, **answer: object) -> RemoteStore:
    transport = httpx.MockTransport(lambda _: httpx.Response(status, json=answer))
    return over(transport)


def test_what_the_store_cannot_look_for_is_a_bad_question() -> None:
    with pytest.raises(SearchRefused, match="cannot look for that"):
        answering(400, error="no").search(uuid.uuid4(), Search(verb=Verb.PASSED))
    with pytest.raises(StoreAway):
        answering(500).search(uuid.uuid4(), Search())


def test_one_page_reads_so_many_of_the_store_and_goes_on_from_there() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, json={"statements": [], "more": f"/xapi/more/{len(asked)}"})

    transport = httpx.MockTransport(answer)
    store = over(transport)
    found = store.search(uuid.uuid4(), Search())
    assert len(asked) == remote.PAGES_AT_ONCE and found.more == f"/xapi/more/{len(asked)}"
    store.search_on(uuid.uuid4(), found.more)
    assert asked[remote.PAGES_AT_ONCE] == f"https://lrs.example{found.more}"
