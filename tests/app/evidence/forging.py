"""Credentials as an attacker, a clock or another server would make them."""

import base64
import hashlib
import hmac
import json
from typing import Any

from joserfc import jws
from joserfc.jwk import ECKey, RSAKey

ISSUER = "https://other.example/issuers/0a6f6a52-7f8a-4a26-9d8a-0c5f1b7f0d11"
KID = "https://other.example/credentials/keys/1"


def claims(**changes: Any) -> dict[str, Any]:
    """Return what another First Shift server signs. changes: claims; none for one that is left out."""
    made = {
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": "https://other.example/credentials/1",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Bleeps and calls",
        "issuer": {"id": ISSUER, "type": ["Profile"], "name": "Birch Coast Trust"},
        "validFrom": "2026-03-12T10:00:00Z",
        "credentialSubject": {
            "id": "urn:uuid:1",
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": False,
                    "identityHash": "Dr Farhan Siddiqui",
                    "identityType": "name",
                }
            ],
            "achievement": {
                "id": "https://w3id.org/first-shift/modules/bleeps",
                "type": ["Achievement"],
                "name": "Bleeps and calls",
                "version": "1.0",
                "description": "Bleeps.",
                "criteria": {"narrative": "80 % or more."},
            },
        },
        "iss": ISSUER,
        "sub": "urn:uuid:1",
        "jti": "https://other.example/credentials/1",
        "nbf": 1773309600,
    } | changes
    return {name: value for name, value in made.items() if value is not None}


def signed(content: Any, key: RSAKey | ECKey, *, alg: str = "RS256", **header: Any) -> str:
    """Return a token. content: claims, or any bytes; header: members beside ``alg``."""
    payload = content if isinstance(content, bytes) else json.dumps(content).encode()
    registry = jws.JWSRegistry(algorithms=[alg], strict_check_header=False)
    return jws.serialize_compact({"alg": alg, **header}, payload, key, registry=registry)


def with_secret(content: dict[str, Any], public_key_text: str) -> str:
    """Return a token signed by HS256 with the text of a public key as its secret."""
    head = _part({"alg": "HS256", "typ": "JWT", "kid": KID})
    text = f"{head}.{_part(content)}"
    mac = hmac.digest(public_key_text.encode(), text.encode(), hashlib.sha256)
    return f"{text}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"


def unsigned(content: dict[str, Any], alg: str = "none", signature: str = "") -> str:
    """Return a token that says itself that it is not signed."""
    return f"{_part({'alg': alg})}.{_part(content)}.{signature}"


def other_header(token: str, **header: Any) -> str:
    """Return a token with another header and the same signature."""
    _, payload, signature = token.split(".")
    return f"{_part(header)}.{payload}.{signature}"


def other_payload(token: str, content: dict[str, Any]) -> str:
    """Return a token with another payload and the same signature."""
    head, _, signature = token.split(".")
    return f"{head}.{_part(content)}.{signature}"


def _part(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()
