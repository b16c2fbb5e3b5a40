"""What trials of packages hold about the person who tries them."""

import uuid
from typing import Final

from sqlalchemy import Select, select

from app.accounts.holding import Holding, Whose
from app.launching.models import LaunchRefusal, LaunchRegistration, LaunchSession


def _trials(whose: Whose) -> Select[uuid.UUID]:
    return select(LaunchRegistration.id).where(
        LaunchRegistration.membership_id.in_(whose.membership_ids)
    )


HOLDINGS: Final = (
    Holding(
        "trials",
        "Packages on trial",
        LaunchRegistration,
        lambda whose: LaunchRegistration.membership_id.in_(whose.membership_ids),
        hidden={"package": "the course itself, which says nothing about anybody"},
    ),
    Holding(
        "trial_sessions",
        "Launches in those trials",
        LaunchSession,
        lambda whose: LaunchSession.registration_id.in_(_trials(whose)),
        hidden={"credential": "a key, which opens something"},
    ),
    Holding(
        "trial_refusals",
        "What was refused in those trials",
        LaunchRefusal,
        lambda whose: LaunchRefusal.registration_id.in_(_trials(whose)),
    ),
)
