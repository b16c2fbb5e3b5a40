"""What practice holds about a person: their cards, their days and their pauses."""

from typing import Final

from app.accounts.holding import Holding
from app.practice.models import PracticeCard, PracticeDay, PracticePause

HOLDINGS: Final = (
    Holding(
        "practice_cards",
        "Cards of practice, and what is known of how well they are remembered",
        PracticeCard,
        lambda whose: PracticeCard.membership_id.in_(whose.membership_ids),
    ),
    Holding(
        "practice_days",
        "What was practised on which day",
        PracticeDay,
        lambda whose: PracticeDay.membership_id.in_(whose.membership_ids),
    ),
    Holding(
        "practice_pauses",
        "Modules whose practice is paused",
        PracticePause,
        lambda whose: PracticePause.membership_id.in_(whose.membership_ids),
    ),
)
