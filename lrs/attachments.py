"""Attachments: raw data that comes with statements and belongs to them by its SHA-2 alone.

Source: xAPI 1.0.3 Data 2.4.11, Communication 1.5.2; IEEE 9274.1.1 sections 4.1.3, 4.2.2.6.
"""

import hashlib
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from msgspec import UNSET, Struct

from lrs.errors import BadRequest, InvalidStatement
from lrs.formats import is_sha2
from lrs.model.attachment import Attachment
from lrs.model.statement import AnyStatement, SubStatement

SIGNATURE = "http://adlnet.gov/expapi/attachments/signature"
"""The usageType of a statement's signature (Data 2.6)."""

# Which SHA-2 it is shows in the number of its hexadecimal digits.
_SHA2 = {
    56: hashlib.sha224,
    64: hashlib.sha256,
    96: hashlib.sha384,
    128: hashlib.sha512,
}


class Part(Struct, frozen=True):
    """Raw data as it is sent. sha2: as the sender names it; content_type, length: None where not said."""

    sha2: str
    content: bytes
    content_type: str | None = None
    length: int | None = None


Parts = Mapping[bytes, Part]
"""Parts by the digest of their bytes."""


def by_digest(parts: Iterable[Part]) -> Parts:
    """Return parts by digest. Raises BadRequest for one whose bytes are not those of its SHA-2.

    The same part twice is legal, and one part serves any number of attachments.
    """
    found: dict[bytes, Part] = {}
    for number, part in enumerate(parts, start=1):
        if not is_sha2(part.sha2):
            raise BadRequest(
                f"Attachment part {number}: X-Experience-API-Hash is not a SHA-2 of 56, 64, 96 or"
                " 128 hexadecimal digits."
            )
        digest = bytes.fromhex(part.sha2)
        if _SHA2[len(part.sha2)](part.content).digest() != digest:
            raise BadRequest(
                f"Attachment part {number}: its bytes do not have the SHA-2 that its"
                " X-Experience-API-Hash names (Communication 1.5.2)."
            )
        found[digest] = part
    return found


def of(statement: AnyStatement) -> tuple[tuple[str, Attachment], ...]:
    """Return the attachments of a statement and of its SubStatement, each with its JSON path."""
    said: list[tuple[str, Any]] = [("$.attachments", statement.attachments)]
    if isinstance(statement.object, SubStatement):
        said.append(("$.object.attachments", statement.object.attachments))
    return tuple(
        (f"{path}[{at}]", attachment)
        for path, several in said
        if several is not UNSET
        for at, attachment in enumerate(several)
    )


def brought(statement: AnyStatement, parts: Parts) -> frozenset[bytes]:
    """Return the digests of a statement's attachments whose bytes came with it.

    Raises InvalidStatement for one that has neither bytes nor a fileUrl, and where a part says another
    type or length than the statement.
    """
    found = set()
    for path, attachment in of(statement):
        digest = bytes.fromhex(attachment.sha2)
        if digest in parts:
            _require_agreement(path, attachment, parts[digest])
            found.add(digest)
        elif attachment.fileUrl is UNSET:
            raise InvalidStatement(
                "an attachment needs a fileUrl, or its bytes in a part of a multipart/mixed request whose"
                f" X-Experience-API-Hash is its sha2 (Communication 1.5.2) - at `{path}`"
            )
    return frozenset(found)


def refuse_excess(parts: Parts, used: Iterable[frozenset[bytes]]) -> None:
    """Raise BadRequest for a part that no statement of the request has."""
    for digest in parts.keys() - frozenset().union(*used):
        raise BadRequest(
            f"The part with the SHA-2 {digest.hex()} belongs to no attachment of the statements"
            " (Communication 1.5.2)."
        )


def _require_agreement(path: str, attachment: Attachment, part: Part) -> None:
    differs = partial("a part says another {0} than its attachment's {1} - at `{2}.{1}`".format)
    # Parameters apart: the specification's own example has a charset in one of the two places only.
    if part.content_type is not None and _media(part.content_type) != _media(
        attachment.contentType
    ):
        raise InvalidStatement(differs("Content-Type", "contentType", path))
    if part.length is not None and part.length != attachment.length:
        raise InvalidStatement(differs("Content-Length", "length", path))


def _media(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()
