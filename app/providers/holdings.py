"""What sign-in providers hold about a person: as whom a provider knows them, and what came by it."""

from typing import Any, Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.accounts.holding import Holding, Row, Whose
from app.accounts.holdings import DIGEST
from app.organisations.models import Membership
from app.providers.models import (
    Confirmation,
    Flow,
    Identity,
    Provider,
    ProviderHalf,
    ProviderSignIn,
)
from app.services import Services


def _own(whose: Whose) -> ColumnElement[bool]:
    """Return the identities that providers of these memberships' organisations know."""
    of = (
        select(Provider.id)
        .join(Membership, Membership.organisation_id == Provider.organisation_id)
        .where(Membership.id.in_(whose.membership_ids))
    )
    return (Identity.person_id == whose.person_id) & Identity.provider_id.in_(of)


def _provider(_parts: Services, _session: Session, row: Any) -> Row:
    return {"provider": row.provider.name, "organisation": row.provider.organisation.name}


HOLDINGS: Final = (
    Holding(
        "work_accounts",
        "Work accounts that sign in here",
        Identity,
        _own,
        written=_provider,
    ),
    Holding(
        "work_account_sign_ins",
        "Sign-ins by a work account",
        ProviderSignIn,
        lambda whose: ProviderSignIn.identity_id.in_(select(Identity.id).where(_own(whose))),
    ),
    Holding(
        "work_account_half_sign_ins",
        "Sign-ins by a work account that wait for a second step",
        ProviderHalf,
        lambda whose: ProviderHalf.identity_id.in_(select(Identity.id).where(_own(whose))),
        hidden={"token_digest": DIGEST},
    ),
    Holding(
        "work_account_confirmations",
        "That a work account has confirmed, a few minutes ago, that it is you",
        Confirmation,
        lambda whose: Confirmation.identity_id.in_(select(Identity.id).where(_own(whose))),
    ),
    Holding(
        "work_account_flows",
        "Ways to a sign-in provider that were begun from the account",
        Flow,
        lambda whose: Flow.person_id == whose.person_id,
        of="person",
        hidden={
            "state_digest": DIGEST,
            "nonce": "a random text that protects the way",
            "verifier": "a random text that protects the way",
        },
    ),
)
