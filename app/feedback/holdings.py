"""What feedback to the authors holds about a person: what they said, and what they have dealt with."""

from typing import Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.accounts.holding import Holding, Whose
from app.feedback.models import TopicFeedback


def _forget_editor(session: Session, whose: Whose) -> None:
    own = TopicFeedback.done_by.in_(whose.membership_ids)
    session.execute(update(TopicFeedback).where(own).values(done_by=None))


HOLDINGS: Final = (
    Holding(
        "feedback",
        "What was said of topics to their editors",
        TopicFeedback,
        lambda whose: TopicFeedback.membership_id.in_(whose.membership_ids),
    ),
    Holding(
        "feedback_dealt_with",
        "What others said of topics, and was marked as done",
        TopicFeedback,
        lambda whose: TopicFeedback.done_by.in_(whose.membership_ids),
        hidden={"membership_id": "it is about somebody else", "words": "they are somebody else's"},
        stays="It stays, without saying who dealt with it.",
        loosen=_forget_editor,
    ),
)
