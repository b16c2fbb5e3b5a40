"""Confirming by a provider that it is still the same person, before what a password is asked for.

The provider is told to ask anew (``prompt=login``, ``max_age=0``), and has to say when it did. Source:
OpenID Connect Core 1.0, sections 2 (auth_time), 3.1.2.1 and 3.1.3.7.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from app.numeric_date import moment_told
from app.providers import arriving, fresh
from app.providers.errors import ProviderFault, SignInRefused
from app.providers.flows import Answered
from app.providers.models import Provider
from app.providers.tokens import SKEW_SECONDS
from app.viewer import Viewer

MOST_AGE: Final = dt.timedelta(minutes=5)
SKEW: Final = dt.timedelta(seconds=SKEW_SECONDS)
NOT_SAID: Final = "{provider} does not say when you signed in there (auth_time), so it is not confirmed that it is you."
NOT_ASKED: Final = (
    "{provider} did not ask you to sign in again, so it is not confirmed that it is you."
)
OF_THE_FUTURE: Final = (
    "{provider} says that you signed in there in the future: its clock and ours differ by more than two"
    " minutes. It is not confirmed that it is you."
)
OTHER_SIGN_IN: Final = (
    "You are no longer signed in here as you were when you went to confirm that it is you. Sign in, and"
    " begin again."
)
OTHER_PERSON: Final = (
    "You signed in to {provider} as somebody else than the person whose account is open here."
)


def confirm(
    session: Session,
    provider: Provider,
    claims: Mapping[str, Any],
    who: Viewer | None,
    way: Answered,
    moment: dt.datetime,
) -> None:
    """Keep that whoever is signed in here is who the provider has just asked.

    who: is signed in now. Raises SignInRefused, ProviderFault.
    """
    if who is None or who.sign_in_id != way.errand.sign_in_id:
        raise SignInRefused(OTHER_SIGN_IN)
    identity = arriving.known(session, provider, claims)
    if identity is None or identity.person_id != who.person_id:
        raise SignInRefused(OTHER_PERSON.format(provider=provider.name))
    arriving.vouched_for(session, provider, identity)
    fault = fault_of(claims.get("auth_time"), way.made, moment)
    if fault:
        raise ProviderFault(fault.format(provider=provider.name))
    identity.last_used = moment
    fresh.keep(session, who, identity.id, moment)


def fault_of(auth_time: Any, begun: dt.datetime, moment: dt.datetime) -> str:
    """Return why a claim does not show that somebody was asked just now; empty where it does.

    begun: when they were sent to the provider. What they did there before that does not count.
    """
    asked = moment_told(auth_time)
    if asked is None:
        return NOT_SAID
    if asked > moment + SKEW:
        return OF_THE_FUTURE
    earliest = max(begun, moment - MOST_AGE) - SKEW
    return NOT_ASKED if asked < earliest else ""
