"""From what a provider says to somebody who is signed in, or who has connected their account.

A provider speaks for its own organisation. Whom it may let in is judged as for the links by which an
administrator gives a new password: an account that belongs elsewhere too, or runs the platform, is opened
by no organisation alone. Its person can connect it in their account, having shown that it is theirs.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import exists, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts import commands
from app.accounts.commands import Begun, SignedInNow
from app.accounts.models import Person
from app.audit import log
from app.errors import Conflict
from app.organisations import invitations, people_commands
from app.organisations.models import Invitation, Membership, Role
from app.organisations.people_queries import belongs_elsewhere
from app.providers import claims as told
from app.providers import role_rules
from app.providers.arrivals import Arrival
from app.providers.domains import belongs_to
from app.providers.errors import SignInRefused
from app.providers.models import Identity, Provider
from app.services import Services

CONNECT: Final = "Sign in with your password, then choose “Your work account” in your account and connect it there."
NO_ADDRESS: Final = (
    "{provider} tells no verified e-mail address of yours, so that it cannot be known which account here is"
    " yours. If you have one: " + CONNECT
)
WRONG_DOMAIN: Final = (
    "{domain} is not among the confirmed e-mail domains of {organisation}, so that {provider} cannot sign"
    " anybody in by such an address. If you have an account here: " + CONNECT
)
ELSEWHERE: Final = (
    "Your account here belongs, or once belonged, to another organisation too, or runs this platform: no"
    " organisation opens it alone. " + CONNECT
)
PLATFORM: Final = (
    "This account runs the platform, and is opened by its own password only. No organisation’s provider"
    " signs it in."
)
ENDED: Final = (
    "You no longer belong to {organisation} here. Ask its administrator to add you again."
)
PAUSED: Final = (
    "Your account at {organisation} is deactivated. Ask its administrator to activate it again."
)
UNKNOWN: Final = (
    "You have no account here yet, and {organisation} invites its people itself. Ask its administrator for"
    " an invitation."
)
OTHER_PERSON: Final = (
    "The account here with your e-mail address is connected to another account of {provider}. Ask your"
    " organisation’s administrator to disconnect that one if it is no longer anybody’s."
)
NO_ROLE: Final = "{provider} gives you no role here. Ask your organisation’s administrator which group you should be in."
OTHER_ACCOUNT: Final = "This work account is connected to another account here already."
NOT_A_MEMBER: Final = "You do not belong to {organisation} here, so there is nothing to connect."
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
        identity = _matched(session, provider, claims, moment)
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
    found = _membership(session, provider, person)
    if found is None:
        raise _refused(UNKNOWN, provider)
    if found.ended is not None:
        raise _refused(ENDED, provider)
    if found.paused is not None:
        raise _refused(PAUSED, provider)
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
    found = _membership(session, provider, person)
    if found is None or not (found.ended is found.paused is None):
        raise _refused(NOT_A_MEMBER, provider)
    identity = known(session, provider, claims)
    if identity is not None and identity.person_id != person_id:
        raise SignInRefused(OTHER_ACCOUNT)
    if identity is None:
        identity = _link(session, provider, claims, person, moment)
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


def _matched(
    session: Session, provider: Provider, claims: Mapping[str, Any], moment: dt.datetime
) -> Identity:
    """Return the identity of somebody who comes for the first time, by their verified address."""
    email = told.verified_email(claims)
    if not email:
        raise _refused(NO_ADDRESS, provider)
    domain = told.domain_of(email)
    if not belongs_to(session, domain, provider.organisation_id):
        raise _refused(WRONG_DOMAIN, provider, domain=domain)
    person = session.scalars(select(Person).where(Person.email == email)).one_or_none()
    if person is None or not _has_memberships(session, person):
        person = _admitted(session, provider, person, claims, email, moment)
    found = _membership(session, provider, person)
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
        raise _refused(OTHER_PERSON, provider)
    who, words = log.member_of(found.id), f"Matched by e-mail address: {provider.name}"
    log.write(
        session, found.organisation_id, "person.work_account", by=None, about=who, words=words
    )
    return _link(session, provider, claims, person, moment)


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
        raise _refused(UNKNOWN, provider)
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
        raise _refused(NO_ROLE, provider)
    made = people_commands.admit(
        session, provider.organisation_id, person, frozenset(roles), frozenset(), moment
    )
    who = log.member_of(made.id)
    words = f"Let in by {provider.name}"
    log.write(session, made.organisation_id, "person.joined", by=None, about=who, words=words)
    return person


def _follow_rules(
    session: Session, provider: Provider, found: Membership, claims: Mapping[str, Any]
) -> None:
    """Give a member the roles that the rules say; those that no rule is about stay."""
    rules = role_rules.read(provider.rules)
    if not rules.rules:
        return
    roles = role_rules.after(rules, found.roles, claims)
    if not roles:
        raise _refused(NO_ROLE, provider)
    if roles == found.roles:
        return
    supervisors = people_commands.supervisors_of(session, found.id)
    people_commands.change_found(session, found, roles, supervisors, by=None)


def _link(
    session: Session,
    provider: Provider,
    claims: Mapping[str, Any],
    person: Person,
    moment: dt.datetime,
) -> Identity:
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


def _has_memberships(session: Session, person: Person) -> bool:
    wanted = select(func.count()).select_from(Membership).where(Membership.person_id == person.id)
    return bool(session.scalar(wanted))


def _membership(session: Session, provider: Provider, person: Person) -> Membership | None:
    return session.scalars(
        select(Membership).where(
            Membership.person_id == person.id,
            Membership.organisation_id == provider.organisation_id,
        )
    ).one_or_none()


def _refused(sentence: str, provider: Provider, domain: str = "") -> SignInRefused:
    return SignInRefused(
        sentence.format(
            provider=provider.name, organisation=provider.organisation.name, domain=domain
        )
    )
