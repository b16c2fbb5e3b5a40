"""What is held about a person of what they did elsewhere. Statements go first: the accounts say whose they are."""

from typing import Final

from app.accounts.holding import Holding
from app.elsewhere.matching import of_members
from app.elsewhere.models import OutsideAccount, OutsideStatement

HOLDINGS: Final = (
    Holding(
        "accounts_elsewhere",
        "Accounts in other systems that are known to be theirs",
        OutsideAccount,
        lambda whose: OutsideAccount.membership_id.in_(whose.membership_ids),
    ),
    Holding(
        "done_elsewhere",
        "Courses that other systems told of",
        OutsideStatement,
        lambda whose: of_members(whose.membership_ids),
    ),
)
