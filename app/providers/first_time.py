"""Who comes from a provider for the first time: matched by their verified address, or let in."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.audit import log
from app.errors import Conflict
from app.organisations import invitations, people_commands
from app.organisations.models import Invitation, Membership, Role
from app.organisations.people_queries import belongs_elsewhere
from app.providers import claims as told
from app.providers import role_rules
from app.providers.domains import belongs_to
from app.providers.errors import SignInRefused
from app.providers.models import Identity, Provider
from app.providers.refusals import (
    ELSEWHERE,
    NO_ADDRESS,
    NO_ROLE,
    OTHER_PERSON,
    PLATFORM,
    UNKNOWN,
    WRONG_DOMAIN,
    refused,
)


def matched(
    session: Session, provider: Provider, claims: Mapping[str, Any], moment: dt.datetime
) -> Identity:
    """Return the identity of somebody who comes for the first time, by their verified address.

    Raises SignInRefused where they are let in by nothing, Conflict where another window was faster.
    """
    email = told.verified_email(claims)
    if not email:
        raise refused(NO_ADDRESS, provider)
    domain = told.domain_of(email)
    if not belongs_to(session, domain, provider.organisation_id):
        raise refused(WRONG_DOMAIN, provider, domain=domain)
    person = session.scalars(select(Person).where(Person.email == email)).one_or_none()
    if person is None or not _has_memberships(session, person):
        person = _admitted(session, provider, person, claims, email, moment)
    found = membership_at(session, provider, person)
    if person.platform_administrator:
        raise SignInRefused(PLATFORM)
    if found is None or belongs_elsewhere(session, found):
        raise SignInRefused(ELSEWHERE)
    taken = select(
        exists().where(
            Identity.person_id == person.id,
            Identity.provider_id == provider.id,
            Identity.issuer == provider.issuer,
        )
    )
    if session.scalar(taken):
        # An address is given to somebody else when its owner leaves; the account is not.
        raise refused(OTHER_PERSON, provider)
    who, words = log.member_of(found.id), f"Matched by e-mail address: {provider.name}"
    log.write(
        session, found.organisation_id, "person.work_account", by=None, about=who, words=words
    )
    return link(session, provider, claims, person, moment)


def _admitted(
    session: Session,
    provider: Provider,
    person: Person | None,
    claims: Mapping[str, Any],
    email: str,
    moment: dt.datetime,
) -> Person:
    """Let somebody belong who does not yet: as they were invited, or where the organisation lets anybody.

    The invitation was to this address, whose owner the provider has verified.
    """
    if person is not None and person.platform_administrator:
        raise SignInRefused(PLATFORM)
    invited = session.scalars(
        select(Invitation).where(
            Invitation.organisation_id == provider.organisation_id,
            Invitation.email == email,
            Invitation.declined.is_(None),
            Invitation.expires > moment,
        )
    ).one_or_none()
    if invited is None and not provider.makes_people:
        raise refused(UNKNOWN, provider)
    if person is None:
        person = Person(email=email, name=told.name_of(claims, email), made=moment)
        try:
            with session.begin_nested():
                session.add(person)
        except IntegrityError as error:
            raise Conflict("Your account was made in another window. Sign in again.") from error
    if invited is not None:
        invitations.accept(session, invited, person, moment)
        return person
    rules = role_rules.read(provider.rules)
    roles = role_rules.after(rules, frozenset(), claims) if rules.rules else {Role.LEARNER}
    if not roles:
        raise refused(NO_ROLE, provider)
    made = people_commands.admit(
        session, provider.organisation_id, person, frozenset(roles), frozenset(), moment
    )
    who = log.member_of(made.id)
    words = f"Let in by {provider.name}"
    log.write(session, made.organisation_id, "person.joined", by=None, about=who, words=words)
    return person


def link(
    session: Session,
    provider: Provider,
    claims: Mapping[str, Any],
    person: Person,
    moment: dt.datetime,
) -> Identity:
    """Keep that a person has this account at a provider. Raises Conflict."""
    identity = Identity(
        provider_id=provider.id,
        person_id=person.id,
        issuer=claims["iss"],
        subject=claims["sub"],
        made=moment,
    )
    try:
        with session.begin_nested():
            session.add(identity)
    except IntegrityError as error:
        raise Conflict("You came in by another window at the same time. Sign in again.") from error
    return identity


def membership_at(session: Session, provider: Provider, person: Person) -> Membership | None:
    """Return a person's membership in the organisation of a provider, whatever its state; none without one."""
    return session.scalars(
        select(Membership).where(
            Membership.person_id == person.id,
            Membership.organisation_id == provider.organisation_id,
        )
    ).one_or_none()


def _has_memberships(session: Session, person: Person) -> bool:
    wanted = select(func.count()).select_from(Membership).where(Membership.person_id == person.id)
    return bool(session.scalar(wanted))
