"""What reminders hold about a person: their choices, and when what was sent."""

from typing import Final

from app.accounts.holding import Holding
from app.reminders.models import ReminderChoice, ReminderSent

HOLDINGS: Final[tuple[Holding, ...]] = (
    Holding(
        "reminder_choices",
        "Which reminders are wanted by e-mail",
        ReminderChoice,
        lambda whose: ReminderChoice.membership_id.in_(whose.membership_ids),
    ),
    Holding(
        "reminders_sent",
        "When reminders were sent",
        ReminderSent,
        lambda whose: ReminderSent.membership_id.in_(whose.membership_ids),
    ),
)
