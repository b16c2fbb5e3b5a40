"""A record store to be measured: where it is, how to get in, and its process where that runs here."""

import base64
import json
from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from bench._load import drive, message
from bench._servers import processor_seconds


class Client(NamedTuple):
    """A store's host, port, path and headers. pid: None where it runs elsewhere."""

    host: str
    port: int
    path: str
    headers: dict[str, str]
    pid: int | None

    @classmethod
    def of(cls, url: str, key: str, secret: str, version: str, pid: int | None) -> "Client":
        """Return a client of the store at an endpoint (http only)."""
        parts = urlsplit(url)
        coded = base64.b64encode(f"{key}:{secret}".encode()).decode()
        headers = {"Authorization": f"Basic {coded}", "X-Experience-API-Version": version}
        return cls(parts.hostname or "", parts.port or 80, parts.path.rstrip("/"), headers, pid)

    def post(self, body: bytes) -> bytes:
        """Return the request that stores statements."""
        headers = {**self.headers, "Content-Type": "application/json"}
        return message("POST", f"{self.path}/statements", self.host, headers, body)

    def get(self, parameters: dict[str, str]) -> bytes:
        """Return the request that asks for statements."""
        return self.get_at(f"{self.path}/statements?{urlencode(parameters)}")

    def get_at(self, target: str) -> bytes:
        """Return the request for a path with its query, such as `more` gives it."""
        return message("GET", target, self.host, self.headers)

    def state(self, method: str, parameters: dict[str, str], body: bytes = b"") -> bytes:
        """Return a request for a state document."""
        target = f"{self.path}/activities/state?{urlencode(parameters)}"
        headers = {**self.headers, **({"Content-Type": "application/json"} if body else {})}
        return message(method, target, self.host, headers, body)

    def ask(self, request: bytes) -> Any:
        """Send one request and return the JSON of its answer."""
        return json.loads(drive(self.host, self.port, [request]).answer)

    def measured(
        self, named: dict[str, Any], requests: Iterable[bytes], connections: int = 1, each: int = 1
    ) -> dict[str, Any]:
        """Send requests; return `named` with what was measured. each: statements in a request."""
        ready = list(requests)  # made beforehand, so that making them is not measured
        before = processor_seconds(self.pid)
        load = drive(self.host, self.port, ready, connections)
        spent = processor_seconds(self.pid) - before
        found = {
            **named,
            "rate": round(load.rate * each, 1),
            "median_ms": round(load.median_ms, 2),
            "p99_ms": round(load.p99_ms, 2),
        }
        if self.pid is not None:
            found["cpu_ms"] = round(spent * 1000 / len(load.times) / each, 3)
        return found
