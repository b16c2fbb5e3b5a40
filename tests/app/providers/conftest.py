"""Fixtures of sign-in providers: one of the trust's own, turned on, its domain confirmed."""

import uuid
from collections.abc import Callable

import pytest
from flask import Flask
from msgspec import Struct
from werkzeug.test import TestResponse

from app.database import Database, now
from app.providers import connection, keeping
from app.providers.models import EmailDomain, Provider
from app.sealing import Seal
from app.services import KEY, Services
from app.viewer import Member
from tests.app.actors import Actor
from tests.app.conftest import new_actor
from tests.app.providers.fake import CLIENT, ISSUER, SECRET, FakeProvider
from tests.app.trust import Trust

NAME = "Alder Valley account"


class Work(Struct, frozen=True):
    """The provider of the trust. come: sends a browser there and back."""

    fake: FakeProvider
    id: uuid.UUID
    come: Callable[..., TestResponse]

    @property
    def begin(self) -> str:
        """Where a sign-in begins."""
        return f"/sign-in/with/{self.id}"


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeProvider:
    """Give a provider that answers in this process."""
    made = FakeProvider()
    monkeypatch.setattr(connection, "_asker", lambda _parts: made)
    return made


@pytest.fixture
def parts(app: Flask) -> Services:
    """Give the parts of the app."""
    found: Services = app.extensions[KEY]
    return found


def make_provider(
    parts: Services, trust: Trust, *, issuer: str = ISSUER, domain: str = ""
) -> uuid.UUID:
    """Make a provider that is turned on, and confirm a domain."""
    asker = Member(trust.members["administrator"], trust.organisation, uuid.uuid4(), frozenset())
    seal = Seal(parts.sealing_keys, keeping.PURPOSE)
    with parts.database.write() as session:
        draft = keeping.Draft(NAME, issuer, CLIENT, SECRET)
        made = keeping.add(session, asker, draft, seal, now())
        made.enabled = True
        if domain:
            row = EmailDomain(organisation_id=trust.organisation, domain=domain, made=now())
            row.taken, row.confirmed = domain, now()
            session.add(row)
        return made.id


@pytest.fixture
def work(app: Flask, parts: Services, trust: Trust, fake: FakeProvider) -> Work:
    """Give the trust's provider, turned on, its domain confirmed."""
    made = make_provider(parts, trust, domain=trust.domain)

    def come(actor: Actor | None = None, *, way: str = "", **answer: str) -> TestResponse:
        browser = actor or new_actor(app)
        sent = browser.get(way or f"/sign-in/with/{made}")
        assert sent.status_code == 302, sent.text
        state = fake.hear(sent.location)
        answer = {"state": state, "code": "a-code", **answer}
        return browser.get(f"/sign-in/with/{made}/answer", query_string=answer)

    return Work(fake, made, come)


def change(database: Database, provider_id: uuid.UUID, **values: object) -> None:
    """Change columns of a provider."""
    with database.write() as session:
        found = session.get_one(Provider, provider_id)
        for name, value in values.items():
            setattr(found, name, value)
