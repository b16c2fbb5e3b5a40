"""From what a provider says to somebody who is signed in, or who has connected their account.

A provider speaks for its own organisation. Whom it may let in is judged as for the links by which an
administrator gives a new password: an account that belongs elsewhere too, or runs the platform, is opened
by no organisation alone. Its person can connect it in their account, having shown that it is theirs.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import commands
from app.accounts.commands import Begun, SignedInNow
from app.accounts.models import Person
from app.audit import log
from app.organisations import people_commands
from app.organisations.models import Membership
from app.organisations.people_queries import belongs_elsewhere
from app.providers import claims as told
from app.providers import role_rules
from app.providers.arrivals import Arrival
from app.providers.errors import SignInRefused
from app.providers.first_time import link, matched, membership_at
from app.providers.models import Identity, Provider
from app.providers.refusals import (
    ELSEWHERE,
    ENDED,
    NO_ROLE,
    NOT_A_MEMBER,
    OTHER_ACCOUNT,
    PAUSED,
    PLATFORM,
    UNKNOWN,
    refused,
)
from app.services import Services

FIRST_TIME: Final = "From now on “{provider}” signs you in here."


def sign_in(
    parts: Services,
    session: Session,
    provider: Provider,
    claims: Mapping[str, Any],
    device: str,
    moment: dt.datetime,
) -> Begun:
    """Begin the sign-in of whoever a provider vouches for. Raises SignInRefused, Conflict."""
    identity = known(session, provider, claims)
    first = identity is None
    if identity is None:
        identity = matched(session, provider, claims, moment)
    person = session.get_one(Person, identity.person_id)
    found, elsewhere = vouched_for(session, provider, identity)
    _follow_rules(session, provider, found, claims)
    identity.last_used = moment
    arrival = Arrival(identity.id, provider.organisation_id, told.session_of(claims))
    begun = commands.begin_through_provider(
        parts,
        session,
        person,
        arrival,
        device,
        moment,
        # What one organisation says of a second step opens nothing of another's.
        second_step=elsewhere or not told.took_second_step(claims, provider.strong),
    )
    if first and isinstance(begun, SignedInNow):
        note = FIRST_TIME.format(provider=provider.name)
        return SignedInNow(begun.token, begun.choices, (*begun.notices, note))
    return begun


def vouched_for(
    session: Session, provider: Provider, identity: Identity
) -> tuple[Membership, bool]:
    """Return the membership of somebody for whom a provider may speak, and whether they belong elsewhere too.

    Raises SignInRefused where it may not.
    """
    person = session.get_one(Person, identity.person_id)
    if person.platform_administrator:
        raise SignInRefused(PLATFORM)
    found = membership_at(session, provider, person)
    if found is None:
        raise refused(UNKNOWN, provider)
    if found.ended is not None:
        raise refused(ENDED, provider)
    if found.paused is not None:
        raise refused(PAUSED, provider)
    elsewhere = belongs_elsewhere(session, found)
    if elsewhere and identity.connected is None:
        raise SignInRefused(ELSEWHERE)
    return found, elsewhere


def connect(
    session: Session,
    provider: Provider,
    claims: Mapping[str, Any],
    person_id: uuid.UUID,
    moment: dt.datetime,
) -> None:
    """Connect a person's account, as they asked for in it. Raises SignInRefused."""
    person = session.get_one(Person, person_id)
    if person.platform_administrator:
        raise SignInRefused(PLATFORM)
    found = membership_at(session, provider, person)
    if found is None or not (found.ended is found.paused is None):
        raise refused(NOT_A_MEMBER, provider)
    identity = known(session, provider, claims)
    if identity is not None and identity.person_id != person_id:
        raise SignInRefused(OTHER_ACCOUNT)
    if identity is None:
        identity = link(session, provider, claims, person, moment)
    identity.connected = moment
    who, words = log.member_of(found.id), f"Connected: {provider.name}"
    log.write(session, found.organisation_id, "person.work_account", by=who, about=who, words=words)


def known(session: Session, provider: Provider, claims: Mapping[str, Any]) -> Identity | None:
    """Return as whom a provider knows whoever its claims are about; none for somebody new."""
    return session.scalars(
        select(Identity).where(
            Identity.provider_id == provider.id,
            Identity.issuer == claims["iss"],
            Identity.subject == claims["sub"],
        )
    ).one_or_none()


def _follow_rules(
    session: Session, provider: Provider, found: Membership, claims: Mapping[str, Any]
) -> None:
    """Give a member the roles that the rules say; those that no rule is about stay."""
    rules = role_rules.read(provider.rules)
    if not rules.rules:
        return
    roles = role_rules.after(rules, found.roles, claims)
    if not roles:
        raise refused(NO_ROLE, provider)
    if roles == found.roles:
        return
    supervisors = people_commands.supervisors_of(session, found.id)
    people_commands.change_found(session, found, roles, supervisors, by=None)
