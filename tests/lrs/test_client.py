"""The store over a real socket, by a client that others use."""

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from tincan import Activity, Agent, RemoteLRS, Statement, Verb
from tincan.documents import StateDocument

from lrs import LRS
from lrs.http import create_app
from tests.support.serving import serving


@pytest.fixture
def client(lrs: LRS, credential: tuple[str, str], socket_enabled: None) -> Iterator[RemoteLRS]:
    key_id, secret = credential
    with serving(create_app(lrs)) as address:
        yield RemoteLRS(
            version="1.0.3", endpoint=f"{address}/xapi/", username=key_id, password=secret
        )


def made() -> Statement:
    return Statement(
        actor=Agent(mbox="mailto:ada@example.com"),
        verb=Verb(id="https://example.com/verbs/tried", display={"en": "tried"}),
        object=Activity(id="https://example.com/activities/one"),
        version=None,
    )


def test_tincan_saves_finds_and_keeps_a_state(client: RemoteLRS) -> None:
    saved = client.save_statement(made())
    assert saved.success, saved.data
    several = client.save_statements([made(), made()])
    assert several.success, several.data
    found = client.retrieve_statement(str(saved.content.id))
    assert found.content.verb.id == "https://example.com/verbs/tried"
    page = client.query_statements({"agent": Agent(mbox="mailto:ada@example.com"), "limit": 2})
    assert len(page.content.statements) == 2
    rest = client.more_statements(page.content)
    assert [one.id for one in rest.content.statements] == [saved.content.id]
    state = StateDocument(
        activity=Activity(id="https://example.com/activities/one"),
        agent=Agent(mbox="mailto:ada@example.com"),
        id="bookmark",
        content="topic 3",
    )
    for _ in range(2):
        assert client.save_state(state).success
    kept = client.retrieve_state(state.activity, state.agent, state.id)
    assert bytes(kept.content.content) == b"topic 3"
    assert client.delete_state(state).success


def test_many_connections_lose_no_statement(lrs: LRS, client: RemoteLRS, organisation: str) -> None:
    def save(_: int) -> uuid.UUID:
        saved = RemoteLRS(
            version="1.0.3", endpoint=client.endpoint, auth=client.auth
        ).save_statement(made())
        assert saved.success, saved.data
        return uuid.UUID(str(saved.content.id))

    with ThreadPoolExecutor(4) as pool:
        ids = list(pool.map(save, range(24)))
    stored = lrs.since(organisation, 0)
    assert len(set(ids)) == len(stored) == 24
    assert [row.seq for row in stored] == sorted({row.seq for row in stored})
