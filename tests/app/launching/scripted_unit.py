"""A unit that follows the specification, driven line by line: plain HTTP, no browser, no cookies."""

import copy
import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.launching.vocabulary import CMI5, MOVE_ON, Extension, Verb

Changes = dict[str, Any]

RESULTS: dict[str, Changes] = {
    Verb.COMPLETED: {"completion": True, "duration": "PT60S"},
    Verb.PASSED: {"success": True, "duration": "PT60S", "score": {"scaled": 0.9}},
    Verb.FAILED: {"success": False, "duration": "PT60S", "score": {"scaled": 0.5}},
    Verb.TERMINATED: {"duration": "PT90S"},
}


class ScriptedUnit:
    """A launched unit. Its clock goes on by a second with each statement."""

    def __init__(self, client: FlaskClient, address: str) -> None:
        self._client = client
        self.address = address
        self.query = dict(parse_qsl(urlsplit(address).query, strict_parsing=True))
        self.actor = json.loads(self.query["actor"])
        self._moment = datetime.now(UTC)
        self.token = ""
        self.data: dict[str, Any] = {}

    def fetch(self) -> dict[str, str]:
        """Ask for the token and return the whole answer."""
        answer = self._client.post(self.query["fetch"])
        assert (answer.status_code, answer.mimetype) == (200, "application/json"), answer.text
        found: dict[str, str] = answer.get_json()
        self.token = found.get("auth-token", self.token)
        return found

    def open(self) -> "ScriptedUnit":
        """Get the token and the launch data, as a unit does before anything else."""
        assert "auth-token" in self.fetch()
        self.data = self.state("GET").get_json()
        return self

    def call(self, method: str, path: str, **parts: Any) -> TestResponse:
        """Send a request to the endpoint with the token."""
        headers = {"Authorization": f"Basic {self.token}", "X-Experience-API-Version": "1.0.3"}
        address = self.query["endpoint"] + path
        return self._client.open(
            address, method=method, headers=headers | parts.pop("headers", {}), **parts
        )

    def state(self, method: str, state_id: str = "LMS.LaunchData", **parts: Any) -> TestResponse:
        """Work on a state of this launch."""
        query = {
            "activityId": self.query["activityId"],
            "agent": self.query["actor"],
            "registration": self.query["registration"],
            "stateId": state_id,
        }
        query |= parts.pop("query", {})
        return self.call(method, "activities/state", query_string=query, **parts)

    def defined(self, verb: str, **changes: Any) -> dict[str, Any]:
        """Return a statement that cmi5 defines, as it should be, with changes."""
        categories = [CMI5] + ([MOVE_ON] if verb in RESULTS and verb != Verb.TERMINATED else [])
        made = self.allowed(verb, self.query["activityId"])
        made["context"]["contextActivities"]["category"] = [{"id": each} for each in categories]
        if verb in RESULTS:
            made["result"] = copy.deepcopy(RESULTS[verb])
        if verb in (Verb.PASSED, Verb.FAILED) and "masteryScore" in self.data:
            made["context"]["extensions"][Extension.MASTERY_SCORE] = self.data["masteryScore"]
        return made | changes

    def allowed(self, verb: str, about: str, **changes: Any) -> dict[str, Any]:
        """Return a statement that cmi5 allows: without its category."""
        self._moment += timedelta(seconds=1)
        context = copy.deepcopy(self.data["contextTemplate"])
        context["registration"] = self.query["registration"]
        return {
            "id": str(uuid.uuid4()),
            "actor": self.actor,
            "verb": {"id": verb},
            "object": {"id": about},
            "context": context,
            "timestamp": self._moment.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z",
        } | changes

    def send(self, *statements: dict[str, Any]) -> TestResponse:
        """Send statements in one request."""
        body = statements[0] if len(statements) == 1 else list(statements)
        return self.call("POST", "statements", json=body)

    def say(self, *verbs: str) -> None:
        """Send a good statement for each verb, one request each; all must be taken."""
        for verb in verbs:
            answer = self.send(self.defined(verb))
            assert answer.status_code == 200, (verb, answer.text)
