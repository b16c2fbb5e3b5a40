"""Statements as anybody might write them, into the record store of an app."""

import uuid
from typing import Any

import msgspec
from flask import Flask

from course.vocabulary import Extension, Verb, module_iri
from tests.app.conftest import HOME_PAGE
from tests.app.learning.walking import SLUG, parts_of
from tests.app.trust import Trust


def statement(trust: Trust, verb: str = Verb.PASSED, **changes: Any) -> dict[str, Any]:
    """Return a statement about the trust's learner in the module. changes: keys of the statement."""
    made: dict[str, Any] = {
        "id": str(uuid.uuid4()),
        "actor": {"account": {"homePage": HOME_PAGE, "name": str(trust.members["learner"])}},
        "verb": {"id": verb},
        "object": {"id": module_iri(SLUG)},
        "timestamp": "2026-03-12T10:00:00Z",
        "context": {
            "registration": "3f0c2a52-58a9-4c5e-9a0c-6f5f9a1d7d10",
            "revision": "1.2",
            "extensions": {Extension.ORGANISATION: str(trust.organisation), Extension.ATTEMPT: 1},
        },
        "result": {"score": {"raw": 84, "scaled": 0.84}, "duration": "PT48M"},
    }
    return made | changes


def voiding(target: str) -> dict[str, Any]:
    """Return a statement that voids another."""
    return {
        "id": str(uuid.uuid4()),
        "actor": {"mbox": "mailto:records@alder.example"},
        "verb": {"id": Verb.VOIDED},
        "object": {"objectType": "StatementRef", "id": target},
    }


def store(app: Flask, organisation: uuid.UUID, *statements: dict[str, Any]) -> None:
    """Store statements for an organisation; they must be taken."""
    bodies = [msgspec.json.encode(each) for each in statements]
    refused = parts_of(app).records.send(organisation, bodies)
    assert refused == (), refused
