"""A certificate as an Open Badge: an OpenBadgeCredential, signed as a VC-JWT.

The recipient is named as on the paper, since whoever is given the file is to compare, and by the e-mail
address as a salted hash, so that a system that knows the address can match it while nobody can read it
there. The subject's id is made for this one certificate: it leads to no account and no statement.
Source: Open Badges 3.0, sections 5 and 8.2, appendix B; Verifiable Credentials Data Model 2.0.
"""

import datetime as dt
import hashlib
import json
from typing import Any, Final

from joserfc import jws
from joserfc.jwk import RSAKey

from app.evidence.achievement import achievement, result
from app.evidence.keys import ALGORITHM, kid_of
from app.evidence.lines import read
from app.evidence.models import Certificate

CONTEXTS: Final = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",  # knows the list of revocations
)
ISSUERS: Final = "/issuers/"


def base_of(certificate: Certificate) -> str:
    """Return the address of the server that issued a certificate."""
    return certificate.issuer.partition(ISSUERS)[0]


def verify_address(certificate: Certificate) -> str:
    """Return the address at which anybody who holds the paper checks it: what its QR code says."""
    return f"{base_of(certificate)}/verify/{certificate.code}"


def credential_id(certificate: Certificate) -> str:
    """Return the credential's own name. It is not the code, so that a list of those withdrawn tells nothing."""
    return f"{base_of(certificate)}/credentials/{certificate.id}"


def revocations_address(issuer: str) -> str:
    """Return where an issuer's withdrawn credentials are listed."""
    return f"{issuer}/revocations"


def identity_hash(email: str, salt: str) -> str:
    """Return an e-mail address as a badge names it. Source: Open Badges 3.0, appendix B: IdentityHash."""
    return f"sha256${hashlib.sha256(f'{email}{salt}'.encode()).hexdigest()}"


def credential(certificate: Certificate) -> dict[str, Any]:
    """Return the credential as JSON can hold it: the same at each call."""
    return {
        "@context": list(CONTEXTS),
        "id": credential_id(certificate),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": certificate.title,
        "issuer": {
            "id": certificate.issuer,
            "type": ["Profile"],
            "name": certificate.organisation,
            "url": base_of(certificate),
        },
        "validFrom": _moment(certificate.issued),
        "awardedDate": _moment(awarded(certificate)),
        "credentialSubject": _subject(certificate),
        "evidence": [
            {
                "id": verify_address(certificate),
                "type": ["Evidence"],
                "name": "Whether it still holds",
                "narrative": f"Check the code {certificate.code} at {base_of(certificate)}/verify.",
            }
        ],
        "credentialStatus": {
            "id": revocations_address(certificate.issuer),
            "type": "1EdTechRevocationList",
        },
    }


def awarded(certificate: Certificate) -> dt.datetime:
    """Return when it was earned: at the last of its passes; of a transcript, when it was issued."""
    passes = [line.passed for line in read(certificate.lines) if line.passed]
    return max(passes) if passes and certificate.kind != "transcript" else certificate.issued


def sign(certificate: Certificate, key: RSAKey) -> str:
    """Return the credential as a compact JWS. Source: Open Badges 3.0, sections 8.2.3 to 8.2.5."""
    content = credential(certificate)
    claims = content | {
        "iss": content["issuer"]["id"],
        "jti": content["id"],
        "sub": content["credentialSubject"]["id"],
        "nbf": int(certificate.issued.timestamp()),
    }
    header = {
        "alg": ALGORITHM,
        "kid": kid_of(key.as_dict(private=False), base_of(certificate)),
        "typ": "JWT",
    }
    return jws.serialize_compact(header, json.dumps(claims, ensure_ascii=False), key)


def _subject(certificate: Certificate) -> dict[str, Any]:
    lines = read(certificate.lines)
    return {
        "id": f"urn:uuid:{certificate.id}",
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": False,
                "identityHash": certificate.name,
                "identityType": "name",
            },
            {
                "type": "IdentityObject",
                "hashed": True,
                "identityHash": certificate.recipient_hash,
                "identityType": "emailAddress",
                "salt": certificate.recipient_salt,
            },
        ],
        "achievement": achievement(certificate, credential_id(certificate), lines),
        "result": [result(credential_id(certificate), line) for line in lines if line.started],
    }


def _moment(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S}Z"
