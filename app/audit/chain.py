"""How lines are chained, and how a chain is checked.

A digest covers the digest before it: whoever changes, removes or adds a line within the chain makes the
line after it wrong. Whoever could rewrite the whole database could write a new chain; a digest that was
noted elsewhere (``firstshift audit check`` prints the last) shows that too.

Source: FIPS 180-4 (SHA-256); the idea is that of Haber and Stornetta, "How to Time-Stamp a Digital
Document" (1991).
"""

import hashlib
import uuid
from collections.abc import Iterable
from typing import Final

import msgspec
from msgspec import Struct

from app.audit.models import AuditHead, AuditLine

PLATFORM: Final = uuid.UUID(int=0)
"""The chain of what is done for the platform, and belongs to no organisation."""
START: Final = bytes(32)
_FORM: Final = "first-shift-audit-1"
_FORM_OF_NAME: Final = "first-shift-audit-name-1"


class Verdict(Struct, frozen=True):
    """What a check found. lines: how many hold; digest: of the last of them; fault: empty where all hold.

    bad: the number of the first bad line, 0 where there is none. noted: whether the digest that was
    asked for is in the chain.
    """

    lines: int
    digest: bytes
    fault: str = ""
    bad: int = 0
    noted: bool = False


def digest_of(line: AuditLine, before: bytes) -> bytes:
    """Return the digest of a line. before: that of the line before it."""
    content = [
        _FORM,
        before.hex(),
        str(line.chain),
        line.seq,
        line.at.isoformat(timespec="microseconds"),
        line.act,
        str(line.by or ""),
        str(line.about or ""),
        str(line.other or ""),
        line.object,
        line.words,
    ]
    return hashlib.sha256(msgspec.json.encode(content)).digest()


def number_of(salt: bytes, owner: uuid.UUID, name: str) -> uuid.UUID:
    """Return the number of a name: the first 128 bits of a digest. owner: to whom it belonged at first."""
    content = [_FORM_OF_NAME, salt.hex(), str(owner), name]
    return uuid.UUID(bytes=hashlib.sha256(msgspec.json.encode(content)).digest()[:16])


def check(lines: Iterable[AuditLine], head: AuditHead | None, noted: bytes = b"") -> Verdict:
    """Check a chain's lines, in their order, against each other and against its head."""
    digest, count, seen = START, 0, False
    for line in lines:
        if line.seq != count + 1:
            fault = f"line {count + 1} is missing; the next that is there is line {line.seq}"
            return Verdict(count, digest, fault, count + 1, seen)
        if line.digest != digest_of(line, digest):
            fault = f"line {line.seq} is not as it was written, or the line before it is not"
            return Verdict(count, digest, fault, line.seq, seen)
        digest, count = line.digest, line.seq
        seen = seen or digest == noted
    if (count, digest) != ((head.seq, head.digest) if head else (0, START)):
        fault = f"after line {count} there were more lines: the latest was line {head.seq if head else 0}"
        return Verdict(count, digest, fault, count + 1, seen)
    return Verdict(count, digest, noted=seen)
