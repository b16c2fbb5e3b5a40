"""How a sign-in that came through a provider is known as such, also while it waits for a second step."""

import uuid

from msgspec import Struct
from sqlalchemy.orm import Session

from app.accounts.sign_ins import id_of
from app.accounts.tokens import digest
from app.providers.models import Identity, ProviderHalf, ProviderSignIn


class Arrival(Struct, frozen=True):
    """Somebody who came through a provider of an organisation. session: there, as the provider names it."""

    identity_id: uuid.UUID
    organisation_id: uuid.UUID
    session: str


def wait(session: Session, half: str, arrival: Arrival) -> None:
    """Keep an arrival beside the sign-in that waits. half: its token."""
    session.add(
        ProviderHalf(
            token_digest=digest(half), identity_id=arrival.identity_id, session=arrival.session
        )
    )
    session.flush()


def waiting(session: Session, half: str) -> Arrival | None:
    """Return what waits beside a sign-in; none where it began with a password."""
    row = session.get(ProviderHalf, digest(half))
    if row is None:
        return None
    identity = session.get_one(Identity, row.identity_id)
    return Arrival(row.identity_id, identity.provider.organisation_id, row.session)


def write_down(session: Session, token: str, arrival: Arrival) -> None:
    """Write down how a sign-in came. token: of the sign-in that has just begun."""
    session.add(
        ProviderSignIn(
            sign_in_id=id_of(session, token),
            identity_id=arrival.identity_id,
            session=arrival.session,
        )
    )
    session.flush()
