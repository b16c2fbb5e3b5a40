"""A client that sends batches without end, each until it is acknowledged, and counts what came of it."""

import base64
import http.client
import json
import threading
import time
import uuid
from collections import Counter
from typing import Any, Final
from urllib.parse import urlencode

from bench._stores import VERSION

BATCH: Final = 5
PAUSE_SECONDS: Final = 0.05
PATIENCE_SECONDS: Final = 40
_REFUSED: Final = 503


class Sender(threading.Thread):
    """A client of one organisation that sends batch after batch, each until it is acknowledged.

    sent: how many statements it has made; acknowledged: the ids of those that were; seen: what came of each
    request; took: the seconds of each that was acknowledged; failure: why it stopped by itself.
    """

    def __init__(self, port: int, name: str, key: tuple[str, str], until: threading.Event) -> None:
        super().__init__(daemon=True)
        self.organisation, self.sent, self.failure = name, 0, ""
        self.acknowledged: list[str] = []
        self.seen: Counter[str] = Counter()
        self.took: list[float] = []
        self._port, self._until = port, until
        coded = base64.b64encode(":".join(key).encode()).decode()
        self._headers = {
            "Authorization": f"Basic {coded}",
            "X-Experience-API-Version": VERSION,
            "Content-Type": "application/json",
        }
        self._line: http.client.HTTPConnection | None = None

    def run(self) -> None:
        """Send until it is enough; what was sent last is not given up before it is acknowledged."""
        try:
            while not self._until.is_set():
                self._settle()
                time.sleep(PAUSE_SECONDS)
        except RuntimeError as error:
            self.failure = str(error)

    def _settle(self) -> None:
        ids = [str(uuid.uuid4()) for _ in range(BATCH)]
        body = json.dumps([_statement(each) for each in ids]).encode()
        self.sent += BATCH
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._until.is_set() or time.monotonic() < deadline:
            began = time.monotonic()
            status, wait = self._send(body)
            if status == 200:
                self.took.append(time.monotonic() - began)
                self.acknowledged += ids
                self.seen["acknowledged"] += BATCH
                return
            time.sleep(wait)

    def _send(self, body: bytes) -> tuple[int, float]:
        """Return the status, 0 without an answer, and how long to wait. Raises RuntimeError for any other."""
        try:
            if self._line is None:
                self._line = http.client.HTTPConnection(
                    "127.0.0.1", self._port, timeout=PATIENCE_SECONDS
                )
            self._line.request("POST", "/xapi/statements", body, self._headers)
            answer = self._line.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException):
            self._line = None
            self.seen["without answer"] += 1
            return 0, 1.0
        if answer.status == _REFUSED and answer.headers["Retry-After"]:
            self.seen["refused"] += 1
            return _REFUSED, float(answer.headers["Retry-After"])
        if answer.status != 200:
            raise RuntimeError(f"{self.organisation} was answered {answer.status}: {text[:300]!r}")
        return 200, 0.0

    def found(self) -> list[str]:
        """Return the ids of all statements that the store has of the organisation."""
        line = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE_SECONDS)
        ids: list[str] = []
        more = f"/xapi/statements?{urlencode({'limit': 500, 'ascending': 'true'})}"
        while more:
            line.request("GET", more, headers=self._headers)
            answer = line.getresponse()
            page = json.loads(answer.read())
            ids += [each["id"] for each in page["statements"]]
            more = page.get("more", "")
        return ids


def _statement(statement_id: str) -> dict[str, Any]:
    return {
        "id": statement_id,
        "actor": {"account": {"homePage": "https://trust.example", "name": "doctor"}},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/answered"},
        "object": {"id": "https://trust.example/activities/one"},
    }
