"""Which ways of signing in an organisation lets its people take."""

import uuid
from collections.abc import Iterable
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.organisations.models import Membership, Role
from app.providers.models import Identity, Provider, ProviderSignIn, SignInPolicy

WORK_ACCOUNT: Final = (
    "{organisation} wants its people to sign in with their work account, not with a password or a"
    " passkey. Choose “Sign in with your work account”."
)


def passwords_off(session: Session, organisation_id: uuid.UUID) -> bool:
    """Say whether an organisation's people sign in through its providers only.

    Never where no provider is turned on: nobody could come in.
    """
    policy = session.get(SignInPolicy, organisation_id)
    return policy is not None and policy.passwords_off and has_provider(session, organisation_id)


def has_provider(session: Session, organisation_id: uuid.UUID) -> bool:
    """Say whether a provider of an organisation is turned on."""
    found = exists().where(Provider.organisation_id == organisation_id, Provider.enabled)
    return bool(session.scalar(select(found)))


def through(session: Session, sign_in_id: uuid.UUID) -> Provider | None:
    """Return the provider through which a sign-in came; none for a password or a passkey."""
    wanted = (
        select(Provider)
        .join(Identity, Identity.provider_id == Provider.id)
        .join(ProviderSignIn, ProviderSignIn.identity_id == Identity.id)
        .where(ProviderSignIn.sign_in_id == sign_in_id)
    )
    return session.scalars(wanted).one_or_none()


def open_to(
    session: Session,
    person: Person,
    memberships: Iterable[Membership],
    organisation_id: uuid.UUID | None,
) -> tuple[Membership, ...]:
    """Return in which of a person's memberships a sign-in may act.

    organisation_id: whose provider it came through, none for a password or a passkey. An organisation's
    administrators, and the platform's, may always come without one, for the day on which it is down.
    """
    return tuple(
        each
        for each in memberships
        if each.organisation_id == organisation_id
        or person.platform_administrator
        or Role.ORGANISATION_ADMINISTRATOR in each.roles
        or not passwords_off(session, each.organisation_id)
    )
