"""Our own record store over HTTP, which can be made to fail, and what launches a package against it.

It stands on another port than the package, so that every request of the page crosses origins.
"""

import base64
import json
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from flask import Flask, Response, request

from lrs import LRS, Authority, Document, Owner
from lrs.http import blueprints
from lrs.http.cors import ALLOWED
from tests.support.serving import serving

Statement = dict[str, Any]
LAUNCH_DATA: Final = "LMS.LaunchData"
SESSION_ID: Final = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
PUBLISHER_ID: Final = "https://w3id.org/first-shift/modules/sample"
HOME_PAGE: Final = "https://lms.example"

Found = TypeVar("Found")
Store = TypeVar("Store", bound="RecordStore")


class RecordStore:
    """A store with one organisation. trouble: answers a request in the store's place, or None."""

    def __init__(self, lrs: LRS) -> None:
        self.lrs = lrs
        self.organisation = str(uuid.uuid4())
        self.address = ""
        self.requests: list[tuple[str, str]] = []
        self.trouble: Callable[[], Response | None] = lambda: None

    @property
    def endpoint(self) -> str:
        """Return the base of the xAPI resources, with a slash at its end as many systems send it."""
        return f"{self.address}/xapi/"

    def credential(self) -> tuple[str, str]:
        """Return the key id of a new credential, and its token for Basic."""
        key, secret = self.lrs.credentials.issue(self.organisation, "session", ("all",))
        return key, base64.b64encode(f"{key}:{secret}".encode()).decode()

    def statements(self) -> list[Statement]:
        """Return all that was stored, in the order of storing."""
        found = self.lrs.since(self.organisation, 0)
        return [json.loads(each.body) for each in found]

    def verbs(self) -> list[str]:
        """Return the last part of each statement's verb, in the order of storing."""
        return [each["verb"]["id"].rpartition("/")[2] for each in self.statements()]

    def authority(self) -> Authority:
        """Return what may write here, in this process."""
        return Authority.internal(self.organisation, "https://lrs.example")

    def posts(self) -> int:
        """Return how many requests came with statements."""
        return self.requests.count(("POST", "/xapi/statements"))

    def app(self) -> Flask:
        """Return the store's application, which notes each request and may fail."""
        app = Flask("store", static_folder=None)
        for blueprint in blueprints(self.lrs):
            app.register_blueprint(blueprint)

        @app.before_request
        def note() -> Response | None:
            self.requests.append((request.method, request.path))
            return None if request.method == "OPTIONS" else self.trouble()

        return app


def failing(status: int, path: str = "/xapi/statements", method: str = "POST") -> Response | None:
    """Answer a request of this kind with an error, as a store behind a proxy would."""
    if (request.method, request.path) != (method, path):
        return None
    response = Response(b"{}", status=status, content_type="application/json")
    response.headers.extend(ALLOWED)
    return response


class Cmi5System(RecordStore):
    """A small LMS of cmi5: writes the launch data, gives each token once."""

    def __init__(self, lrs: LRS) -> None:
        super().__init__(lrs)
        self.registration = str(uuid.uuid4())
        self.activity = f"{HOME_PAGE}/au/1"
        self.agent = {
            "objectType": "Agent",
            "account": {"homePage": HOME_PAGE, "name": str(uuid.uuid4())},
        }
        self.tokens: dict[str, str] = {}
        self.fetched: list[str] = []
        self.session = ""
        self.key = ""
        self.launch_data: dict[str, Any] = {}
        self.fetch_answer: Callable[[], Response | None] = lambda: None

    @property
    def agent_text(self) -> str:
        """Return the learner as the launch names them."""
        return json.dumps(self.agent)

    def launch(self, page_address: str, *, with_data: bool = True, **data: object) -> str:
        """Return the address that launches the page. data: what the launch data hold besides."""
        self.session, fetch = str(uuid.uuid4()), str(uuid.uuid4())
        self.key, self.tokens[fetch] = self.credential()
        self.launch_data = {
            "contextTemplate": {
                "contextActivities": {"grouping": [{"id": PUBLISHER_ID}]},
                "extensions": {SESSION_ID: self.session},
            },
            "launchMode": "Normal",
            "moveOn": "Passed",
            "masteryScore": 0.8,
            **data,
        }
        if with_data:
            self.put_state(LAUNCH_DATA, self.launch_data)
        parameters = {
            "fetch": f"{self.address}/fetch?session={fetch}",
            "activityId": self.activity,
            "endpoint": self.endpoint,
            "registration": self.registration,
            "actor": self.agent_text,
        }
        return f"{page_address}?{urlencode(parameters)}"

    def put_state(self, state_id: str, content: object) -> None:
        """Write a state document as the LMS."""
        self.lrs.state.put(
            self.organisation,
            Owner(activity=self.activity, agent=self.agent_text, registration=self.registration),
            state_id,
            Document(json.dumps(content).encode(), "application/json"),
        )

    def preferences(self, content: object) -> None:
        """Write what the learner wants to see and hear."""
        self.lrs.agent_profile.put(
            self.organisation,
            Owner(agent=self.agent_text),
            "cmi5LearnerPreferences",
            Document(json.dumps(content).encode(), "application/json"),
        )

    def abandon(self) -> None:
        """End the session, as an LMS does when the module is launched again."""
        self.lrs.credentials.revoke(self.key)

    def of_session(self) -> list[Statement]:
        """Return the statements of the latest launch."""
        return [
            each
            for each in self.statements()
            if each["context"]["extensions"].get(SESSION_ID) == self.session
        ]

    def app(self) -> Flask:
        """Return the store's application with the fetch URL."""
        app = super().app()

        @app.post("/fetch")
        def fetch() -> Response:
            session = request.args["session"]
            self.fetched.append(session)
            response = self.fetch_answer() or self._token(session)
            response.headers.extend(ALLOWED)
            return response

        return app

    def _token(self, session: str) -> Response:
        token = self.tokens.pop(session, None)
        body = {"auth-token": token} if token else {"error-code": "1", "error-text": "Used."}
        return Response(json.dumps(body), content_type="application/json")


@contextmanager
def served(store: Store) -> Iterator[Store]:
    """Serve a store on a free port of loopback."""
    with serving(store.app()) as address:
        store.address = address
        yield store


def empty_store(path: Path) -> LRS:
    """Return a store in a new SQLite file."""
    lrs = LRS.open(f"sqlite:///{path}", home_page="https://lrs.example")
    lrs.migrate()
    return lrs


def until(look: Callable[[], Found], seconds: float = 10) -> Found:
    """Return what a look finds as soon as it finds something, or at last."""
    deadline = time.monotonic() + seconds
    while not (found := look()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found
