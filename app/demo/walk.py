"""Take a module as a learner does: what the demonstration shows was opened, answered, marked and told."""

import datetime as dt
import uuid
from typing import Final

from sqlalchemy.orm import Session

from app.demo.people import Goes
from app.learning import attempts, practice, topics, visits
from app.learning.visits import Learner
from app.organisations.models import Membership
from app.tenancy import within
from course.marking import an_answer
from course.model import Module
from course.questions import Question, Response, Single, TrueFalse

READING: Final = dt.timedelta(minutes=4)
THINKING: Final = dt.timedelta(seconds=50)


class Walk:
    """One learner in one module. at: the moment that their next act has; it moves on by itself."""

    def __init__(
        self, session: Session, home_page: str, membership: Membership, module: Module
    ) -> None:
        self._session = session
        self._module = module
        self._learner = Learner(home_page, membership.organisation_id, membership.id, uuid.uuid4())
        self.at = dt.datetime.min

    def go(self, goes: Goes, begins: dt.datetime) -> None:
        """Go as far as is said. begins: moment of the first act."""
        self.at = begins
        with within(self._learner.organisation_id):
            self._go(goes)

    def _go(self, goes: Goes) -> None:
        all_topics = self._module.topics
        far = {"begun": 1, "halfway": len(all_topics) // 2}
        for topic in all_topics[: far.get(goes, len(all_topics))]:
            topics.open_topic(self._act(READING), topic)
            for question in self._module.of_purpose("practice", topic.slug):
                practice.answer(self._act(THINKING), question, an_answer(question))
        if goes in ("failed", "passed"):
            self._assessment(all_right=goes == "passed")
        visits.leave(self._session, self._learner, self._module, self.at)

    def _assessment(self, *, all_right: bool) -> None:
        attempt = attempts.begin(self._act(THINKING), "assessment")
        # A third is below every sensible pass mark, whatever was drawn.
        known = len(attempt.questions) // (1 if all_right else 3)
        for number, key in enumerate(attempt.questions):
            question = self._module.question(key)
            given = an_answer(question) if number < known else _wrong_response(question)
            if given is not None:
                attempts.answer(self._act(THINKING), attempt, question, given)
        attempts.send(self._act(THINKING), attempt)

    def _act(self, later: dt.timedelta) -> visits.Act:
        act = visits.begin_act(self._session, self._learner, self._module, self.at)
        self.at += later
        return act


def _wrong_response(question: Question) -> Response | None:
    """Return a wrong response; none, to leave it open, where none is easily found."""
    match question:
        case Single():
            return (next(option.id for option in question.options if not option.correct),)
        case TrueFalse():
            return ("false" if question.answer else "true",)
    return None
