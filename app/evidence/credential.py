"""A certificate as an Open Badge: an OpenBadgeCredential, signed as a VC-JWT.

The recipient is named as on the paper, since whoever is given the file is to compare, and by the e-mail
address as a salted hash, so that a system that knows the address can match it while nobody can read it
there. The subject's id is made for this one certificate: it leads to no account and no statement.
Source: Open Badges 3.0, sections 5.1, 8.2 and B.1; Verifiable Credentials Data Model 2.0.
"""

import datetime as dt
import hashlib
import json
from typing import Any, Final

from joserfc import jws
from joserfc.jwk import RSAKey

from app.evidence.keys import ALGORITHM, kid_of
from app.evidence.lines import Line, read
from app.evidence.models import Certificate
from app.supervision.standing import State
from app.wording import day
from course.vocabulary import BASE, COURSE, module_iri

CONTEXTS: Final = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",  # knows the list of revocations
)
ISSUERS: Final = "/issuers/"
_STATUS: Final = {
    State.PASSED: "Completed",
    State.IN_PROGRESS: "InProgress",
    State.NOT_PASSED: "Failed",
    State.NOT_STARTED: "Enrolled",
}


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
    """Return an e-mail address as a badge names it. Source: Open Badges 3.0, B.7 (IdentityHash)."""
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
        "achievement": _achievement(certificate, lines),
        "result": [_result(certificate, line) for line in lines if line.started],
    }


def _achievement(certificate: Certificate, lines: tuple[Line, ...]) -> dict[str, Any]:
    described = [_described(certificate, line) for line in lines if line.started]
    common: dict[str, Any] = {
        "type": ["Achievement"],
        "name": certificate.title,
        "inLanguage": "en-GB",
    }
    if described:
        common["resultDescription"] = described
    if certificate.kind == "module":
        line = lines[0]
        return common | {
            "id": module_iri(line.module),
            "achievementType": "CertificateOfCompletion",
            "version": line.version,
            "description": line.summary or line.title,
            "criteria": {"narrative": f"{_criteria(line)} {_how(line)}"},
        }
    if certificate.kind == "course":
        return common | {
            "id": COURSE,
            "achievementType": "CertificateOfCompletion",
            "description": f"Every module of the course: {', '.join(line.title for line in lines)}.",
            "criteria": {"narrative": "\n".join(f"- {line.title}: {_how(line)}" for line in lines)},
        }
    return common | {
        "id": f"{BASE}/transcript",
        "achievementType": "ext:Transcript",
        "description": f"What was learnt until {day(certificate.issued)}, passed or not.",
        "criteria": {
            "narrative": "None: this lists where somebody stood in each module on that day."
        },
    }


def _criteria(line: Line) -> str:
    mark = f"{line.pass_mark} % or more in" if line.pass_mark else "a pass in"
    return f"For this module: {mark} its assessment."


def _how(line: Line) -> str:
    passed = f"on {day(line.passed)}" if line.passed else ""
    version = f", version {line.version}" if line.version else ""
    return f"Passed {passed} with {line.score_words} at the {line.attempt_words}{version}, time spent: {line.time_words}."


def _described(certificate: Certificate, line: Line) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": _result_id(certificate, line),
        "type": ["ResultDescription"],
        "name": f"Score in “{line.title}”" if line.score is not None else f"“{line.title}”",
        "resultType": "Percent" if line.score is not None else "Status",
    }
    if line.score is not None:
        found |= {"valueMin": "0", "valueMax": "100"}
        if line.pass_mark:
            found["requiredValue"] = str(line.pass_mark)
    return found


def _result(certificate: Certificate, line: Line) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": ["Result"],
        "resultDescription": _result_id(certificate, line),
        "status": _STATUS[line.state],
    }
    if line.score is not None:
        found["value"] = f"{line.score:g}"
    return found


def _result_id(certificate: Certificate, line: Line) -> str:
    return f"{credential_id(certificate)}#{line.module}"


def _moment(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S}Z"
