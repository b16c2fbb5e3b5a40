"""What programs read of this server as an issuer: its keys, its organisations, and what they have withdrawn.

Sources: RFC 7517 (JWK sets); Open Badges 3.0, appendix B (Profile) and section 8 (dereferencing the public key); Controlled Identifiers
1.0, section 2.2; 1EdTech Verifiable Credentials Revocation List 1.0.
"""

import uuid
from typing import Any

import msgspec
from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue

from app.errors import NotFound
from app.evidence import certificates, issuers
from app.evidence.checking import SENTENCES
from app.evidence.credential import CONTEXTS, ISSUERS, credential_id, revocations_address
from app.evidence.keys import JWKS_PATH, KEY_PATH
from app.organisations.models import Organisation
from app.permissions import public
from app.services import services

MINUTES_KEPT = 10

bp = Blueprint("issuer", __name__)


@bp.get(JWKS_PATH)
@public
def jwks() -> Response:
    """Give the public keys, the one that signs first."""
    return _json({"keys": list(issuers.published_keys(services()))}, "application/jwk-set+json")


@bp.get(f"{KEY_PATH}<name>")
@public
def key(name: str) -> Response:
    """Give one public key, by its thumbprint: what a credential's header names."""
    for each in issuers.published_keys(services()):
        if each["kid"].endswith(f"/{name}"):
            return _json(each, "application/jwk+json")
    raise NotFound("This server has no such key.")


@bp.get(f"{ISSUERS}<uuid:organisation_id>")
@public
def profile(organisation_id: uuid.UUID) -> Response:
    """Give an organisation as an issuer, with the keys that sign for it."""
    parts = services()
    organisation = _organisation(organisation_id)
    base = issuers.own_addresses(parts)[0]
    address = f"{base}{ISSUERS}{organisation_id}"
    methods = [
        {"id": each["kid"], "type": "JsonWebKey", "controller": address, "publicKeyJwk": each}
        for each in issuers.published_keys(parts)
    ]
    return _json(
        {
            "@context": list(CONTEXTS),
            "id": address,
            "type": ["Profile"],
            "name": organisation.name,
            "url": base,
            "verificationMethod": methods,
            "assertionMethod": [each["id"] for each in methods],
            "jwks_uri": f"{base}{JWKS_PATH}",
        },
        "application/ld+json",
    )


@bp.get(f"{ISSUERS}<uuid:organisation_id>/revocations")
@public
def revocations(organisation_id: uuid.UUID) -> Response:
    """List what an organisation no longer stands by: names of credentials, which say nothing of anybody."""
    parts = services()
    _organisation(organisation_id)
    address = f"{issuers.own_addresses(parts)[0]}{ISSUERS}{organisation_id}"
    found = certificates.withdrawn_of(parts.database.of_request(), organisation_id)
    return _json(
        {
            "id": revocations_address(address),
            "issuer": address,
            "revokedCredential": [
                {
                    "id": credential_id(each.certificate),
                    "revoked": True,
                    "revocationReason": SENTENCES[each.state],
                }
                for each in found
            ],
        },
        "application/json",
    )


@bp.get("/credentials/<uuid:_credential_id>")
@public
def credential(_credential_id: uuid.UUID) -> ResponseReturnValue:
    """Lead whoever follows a credential's name to where it can be checked; nothing is told of it."""
    return redirect(url_for("verify.credential"))


def _organisation(organisation_id: uuid.UUID) -> Organisation:
    found = services().database.of_request().get(Organisation, organisation_id)
    if found is None:
        raise NotFound("There is no such issuer on this server.")
    return found


def _json(data: dict[str, Any], mimetype: str) -> Response:
    answer = Response(msgspec.json.encode(data), mimetype=mimetype)
    answer.cache_control.public = True
    answer.cache_control.max_age = MINUTES_KEPT * 60
    # Whatever checks badges may read this from a page of its own.
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
