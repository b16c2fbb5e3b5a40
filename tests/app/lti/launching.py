"""Launches as a browser carries them between an LMS and the app."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from msgspec import Struct
from werkzeug.test import TestResponse

from tests.app.actors import TOKEN, Actor
from tests.support.lti_platform import CLIENT, Platform

OWN_WINDOW = {"Sec-Fetch-Dest": "document"}
FRAME = {"Sec-Fetch-Dest": "iframe"}
MODULE = "http://localhost/lti/modules/culture"


class Lms(Struct, frozen=True):
    """An LMS that is connected. page: of it, for its administrator."""

    platform: Platform
    page: str

    def login(
        self, who: Actor, target: str = MODULE, headers: dict[str, str] = OWN_WINDOW, **more: str
    ) -> TestResponse:
        """Begin a launch as the LMS does."""
        query = {
            "iss": self.platform.address,
            "client_id": CLIENT,
            "login_hint": "hint",
            "lti_message_hint": "other hint",
            "target_link_uri": target,
            **more,
        }
        return who.get("/lti/login", query_string=query, headers=headers)

    def begun(self, who: Actor, target: str = MODULE, **more: Any) -> dict[str, str]:
        """Begin a launch, and return what the LMS is asked with."""
        answer = self.login(who, target, **more)
        assert answer.status_code == 303, answer.text
        query = parse_qs(urlsplit(answer.headers["Location"]).query)
        return {name: values[0] for name, values in query.items()}

    def launch(self, who: Actor, target: str = MODULE, /, **claims: Any) -> TestResponse:
        """Launch; claims: other than a sound message has."""
        asked = self.begun(who, target)
        return self.post(who, asked, self.platform.message(asked["nonce"], target, **claims))

    def post(self, who: Actor, asked: dict[str, str], token: str) -> TestResponse:
        """Send a message as the LMS's page does."""
        return who.post("/lti/launch", data={"state": asked["state"], "id_token": token})

    def come_in(self, who: Actor, **claims: Any) -> str:
        """Launch for the first time and begin; return where that leads."""
        arrival = self.launch(who, **claims)
        assert arrival.status_code == 303, arrival.text
        begun = begin(who, arrival.headers["Location"])
        assert begun.status_code == 303, begun.text
        return begun.headers["Location"]


def begin(who: Actor, page: str) -> TestResponse:
    """Press “Begin” on the page of a first launch."""
    found = TOKEN.search(who.get(page).text)
    assert found
    return who.post(page, data={"csrf_token": found[1]})
