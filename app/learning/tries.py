"""Every try at a module's assessment that was sent, and what its learner may see of it."""

import uuid

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.learning.models import Attempt, Enrolment
from course.model import Module, Review
from course.reviewing import shown_of_a_try


class Try(Struct, frozen=True):
    """A try that was sent. earlier: before the learner took the module again."""

    attempt: Attempt
    earlier: bool


class Tries(Struct, frozen=True):
    """The tries of a learner in a module, the first one first. Scores per cent, none before a try."""

    sent: tuple[Try, ...]

    @property
    def best(self) -> float | None:
        """The best score."""
        return max((each.attempt.score or 0.0 for each in self.sent), default=None)

    @property
    def latest(self) -> float | None:
        """The score of the latest try."""
        return self.sent[-1].attempt.score if self.sent else None

    @property
    def passed(self) -> bool:
        """Say whether one of them was a pass."""
        return any(each.attempt.passed for each in self.sent)

    def shows(self, module: Module) -> Review:
        """Return what may be seen of a try: all after a pass, before it as the module says."""
        return shown_of_a_try(module.assessment.review, passed=self.passed)


def tries(session: Session, membership_id: uuid.UUID, module: Module) -> Tries:
    """Return every try of a learner at a module's assessment, of earlier enrolments too."""
    rows = session.execute(
        select(Attempt, Enrolment)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .where(Enrolment.membership_id == membership_id, Enrolment.module == module.slug)
        .where(Attempt.purpose == "assessment", Attempt.finished.is_not(None))
        .order_by(Enrolment.made, Attempt.number)
    ).all()
    latest = select(Enrolment.id).where(
        Enrolment.membership_id == membership_id, Enrolment.module == module.slug
    )
    current = session.scalar(latest.order_by(Enrolment.made.desc()).limit(1))
    return Tries(tuple(Try(attempt, enrolment.id != current) for attempt, enrolment in rows))
