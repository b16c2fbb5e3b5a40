"""A provider that answers in this process, and tells the truth unless a test lets it lie."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import msgspec
from authlib.oauth2.auth import ClientAuth
from joserfc import jwt
from joserfc.jwk import ECKey, Key, KeySet, RSAKey

ISSUER = "https://login.alder.example"
CLIENT = "first-shift"
SECRET = "a client secret of forty letters or so"


class FakeProvider:
    """Plays discovery, keys, token and userinfo. claims: of whoever signs in; lies: laid over them.

    client_keys: asks a client for its public keys, where it shows itself by one instead of a secret.
    """

    def __init__(self, issuer: str = ISSUER) -> None:
        self.issuer = issuer
        self.key = ECKey.generate_key("P-256", auto_kid=True)
        self.listed: list[Key] = [self.key]
        self.claims: dict[str, Any] = {}
        self.lies: dict[str, Any] = {}
        self.userinfo: dict[str, Any] | None = None
        self.metadata: dict[str, Any] = {}
        self.algorithm = "ES256"
        self.header: dict[str, Any] = {}
        self.id_token: str | None = None
        self.token_answer: httpx.Response | None = None
        self.nonce = ""
        self.query: dict[str, str] = {}
        self.asked: list[str] = []
        self.sent: dict[str, str] = {}
        self.client_keys: Callable[[], KeySet] | None = None
        self.client_algorithm = "RS256"
        self.seen: set[str] = set()
        self.down: Exception | None = None

    def person(self, subject: str, email: str, **claims: Any) -> None:
        """Let somebody sign in next."""
        self.claims = {"sub": subject, "email": email, "email_verified": True, **claims}

    def rotate(self) -> None:
        """Sign with another key from now on, and list that one only."""
        self.key = ECKey.generate_key("P-256", auto_kid=True)
        self.listed = [self.key]

    def signed(self, **changed: Any) -> str:
        """Return what the provider signs now; a claim that is none is left out."""
        moment = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": moment,
            "exp": moment + 300,
            "nonce": self.nonce,
            **({"auth_time": moment} if "max_age" in self.query else {}),
            **self.claims,
            **self.lies,
            **changed,
        }
        told = {name: value for name, value in claims.items() if value is not None}
        named = {"alg": self.algorithm, "kid": self.key.kid, **self.header}
        header = {name: value for name, value in named.items() if value is not None}
        return jwt.encode(header, told, self.key, algorithms=[self.algorithm])

    def get(self, address: str, headers: dict[str, str] | None = None) -> httpx.Response:
        self._ask(address)
        match urlsplit(address).path:
            case "/.well-known/openid-configuration":
                return _json(address, self._described())
            case "/keys":
                return _json(address, KeySet(self.listed).as_dict(private=False))
            case "/userinfo":
                assert (headers or {})["Authorization"] == "Bearer an-access-token"
                return _json(address, self.userinfo or {})
        return _json(address, {}, 404)

    def post(
        self, url: str, data: dict[str, str], headers: dict[str, str], auth: ClientAuth
    ) -> httpx.Response:
        self._ask(url)
        assert urlsplit(url).path == "/token"
        _, sent, body = auth.prepare("POST", url, dict(headers), "")
        self.sent = data
        if self.client_keys is not None:
            assert "Authorization" not in sent and body == f"client_id={CLIENT}"
            self._check_assertion(url, data)
        else:
            assert sent["Authorization"].startswith("Basic ")
            assert "client_assertion" not in data
        if self.token_answer is not None:
            return self.token_answer
        answer = {
            "access_token": "an-access-token",
            "token_type": "Bearer",
            "id_token": self.id_token or self.signed(),
        }
        return _json(url, answer)

    def _check_assertion(self, url: str, data: dict[str, str]) -> None:
        """Judge what the client has signed as RFC 7523 asks for it."""
        assert self.client_keys is not None
        assert data["client_assertion_type"].endswith(":client-assertion-type:jwt-bearer")
        text = data["client_assertion"]
        token = jwt.decode(text, self.client_keys(), algorithms=[self.client_algorithm])
        claims = token.claims
        assert claims["iss"] == claims["sub"] == CLIENT and claims["aud"] == url
        assert 0 < claims["exp"] - time.time() <= 60 and claims["iat"] <= time.time()
        assert claims["jti"] not in self.seen
        self.seen.add(claims["jti"])
        assert token.header["kid"] in {key.kid for key in self.client_keys()}

    def hear(self, location: str) -> str:
        """Take the browser that was sent here; return the parameter state."""
        asked = parse_qs(urlsplit(location).query)
        assert location.startswith(f"{self.issuer}/authorize?"), location
        assert asked["code_challenge_method"] == ["S256"] and asked["response_type"] == ["code"]
        self.query = {name: values[0] for name, values in asked.items()}
        self.nonce = asked["nonce"][0]
        return asked["state"][0]

    def _described(self) -> dict[str, Any]:
        told: dict[str, Any] = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "end_session_endpoint": f"{self.issuer}/end",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256", "RS256"],
            **self.metadata,
        }
        return {name: value for name, value in told.items() if value is not None}

    def _ask(self, address: str) -> None:
        self.asked.append(urlsplit(address).path)
        if self.down is not None:
            raise self.down


def _json(address: str, value: object, status: int = 200) -> httpx.Response:
    return httpx.Response(
        status, content=msgspec.json.encode(value), request=httpx.Request("GET", address)
    )


def refused(error: str) -> httpx.Response:
    """Return a token endpoint's refusal."""
    return _json(f"{ISSUER}/token", {"error": error}, 400)


def rsa_key() -> RSAKey:
    """Return a key of another kind."""
    return RSAKey.generate_key(2048, auto_kid=True)
