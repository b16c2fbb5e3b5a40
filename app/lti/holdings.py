"""What is kept of a person who comes from an LMS."""

import uuid
from typing import Final

from sqlalchemy import Select, select

from app.accounts.holding import Holding, Whose
from app.lti.models import LtiScore, LtiUser


def _users(whose: Whose) -> Select[uuid.UUID]:
    return select(LtiUser.id).where(LtiUser.membership_id.in_(whose.membership_ids))


HOLDINGS: Final = (
    Holding(
        "lms_accounts",
        "Accounts in an LMS from which the course is opened",
        LtiUser,
        lambda whose: LtiUser.membership_id.in_(whose.membership_ids),
    ),
    Holding(
        "lms_scores",
        "Scores and completions told to that LMS, or on their way",
        LtiScore,
        lambda whose: LtiScore.user_id.in_(_users(whose)),
    ),
)
