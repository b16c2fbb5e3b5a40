"""What is held about a person of what they did elsewhere. An erasure begins at
the end: accounts and former addresses say whose statements are."""

from typing import Final

from sqlalchemy import tuple_

from app.accounts.holding import Holding
from app.elsewhere.matching import claimed_by, of_members, rights
from app.elsewhere.models import FormerAddress, OutsideAccount, OutsideSpelling, OutsideStatement

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
    ),
)
