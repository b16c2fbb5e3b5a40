"""A record as a learner earns it, for the tests of what is issued from it."""

import re
import uuid
from typing import Any

import msgspec
from flask import Flask
from sqlalchemy import select

from app.database import now
from app.evidence.models import Certificate
from app.supervision import projection
from tests.app.actors import Actor
from tests.app.learning.walking import parts_of
from tests.app.supervision.telling import statement, store
from tests.app.trust import Trust

RECORD = "/record"


def passes(app: Flask, trust: Trust, **changes: Any) -> dict[str, Any]:
    """Store the statement of a pass of the trust's learner; return it."""
    made = statement(trust, **changes)
    store(app, trust.organisation, made)
    return made


def catch_up(app: Flask) -> None:
    """Read what the record store has taken."""
    parts = parts_of(app)
    projection.catch_up(parts.database, parts.records, parts.home_page, now())


def issued(app: Flask) -> list[Certificate]:
    """Return every certificate, the first issued first."""
    with parts_of(app).database.read() as session:
        rows = session.scalars(
            select(Certificate).order_by(Certificate.issued, Certificate.edition)
        )
        return list(rows)


def certificate(app: Flask, actor: Actor) -> Certificate:
    """Open the record, and return the one certificate that is there."""
    assert actor.get(RECORD).status_code == 200
    (row,) = issued(app)
    return row


def transcript(app: Flask, actor: Actor) -> Certificate:
    """Issue a transcript and return it."""
    sent = actor.send(f"{RECORD}/transcript")
    assert sent.status_code == 303, sent.text
    wanted = uuid.UUID(sent.location.rpartition("/")[2])
    return next(row for row in issued(app) if row.id == wanted)


def token_of(actor: Actor, row: Certificate) -> str:
    """Return the signed credential of a certificate, as it is downloaded."""
    answer = actor.get(f"{RECORD}/{row.id}/jwt")
    assert answer.status_code == 200 and answer.mimetype == "text/plain"
    return answer.text


def keys_of(actor: Actor) -> list[dict[str, Any]]:
    """Return the public keys as they are published."""
    found: list[dict[str, Any]] = msgspec.json.decode(actor.get("/.well-known/jwks.json").data)[
        "keys"
    ]
    return found


def upload(actor: Actor, token: str) -> Any:
    """Paste a credential into the page on which it is checked."""
    return actor.send("/verify/credential", text=token)


def word_of(page: str) -> str:
    """Return the answer's word, such as "Valid"."""
    found = re.search(r'app-answer__word">([^<]+)<', page)
    assert found, page
    return found[1]
