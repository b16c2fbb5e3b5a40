"""What the learning room holds about a person: where they are in each module, and what they answered."""

import uuid
from typing import Final

from sqlalchemy import Select, select

from app.accounts.holding import Holding, Whose
from app.learning.models import Answer, Attempt, Enrolment, TalkUnderWay, TopicOpened, Visit


def _enrolments(whose: Whose) -> Select[uuid.UUID]:
    return select(Enrolment.id).where(Enrolment.membership_id.in_(whose.membership_ids))


HOLDINGS: Final = (
    Holding(
        "enrolments",
        "Modules begun",
        Enrolment,
        lambda whose: Enrolment.membership_id.in_(whose.membership_ids),
    ),
    Holding(
        "visits",
        "Visits: when somebody learnt, and for how long",
        Visit,
        lambda whose: Visit.enrolment_id.in_(_enrolments(whose)),
    ),
    Holding(
        "topics_opened",
        "Topics opened",
        TopicOpened,
        lambda whose: TopicOpened.enrolment_id.in_(_enrolments(whose)),
    ),
    Holding(
        "attempts",
        "Tries at assessments",
        Attempt,
        lambda whose: Attempt.enrolment_id.in_(_enrolments(whose)),
    ),
    Holding(
        "answers",
        "Answers",
        Answer,
        lambda whose: Answer.enrolment_id.in_(_enrolments(whose)),
    ),
    Holding(
        "conversations_under_way",
        "Conversations not finished",
        TalkUnderWay,
        lambda whose: TalkUnderWay.enrolment_id.in_(_enrolments(whose)),
    ),
)
