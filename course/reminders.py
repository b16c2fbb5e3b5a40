"""List the facts that are due to be looked at again: reminders, not mistakes."""

import datetime as dt

from msgspec import Struct

from course.model import Course


class Reminder(Struct, frozen=True):
    """A fact past its date."""

    module: str
    topic: str
    says: str
    look_again: dt.date

    def __str__(self) -> str:
        return (
            f"{self.module}/{self.topic}: look again at '{self.says}' (due {self.look_again}); "
            "check its source, then change as_at and look_again"
        )


def reminders(course: Course, today: dt.date) -> tuple[Reminder, ...]:
    """Return every fact whose ``look_again`` is past, the oldest first."""
    found = [
        Reminder(module.slug, topic.slug, fact.says, fact.look_again)
        for module in course.modules
        for topic in module.topics
        for fact in topic.facts
        if fact.look_again < today
    ]
    return tuple(sorted(found, key=lambda reminder: reminder.look_again))
