"""Statements as another system would write them, sent with a key or kept in a file."""

import base64
import json
import uuid
from typing import Any

from flask import Flask

from app.database import Database
from app.lti.models import LtiPlatform, LtiUser
from tests.app.actors import Actor
from tests.app.conftest import new_actor
from tests.app.record_keys.test_keys import made
from tests.app.trust import Trust

LMS = "https://totara.alder.example"
FIRE = "https://totara.alder.example/course/view.php?id=7"
PASSED = "http://adlnet.gov/expapi/verbs/passed"


def account(name: str, home_page: str = LMS) -> dict[str, Any]:
    """Return an Agent with an account of the trust's LMS."""
    return {"objectType": "Agent", "account": {"homePage": home_page, "name": name}}


def told(actor: dict[str, Any], verb: str = PASSED, **changes: Any) -> dict[str, Any]:
    """Return a statement about the trust's own course in fire safety. changes: keys of the statement."""
    made: dict[str, Any] = {
        "id": str(uuid.uuid4()),
        "actor": actor,
        "verb": {"id": verb},
        "object": {
            "id": FIRE,
            "definition": {"name": {"en-GB": "Fire safety level 1"}},
        },
        "timestamp": "2026-03-12T10:00:00Z",
        "result": {"success": True, "score": {"scaled": 0.85}},
    }
    return made | changes


def key_of(administrator: Actor, label: str = "Totara", *scopes: str) -> dict[str, str]:
    """Return the headers with which a program writes by a new key."""
    key, secret, _ = made(administrator, label, *(scopes or ("statements/write",)))
    coded = base64.b64encode(f"{key}:{secret}".encode()).decode()
    return {"Authorization": f"Basic {coded}", "X-Experience-API-Version": "1.0.3"}


def send(app: Flask, key: dict[str, str], *statements: dict[str, Any], expected: int = 200) -> Any:
    """Send statements as a program does; return what the record store answers."""
    program = new_actor(app)
    answer = program.post(
        "/xapi/statements",
        data=json.dumps(list(statements)),
        headers={**key, "Content-Type": "application/json"},
    )
    assert answer.status_code == expected, answer.text
    return answer.get_json() if expected == 200 else answer.text


def came_by_lti(database: Database, trust: Trust, issuer: str, sub: str, who: str) -> None:
    """Let somebody of a trust have come from an LMS, by the number that they have there."""
    platform = LtiPlatform(
        organisation_id=trust.organisation,
        name="Totara",
        kind="other",
        issuer=issuer,
        client_id=str(uuid.uuid4()),
        auth_url="",
        token_url="",
        jwks_url="",
        origins=[],
    )
    with database.write() as session:
        session.add(platform)
        session.flush()
        session.add(
            LtiUser(platform_id=platform.id, sub=sub, membership_id=trust.members[who], own=False)
        )
