"""What a signed token says as an Open Badge, where it says it without contradicting itself.

Source: Open Badges 3.0, section 8.2.6, and "Verification and Validation".
"""

import datetime as dt
from typing import Any, Final

from msgspec import Struct, field

from app.typed import converter

_VC: Final = "https://www.w3.org/ns/credentials/v2"
_OB: Final = "https://purl.imsglobal.org/spec/ob/v3p0/context"
_TYPES: Final = ("OpenBadgeCredential", "AchievementCredential")


class Told(Struct, frozen=True):
    """What a credential says, its signature having been found right. name: as it was printed, where it is told."""

    id: str
    title: str
    version: str
    issuer: str
    issuer_address: str
    name: str
    awarded: dt.datetime
    until: dt.datetime | None


class _Achievement(Struct, frozen=True):
    name: str
    version: str = ""


class _Identity(Struct, frozen=True):
    hashed: bool
    identity_hash: str = field(name="identityHash")
    identity_type: str = field(name="identityType")


class _Subject(Struct, frozen=True):
    achievement: _Achievement
    id: str
    identifier: tuple[_Identity, ...] = ()


class _Profile(Struct, frozen=True):
    id: str
    name: str = ""


class _Credential(Struct, frozen=True):
    context: list[Any] = field(name="@context")
    id: str
    type: list[str]
    subject: _Subject = field(name="credentialSubject")
    issuer: _Profile | str
    valid_from: str = field(name="validFrom")
    iss: str
    sub: str
    jti: str
    nbf: float
    exp: float | None = None
    valid_until: str = field(name="validUntil", default="")
    awarded: str = field(name="awardedDate", default="")
    name: str = ""


_read = converter(_Credential)


def read_badge(claims: dict[str, Any]) -> tuple[Told, dt.datetime, dt.datetime | None]:
    """Return what it says, from when and until when.

    Raises msgspec.ValidationError for what is no badge, and ValueError where it contradicts itself, or
    OverflowError or OSError where its moments are in no calendar.
    """
    read = _read(claims)
    profile = read.issuer if isinstance(read.issuer, _Profile) else _Profile(read.issuer)
    begins = dt.datetime.fromisoformat(read.valid_from)
    ends = dt.datetime.fromisoformat(read.valid_until) if read.valid_until else None
    agrees = (
        "VerifiableCredential" in read.type
        and not set(_TYPES).isdisjoint(read.type)
        and read.context[:1] == [_VC]
        and any(isinstance(each, str) and each.startswith(_OB) for each in read.context[1:2])
        and (read.iss, read.sub, read.jti) == (profile.id, read.subject.id, read.id)
        and abs(begins.timestamp() - read.nbf) < 1
        and (read.exp is None) == (ends is None)
        and (ends is None or read.exp is None or abs(ends.timestamp() - read.exp) < 1)
    )
    if not agrees or begins.tzinfo is None or (ends is not None and ends.tzinfo is None):
        raise ValueError("the claims of the token and its credential differ")
    names = [
        each.identity_hash
        for each in read.subject.identifier
        if each.identity_type == "name" and not each.hashed
    ]
    told = Told(
        id=read.id,
        title=read.name or read.subject.achievement.name,
        version=read.subject.achievement.version,
        issuer=profile.name or profile.id,
        issuer_address=profile.id,
        name=names[0] if names else "",
        awarded=dt.datetime.fromisoformat(read.awarded) if read.awarded else begins,
        until=ends,
    )
    return told, begins, ends
