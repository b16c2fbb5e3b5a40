"""Ending the sign-ins of somebody who has signed out at their provider."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app import tries
from app.accounts.tokens import digest
from app.accounts.visitor import Visitor
from app.numeric_date import moment_told
from app.providers.keeping import end_sign_ins
from app.providers.models import Identity, LogoutSeen, ProviderSignIn
from app.providers.tokens import SKEW_SECONDS
from app.tries import subject_of_address

MOST: Final = 600
WINDOW: Final = dt.timedelta(minutes=1)
"""So many messages of one address in so long are looked at: a provider tells of a whole hospital."""


def is_flood(session: Session, who: Visitor, moment: dt.datetime) -> bool:
    """Count a message, and say whether too many came from its address."""
    subject = subject_of_address(who.key, who.address, doing="provider logout")
    if tries.seconds_to_wait(session, subject, MOST, moment):
        return True
    tries.count(session, (subject,), moment + WINDOW, moment)
    return False


def end_those_of(
    session: Session, provider_id: uuid.UUID, claims: Mapping[str, Any], moment: dt.datetime
) -> int:
    """End the sign-ins that a logout token is about; return how many. A second copy of it ends none."""
    session.execute(delete(LogoutSeen).where(LogoutSeen.expires <= moment))
    seen = digest(str(claims["jti"]))
    if session.get(LogoutSeen, (provider_id, seen)) is not None:
        return 0
    until = moment_told(claims["exp"])
    assert until is not None  # noqa: S101 (the token was looked at)
    until += dt.timedelta(seconds=SKEW_SECONDS)
    session.add(LogoutSeen(provider_id=provider_id, token_digest=seen, expires=until))
    identities = select(Identity.id).where(
        Identity.provider_id == provider_id, Identity.issuer == claims["iss"]
    )
    if isinstance(claims.get("sub"), str):
        identities = identities.where(Identity.subject == claims["sub"])
    condition = ProviderSignIn.identity_id.in_(identities)
    if isinstance(claims.get("sid"), str):
        condition &= ProviderSignIn.session == claims["sid"]
    return end_sign_ins(session, condition)
