"""What is held about a person of what they did elsewhere. An erasure begins at
the end: accounts and former addresses say whose statements are."""

from typing import Final

from sqlalchemy import delete, tuple_
from sqlalchemy.orm import Session

from app.accounts.holding import Holding, Whose
from app.elsewhere.actors import actor_of
from app.elsewhere.matching import agents_elsewhere, claimed_by, of_members, rights
from app.elsewhere.models import FormerAddress, OutsideAccount, OutsideSpelling, OutsideStatement
from app.organisations.models import Membership


def _let_digests_go(session: Session, whose: Whose) -> None:
    """Delete what names somebody by a digest of their address, which the database cannot work out."""
    for membership_id in whose.membership_ids:
        organisation_id = session.get_one(Membership, membership_id).organisation_id
        agents = agents_elsewhere(session, membership_id)
        lines = [actor_of(each) for each in agents if "mbox_sha1sum" in each]
        session.execute(
            delete(OutsideStatement)
            .where(
                OutsideStatement.organisation_id == organisation_id,
                OutsideStatement.actor.in_(lines),
            )
            .execution_options(synchronize_session=False)
        )


HOLDINGS: Final = (
    Holding(
        "former_addresses",
        "E-mail addresses that they had before",
        FormerAddress,
        lambda whose: FormerAddress.membership_id.in_(whose.membership_ids),
    ),
    Holding(
        "accounts_elsewhere",
        "Accounts in other systems that are known to be theirs",
        OutsideAccount,
        lambda whose: (
            OutsideAccount.membership_id.in_(whose.membership_ids)
            | OutsideAccount.membership_id.is_(None)
            & tuple_(OutsideAccount.organisation_id, OutsideAccount.actor).in_(
                claimed_by(rights(), whose.membership_ids)
            )
        ),
    ),
    Holding(
        "accounts_spelt",
        "Other ways in which statements spell these accounts",
        OutsideSpelling,
        lambda whose: tuple_(OutsideSpelling.organisation_id, OutsideSpelling.actor).in_(
            claimed_by(rights(), whose.membership_ids)
        ),
    ),
    Holding(
        "done_elsewhere",
        "Courses that other systems told of",
        OutsideStatement,
        lambda whose: of_members(whose.membership_ids, rights()),
        loosen=_let_digests_go,
    ),
)
