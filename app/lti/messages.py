"""A message of an LMS, judged before anything in it counts.

What a message says of itself chooses only who might have signed it; after the signature its audience, its
time, its nonce and its deployment are looked at, each with a sentence of its own.
Sources: LTI Core 1.3, 4 and 5; 1EdTech Security Framework 1.1, 5.1.3; RFC 8725.
"""

import datetime as dt
import hashlib
from typing import Any, Final

import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from msgspec import Struct
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.lti import claims
from app.lti.errors import LtiRefused, PlatformError
from app.lti.models import LtiDeployment, LtiNonce, LtiPlatform
from app.lti.platform_keys import KEYS
from app.lti.reading import parts_of, text_of
from app.lti.states import State
from app.numeric_date import moment_told
from app.settings import Settings

ALGORITHM: Final = "RS256"
MOST_CHARS: Final = 60_000
MOST_SUB: Final = 255
SKEW: Final = dt.timedelta(minutes=2)
OLDEST: Final = dt.timedelta(minutes=15)

NOT_READABLE: Final = "What your LMS sent is no message that can be read. Nobody was let in."
NOT_SIGNED: Final = (
    "What your LMS sent is not signed with a key that it publishes. Nobody was let in. Its administrator"
    " should look at the address of the key set."
)


class Message(Struct, frozen=True):
    """A message that holds. platform_id: who sent it; nonce: good once."""

    platform_id: Any
    deployment: str
    kind: str
    sub: str
    nonce: str
    expires: dt.datetime
    claims: dict[str, Any]


def judge(
    settings: Settings, session: Session, text: str, state: State, moment: dt.datetime
) -> Message:
    """Return a message that answers a state. Raises LtiRefused; nothing is written."""
    header, said = parts_of(text, MOST_CHARS, NOT_READABLE)
    if text_of(said, "iss") != state.issuer or not _is_for(said, state.client):
        raise LtiRefused(
            "This message is meant for somebody else: it comes from another LMS, or is for another tool."
            " Nobody was let in."
        )
    deployment = text_of(said, claims.DEPLOYMENT)
    platform, listed = _platform(session, state, deployment)
    proven = _proven(settings, platform, text, header)
    _in_time(proven, platform, moment)
    if text_of(proven, "nonce") != state.nonce:
        raise LtiRefused(
            "This message was sent before, or belongs to another launch. Go back to your LMS, and open the"
            " link there again.",
            platform.id,
        )
    if not listed:
        raise LtiRefused(
            f"{platform.name} opens this from a place (deployment) that is not registered here. Its"
            " administrator can add it on the page of this LMS.",
            platform.id,
            deployment[:MOST_SUB],
        )
    if platform.stopped is not None:
        raise LtiRefused(f"Opening the course from {platform.name} is switched off.", platform.id)
    return _message(proven, platform, deployment)


def accept(session: Session, message: Message, moment: dt.datetime) -> None:
    """Write down that a message was used. Raises LtiRefused for one that was used before."""
    session.execute(delete(LtiNonce).where(LtiNonce.expires < moment))
    digest = hashlib.sha256(f"{message.platform_id} {message.nonce}".encode()).digest()
    try:
        with session.begin_nested():
            session.add(LtiNonce(digest=digest, expires=message.expires + SKEW + SKEW))
            session.flush()
    except IntegrityError as error:
        raise LtiRefused(
            "This message was used already, perhaps in another tab. Go back to your LMS, and open the link"
            " there again."
        ) from error


def _is_for(said: dict[str, Any], client: str) -> bool:
    aud, azp = said.get("aud"), said.get("azp")
    audience = [aud] if isinstance(aud, str) else aud
    if not isinstance(audience, list) or client not in audience:
        return False
    return azp == client or (azp is None and len(audience) == 1)


def _platform(session: Session, state: State, deployment: str) -> tuple[LtiPlatform, bool]:
    """Return the platform of a message, and whether its deployment is listed. Raises LtiRefused."""
    listed = session.scalars(
        select(LtiPlatform)
        .join(LtiDeployment, LtiDeployment.platform_id == LtiPlatform.id)
        .where(
            LtiDeployment.issuer == state.issuer,
            LtiDeployment.client_id == state.client,
            LtiDeployment.deployment_id == deployment,
        )
    ).first()
    if listed is not None:
        return listed, True
    some = select(LtiPlatform).where(
        LtiPlatform.issuer == state.issuer, LtiPlatform.client_id == state.client
    )
    found = session.scalars(some).all()
    if len(found) != 1:
        raise LtiRefused(
            "This comes from a place of your LMS (a deployment) that no organisation has registered here."
        )
    return found[0], False


def _proven(
    settings: Settings, platform: LtiPlatform, text: str, header: dict[str, Any]
) -> dict[str, Any]:
    """Return what the platform has signed. Raises LtiRefused."""
    kid = header.get("kid")
    if header.get("alg") != ALGORITHM or not isinstance(kid, str):
        raise LtiRefused(NOT_SIGNED)
    try:
        key = KEYS.find(settings, platform.jwks_url, kid)
    except PlatformError as error:
        raise LtiRefused(
            f"The keys of {platform.name} cannot be read, so nobody was let in. {error.sentence}"
            " Try again in a few minutes.",
            platform.id,
        ) from error
    if key is None:
        raise LtiRefused(NOT_SIGNED, platform.id)
    try:
        return dict(jwt.decode(text, key, algorithms=[ALGORITHM]).claims)
    except (JoseError, ValueError, TypeError, msgspec.DecodeError) as error:
        raise LtiRefused(NOT_SIGNED, platform.id) from error


def _in_time(proven: dict[str, Any], platform: LtiPlatform, moment: dt.datetime) -> None:
    made, until = (moment_told(proven.get(name)) for name in ("iat", "exp"))
    if made is None or until is None:
        raise LtiRefused(
            "The message does not say from when to when it holds. Nobody was let in.", platform.id
        )
    if made > moment + SKEW:
        raise LtiRefused(
            f"By its clock {platform.name} sent this in the future: its clock and this server’s are more"
            " than two minutes apart. One of the two has to be set. Nobody was let in.",
            platform.id,
        )
    if until < moment - SKEW or made < moment - OLDEST - SKEW:
        raise LtiRefused(
            "This launch has expired. Go back to your LMS, and open the link there again. If that happens"
            " each time, a clock is wrong: that of the LMS, or this server’s.",
            platform.id,
        )


def _message(proven: dict[str, Any], platform: LtiPlatform, deployment: str) -> Message:
    kind, sub = text_of(proven, claims.MESSAGE_TYPE), text_of(proven, "sub")
    if text_of(proven, claims.VERSION) != claims.VERSION_1_3:
        raise LtiRefused("The message is of another version of LTI than 1.3.", platform.id)
    if kind not in (claims.LAUNCH, claims.DEEP_LINKING):
        raise LtiRefused("The message asks for what this course cannot do.", platform.id)
    if kind == claims.LAUNCH and (not sub or len(sub) > MOST_SUB):
        raise LtiRefused(
            f"{platform.name} does not say who opens the course, so nobody was let in. Sign in to your LMS"
            " first; a guest cannot be recorded.",
            platform.id,
        )
    until = moment_told(proven["exp"])
    assert until is not None  # noqa: S101 (_in_time has looked)
    return Message(platform.id, deployment, kind, sub, text_of(proven, "nonce"), until, proven)
