"""Signed statements: a JWS among the attachments whose payload is the statement itself.

What is checked catches mistakes and proves nothing about who signed: without a certificate in the
header the signature cannot be verified, and with one it shows only that the holder of that certificate's
key made it. No key is ever fetched. Source: xAPI 1.0.3 Data 2.6; IEEE 9274.1.1 section 4.2.6; RFC 7515.
"""

import base64
import binascii
from typing import Any

from cryptography import x509
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from lrs.errors import BadRequest, InvalidStatement
from lrs.jsontext import read
from lrs.model import decode
from lrs.model.attachment import Attachment
from lrs.versions import Version
from lrs.writing.comparison import fingerprint

CONTENT_TYPE = "application/octet-stream"
ALGORITHMS = ("RS256", "RS384", "RS512")


class _Registry(jws.JWSRegistry):
    """What is allowed; as long as a request may be, since a chain of certificates is long."""

    max_header_length = 100_000
    max_payload_length = 100_000_000
    max_signature_length = 10_000


_registry = _Registry(algorithms=list(ALGORITHMS), strict_check_header=False)


def check(
    path: str, attachment: Attachment, content: bytes | None, statement: Any, version: Version
) -> None:
    """Raise InvalidStatement unless a signature is one of its statement.

    path: the attachment's JSON path; content: its bytes, None where they did not come; statement: the one
    that it came with, as `jsontext.read` returns it.
    """
    if attachment.contentType != CONTENT_TYPE:
        raise _fault(f"the contentType of a signature is {CONTENT_TYPE}", f"{path}.contentType")
    if content is None:
        raise _fault("a signature needs its bytes, in a part of the request", path)
    header, payload = _parse(content, path)
    if header.get("alg") not in ALGORITHMS:
        raise _fault(f"a signature's algorithm is one of {', '.join(ALGORITHMS)}", path)
    _verify(content, header, path)
    try:
        tree = read(payload)
        decode.statement(payload, tree, version)
    except BadRequest as error:
        raise _fault(f"a signature's payload is not a statement: {error.message}", path) from None
    if fingerprint(tree) != fingerprint(statement):
        raise _fault("a signature's payload is not the statement that it came with", path)


def _parse(content: bytes, path: str) -> tuple[dict[str, Any], bytes]:
    try:
        found = jws.extract_compact(content.strip(), registry=_registry)
        header = dict(found.headers())
    except (JoseError, ValueError, TypeError, AttributeError, RecursionError):
        raise _fault("a signature is a JSON web signature in its compact form", path) from None
    return header, found.payload


def _verify(content: bytes, header: dict[str, Any], path: str) -> None:
    """Verify with the certificate in the header, if there is one (RFC 7515, 4.1.6)."""
    chain = header.get("x5c")
    if chain is None:
        return
    try:
        leaf = x509.load_der_x509_certificate(base64.b64decode(chain[0], validate=True))
        key = RSAKey.import_key(leaf.public_key())  # type: ignore[arg-type]  # others are refused
        jws.deserialize_compact(
            content.strip(), key, algorithms=list(ALGORITHMS), registry=_registry
        )
    except (JoseError, ValueError, TypeError, LookupError, AttributeError, binascii.Error):
        raise _fault("a signature does not verify with the certificate in its x5c", path) from None


def _fault(sentence: str, path: str) -> InvalidStatement:
    return InvalidStatement(f"{sentence} (Data 2.6) - at `{path}`")
