"""Signed statements: a JWS that holds the statement, checked as far as it can be (Data 2.6)."""

import base64
import datetime as dt
import json
from functools import cache
from hashlib import sha256
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from joserfc import jws
from joserfc.jwk import OctKey, RSAKey

from lrs import LRS, Authority, errors
from lrs.attachments import SIGNATURE, Part
from tests.lrs.samples import encoded, statement

SIGNED_ID = "123e4567-e89b-42d3-a456-426614174000"


@cache
def private_key() -> RSAPrivateKey:
    return generate_private_key(public_exponent=65537, key_size=2048)


@cache
def certificate(of: int = 0) -> str:
    """Return the certificate of a key as it stands in x5c. of: 0 for the signer's, 1 for another's."""
    key = private_key() if of == 0 else generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Signer")])
    moment = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(moment)
        .not_valid_after(moment + dt.timedelta(days=3650))
        .sign(key, SHA256())
    )
    return base64.b64encode(made.public_bytes(Encoding.DER)).decode()


def signature(payload: Any, alg: str = "RS256", **header: Any) -> bytes:
    key: Any = (
        RSAKey.import_key(private_key()) if alg.startswith("RS") else OctKey.generate_key(256)
    )
    text = payload if isinstance(payload, bytes) else encoded(payload)
    return jws.serialize_compact({"alg": alg, **header}, text, key, algorithms=[alg]).encode()


def forged(header: dict[str, Any], said: Any) -> bytes:
    """Return a JWS that nobody signed."""
    coded = [base64.urlsafe_b64encode(encoded(one)).rstrip(b"=") for one in (header, said)]
    return b".".join([*coded, b""])


def send(lrs: LRS, authority: Authority, said: Any, signed: bytes, **changes: Any) -> str:
    """Store a statement with a signature; return its id. changes: of the attachment."""
    attachment = {
        "usageType": SIGNATURE,
        "display": {"en-GB": "Signature"},
        "contentType": "application/octet-stream",
        "length": len(signed),
        "sha2": sha256(signed).hexdigest(),
    } | changes
    body = encoded(said | {"attachments": [attachment]})
    (one,) = lrs.store(body, authority, parts=[Part(sha256(signed).hexdigest(), signed)])
    return one


@pytest.mark.parametrize("alg", ["RS256", "RS384", "RS512"])
def test_a_signature_of_each_algorithm_is_taken_and_kept(
    lrs: LRS, authority: Authority, alg: str
) -> None:
    said = statement(id=SIGNED_ID)
    assert send(lrs, authority, said, signature(said, alg)) == SIGNED_ID
    assert lrs.get(authority.organisation, SIGNED_ID) is not None


def test_a_certificate_in_the_header_is_verified_with(lrs: LRS, authority: Authority) -> None:
    said = statement()
    send(lrs, authority, said, signature(said, x5c=[certificate()]))
    for chain in ([certificate(1)], [], ["no base64!"], [base64.b64encode(b"x").decode()]):
        with pytest.raises(errors.InvalidStatement, match="does not verify"):
            send(lrs, authority, said, signature(said, x5c=chain))


def test_the_payload_compares_by_the_rules_of_statements(lrs: LRS, authority: Authority) -> None:
    said = statement(
        id=SIGNED_ID.upper(),
        result={"score": {"scaled": 1.0}},
        timestamp="2026-11-29T08:00Z"[:16] + ":00Z",
    )
    payload = statement(result={"score": {"scaled": 1}})
    send(lrs, authority, said, signature(payload))


@pytest.mark.parametrize(
    ("signed", "words"),
    [
        (
            lambda said: signature(said | {"verb": {"id": "https://example.com/other"}}),
            "is not the",
        ),
        (lambda said: signature(said, "HS256"), "algorithm is one of RS256"),
        (lambda said: forged({"alg": "none"}, said), "algorithm is one of RS256"),
        (lambda said: signature(b"{not json"), "not a statement"),
        (lambda said: signature(b'{"actor":1}'), "not a statement"),
        (lambda said: signature(b"[]"), "not a statement"),
        (lambda said: signature(b"[" * 5_000), "not a statement"),
        (lambda said: forged({"alg": "RS256", "x5c": "no list"}, said), "does not verify"),
        (lambda said: b"a.b", "compact form"),
        (lambda said: b"\xff.\xff.\xff", "compact form"),
        (lambda said: b"", "compact form"),
        (lambda said: b"bnVsbA.e30.x", "compact form"),
    ],
    ids=range(12),
)
def test_what_is_no_signature_of_the_statement_is_refused(
    lrs: LRS, authority: Authority, signed: Any, words: str
) -> None:
    with pytest.raises(errors.InvalidStatement, match=words) as caught:
        send(lrs, authority, statement(), signed(statement()))
    assert "$.attachments[0]" in caught.value.message


def test_a_signature_is_octets_that_came_with_the_statement(lrs: LRS, authority: Authority) -> None:
    said = statement()
    with pytest.raises(errors.InvalidStatement, match=r"\$\.attachments\[0\]\.contentType"):
        send(lrs, authority, said, signature(said), contentType="text/plain")
    linked = {
        "usageType": SIGNATURE,
        "display": {},
        "contentType": "application/octet-stream",
        "length": 1,
        "sha2": "0" * 64,
        "fileUrl": "https://f.example/x",
    }
    with pytest.raises(errors.InvalidStatement, match="needs its bytes"):
        lrs.store(json.dumps(said | {"attachments": [linked]}).encode(), authority)
