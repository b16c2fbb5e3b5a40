"""What supervisors' pages hold about a person: the sums of their statements."""

import uuid
from typing import Final

from sqlalchemy import Select, select

from app.accounts.holding import Holding, Whose
from app.supervision.models import (
    LearnerStanding,
    Progress,
    ProgressResult,
    ProgressTopic,
    ProgressVisit,
    StandingMark,
)


def _registrations(whose: Whose) -> Select[uuid.UUID]:
    return select(Progress.registration).where(Progress.actor.in_(whose.membership_ids))


HOLDINGS: Final = (
    Holding(
        "progress",
        "Progress, as supervisors see it",
        Progress,
        lambda whose: Progress.actor.in_(whose.membership_ids),
    ),
    Holding(
        "progress_topics",
        "Topics counted in the progress",
        ProgressTopic,
        lambda whose: ProgressTopic.registration.in_(_registrations(whose)),
    ),
    Holding(
        "progress_results",
        "Results counted in the progress",
        ProgressResult,
        lambda whose: ProgressResult.registration.in_(_registrations(whose)),
    ),
    Holding(
        "progress_visits",
        "Visits counted in the progress",
        ProgressVisit,
        lambda whose: ProgressVisit.registration.in_(_registrations(whose)),
    ),
    Holding(
        "standing",
        "The line in the table that supervisors see",
        LearnerStanding,
        lambda whose: LearnerStanding.membership_id.in_(whose.membership_ids),
    ),
    Holding(
        "standing_marks",
        "Notes that this line is to be made again",
        StandingMark,
        lambda whose: StandingMark.membership_id.in_(whose.membership_ids),
    ),
)
