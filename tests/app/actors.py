"""People who use the app in tests: a client each, signed in by the real form."""

import re
from typing import Any

from werkzeug.test import TestResponse

from tests.support.client import CheckedClient

PASSWORD = "three quiet herons"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Actor(CheckedClient):
    """A browser without scripts: it sends forms with the token that their page held."""

    _token = _of_session = ""

    def token(self) -> str:
        """Return the token that this person's forms carry now. A page is asked for it once a session."""
        with self.session_transaction() as session:
            session.pop(
                "_flashes", None
            )  # what an earlier act said, the form's page would have shown
            known = session.get("csrf_token") == self._of_session
        if not (known and self._token):
            self._token = self._from_page()
            with self.session_transaction() as session:
                self._of_session = session["csrf_token"]
        return self._token

    def _from_page(self) -> str:
        page = self.get("/sign-in")
        if page.status_code == 302:  # somebody is signed in
            page = self.get("/account/password")
        if page.status_code == 303:  # a second step is demanded first
            page = self.get("/account/second-step")
        found = TOKEN.search(page.text)
        assert found, page.text
        return found[1]

    def send(self, path: str, /, **fields: Any) -> TestResponse:
        """Send a form as the page would, with its token."""
        return self.post(path, data={"csrf_token": self.token(), **fields})

    def sign_in(self, email: str, password: str = PASSWORD, **fields: Any) -> TestResponse:
        """Sign in by the form, from a page without anybody signed in."""
        return self.send("/sign-in", email=email, password=password, **fields)

    def sign_out(self) -> TestResponse:
        """Sign out by the form."""
        return self.send("/sign-out")
