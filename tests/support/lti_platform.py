"""An LMS that speaks LTI 1.3 on loopback: it signs real messages and serves keys, tokens, grades and names.

It is as strict with us as a real one: an access token is given for an assertion that our published key
signed, and services answer to that token only. What it was told is kept for a test to read.
"""

import json
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from app.lti import claims

CLIENT = "client-7"
DEPLOYMENT = "deployment-1"
SUB = "user-501"
LAUNCH = "http://localhost/lti/launch"
LINK = "link-21"
LEARNS = "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"
TEACHES = "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"


@cache
def new_key(name: str) -> RSAKey:
    """Return a key pair of a name, the same each time: to make one takes long."""
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig", "alg": "RS256"})


class Platform:
    """One LMS. tool_keys: gives the key set that the tool publishes; away: answers 503 to everything."""

    def __init__(self, host: str, port: int) -> None:
        self.address = f"http://{host}:{port}"
        self.key = new_key("platform-1")
        self.tool_keys: Callable[[], dict[str, Any]] = lambda: {"keys": []}
        self.away = False
        self.refuses = 0
        self.tokens: dict[str, str] = {}
        self.asked_tokens = 0
        self.scored = threading.Event()
        self.scores: list[tuple[str, dict[str, Any]]] = []
        self.line_items: list[dict[str, Any]] = []
        self.members: list[dict[str, Any]] = []
        self.registered: list[tuple[str, dict[str, Any]]] = []
        self.chosen: list[dict[str, Any]] = []
        self.sends: Callable[[dict[str, str]], str] = lambda query: self.message(query["nonce"])

    @property
    def line_item(self) -> str:
        """The address of a column of grades, with a query as some systems have."""
        return f"{self.address}/lineitems/9?type_id=3"

    def registration(self) -> dict[str, str]:
        """Return what an administrator types into our form."""
        return {
            "name": "Moodle of Alder Valley",
            "issuer": self.address,
            "client_id": CLIENT,
            "deployments": DEPLOYMENT,
            "auth_url": f"{self.address}/auth",
            "token_url": f"{self.address}/token",
            "jwks_url": f"{self.address}/jwks",
            "origins": self.address,
        }

    def said(self, nonce: str, target: str = LAUNCH, /, **more: Any) -> dict[str, Any]:
        """Return what a launch says; more: claims instead, none takes one away."""
        at = int(time.time())
        found = {
            "iss": self.address,
            "aud": CLIENT,
            "sub": SUB,
            "iat": at,
            "exp": at + 300,
            "nonce": nonce,
            "name": "Dr Tomasz Lis",
            claims.MESSAGE_TYPE: claims.LAUNCH,
            claims.VERSION: "1.3.0",
            claims.DEPLOYMENT: DEPLOYMENT,
            claims.TARGET: target,
            claims.RESOURCE_LINK: {"id": LINK, "title": "Culture"},
            claims.CONTEXT: {"id": "c1", "title": "Induction 2026"},
            claims.ROLES: [LEARNS],
            claims.AGS: {
                "scope": [claims.SCORE_SCOPE, claims.LINE_ITEM_SCOPE],
                "lineitem": self.line_item,
                "lineitems": f"{self.address}/lineitems",
            },
            claims.NRPS: {"context_memberships_url": f"{self.address}/members"},
        }
        return {name: value for name, value in {**found, **more}.items() if value is not None}

    def message(self, nonce: str, target: str = LAUNCH, /, **more: Any) -> str:
        """Return a signed launch."""
        return self.signed(self.said(nonce, target, **more))

    def deep(self, nonce: str, target: str, **settings: Any) -> str:
        """Return a signed request to choose a module."""
        asked = {
            "deep_link_return_url": f"{self.address}/chosen",
            "accept_types": ["ltiResourceLink"],
            "accept_presentation_document_targets": ["iframe", "window"],
            "data": "kept by the platform",
            **settings,
        }
        more = {claims.MESSAGE_TYPE: claims.DEEP_LINKING, claims.DEEP_SETTINGS: asked}
        return self.message(nonce, target, **more, **{claims.RESOURCE_LINK: None})

    def signed(self, said: dict[str, Any], key: RSAKey | None = None) -> str:
        """Return claims as a token that the platform's key signed, or another."""
        header = {"alg": "RS256", "typ": "JWT", "kid": self.key.kid}
        return jwt.encode(header, said, key or self.key)

    def openid_configuration(self) -> dict[str, Any]:
        """Return what it publishes of itself."""
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/auth",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/jwks",
            "registration_endpoint": f"{self.address}/register",
            claims.PLATFORM_CONFIGURATION: {"product_family_code": "moodle"},
        }

    def give_token(self, form: dict[str, str]) -> str:
        """Return an access token for a sound assertion; empty for any other."""
        keys = KeySet.import_key_set(self.tool_keys())  # type: ignore[arg-type]
        try:
            said = jwt.decode(form["client_assertion"], keys, algorithms=["RS256"]).claims
        except Exception:
            return ""
        sound = said["iss"] == said["sub"] == CLIENT and said["aud"] == f"{self.address}/token"
        if not sound or said["exp"] < time.time() or not said["jti"]:
            return ""
        token = uuid.uuid4().hex
        self.asked_tokens += 1
        self.tokens[token] = form["scope"]
        return token


@contextmanager
def serve_platform(host: str = "127.0.0.1") -> Iterator[Platform]:
    """Serve an LMS until the end of the block."""

    class Handler(_Handler):
        pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    platform = Platform(host, server.server_address[1])
    Handler.platform = platform
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield platform
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    platform: Platform

    def do_GET(self) -> None:
        """Answer what is asked for."""
        lms, parts = self.platform, urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if lms.away:
            self._send(503, "text/plain", "down")
        elif parts.path == "/jwks":
            self._json({"keys": [lms.key.as_dict(private=False)]})
        elif parts.path == "/openid-configuration":
            self._json(lms.openid_configuration())
        elif parts.path == "/auth":
            self._page(
                _form(
                    query["redirect_uri"], {"id_token": lms.sends(query), "state": query["state"]}
                )
            )
        elif parts.path == "/lineitems":
            if self._may(claims.LINE_ITEM_SCOPE):
                wanted = query.get("resource_link_id")
                self._json([i for i in lms.line_items if i["resourceLinkId"] == wanted])
        elif parts.path == "/members":
            if self._may(claims.MEMBERS_SCOPE):
                self._members(query)
        elif parts.path == "/course":
            self._page(
                f'<h1>A course</h1><iframe title="First Shift" src="{escape(query["tool"])}"></iframe>'
            )
        else:
            self._send(404, "text/plain", "")

    def do_POST(self) -> None:
        """Take what is sent."""
        lms, path = self.platform, urlsplit(self.path).path
        body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        if lms.away:
            self._send(503, "text/plain", "down")
        elif path == "/token":
            form = {name: values[0] for name, values in parse_qs(body).items()}
            token = lms.give_token(form)
            self._json({"access_token": token, "expires_in": 3600}, 200 if token else 400)
        elif path.endswith("/scores"):
            if self._may(claims.SCORE_SCOPE):
                lms.scores.append((self.path, json.loads(body)))
                lms.scored.set()
                self._send(200, "application/json", "")
        elif path == "/lineitems":
            if self._may(claims.LINE_ITEM_SCOPE):
                made = {
                    **json.loads(body),
                    "id": f"{lms.address}/lineitems/{len(lms.line_items) + 1}",
                }
                lms.line_items.append(made)
                self._json(made, 201)
        elif path == "/register":
            lms.registered.append((self.headers.get("Authorization", ""), json.loads(body)))
            answer = {**json.loads(body), "client_id": CLIENT}
            answer[claims.TOOL_CONFIGURATION]["deployment_id"] = DEPLOYMENT
            self._json(answer)
        elif path == "/chosen":
            keys = KeySet.import_key_set(lms.tool_keys())  # type: ignore[arg-type]
            token = parse_qs(body)["JWT"][0]
            lms.chosen.append(jwt.decode(token, keys, algorithms=["RS256"]).claims)
            self._page("<h1>It is in the course</h1>")
        else:
            self._send(404, "text/plain", "")

    def _may(self, scope: str) -> bool:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if scope not in self.platform.tokens.get(token, ""):
            self._send(401, "text/plain", "")
            return False
        if self.platform.refuses:
            self._send(self.platform.refuses, "text/plain", "")
            return False
        return True

    def _members(self, query: dict[str, str]) -> None:
        start = int(query.get("from", "0"))
        page = self.platform.members[start : start + 2]
        more = start + 2 < len(self.platform.members)
        link = f'<{self.platform.address}/members?from={start + 2}>; rel="next"' if more else ""
        self._json({"id": "members", "members": page}, link=link)

    def _json(self, answer: Any, status: int = 200, link: str = "") -> None:
        self._send(status, "application/json", json.dumps(answer), link)

    def _page(self, body: str) -> None:
        whole = f'<!DOCTYPE html><html lang="en"><head><title>LMS</title><link rel="icon" href="data:,"></head><body>{body}</body></html>'
        self._send(200, "text/html; charset=utf-8", whole)

    def _send(self, status: int, kind: str, text: str, link: str = "") -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if link:
            self.send_header("Link", link)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def _form(action: str, fields: dict[str, str]) -> str:
    inputs = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in fields.items()
    )
    script = "<script>document.forms[0].submit()</script>"
    return f'<form method="post" action="{escape(action)}">{inputs}</form>{script}'
