"""How far a learner is in a module: pure, made from what was opened and what was answered."""

import uuid
from collections.abc import Collection
from typing import Literal

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.learning import answers
from app.learning.models import TopicOpened
from app.learning.words import topics_opened
from course.model import Module, Topic

Word = Literal["Not started", "In progress", "Done"]


class TopicProgress(Struct, frozen=True):
    """A topic as a learner has it. questions: ids of its practice, in order; answered: of these."""

    topic: Topic
    opened: bool
    questions: tuple[str, ...]
    answered: frozenset[str]

    @property
    def steps_done(self) -> int:
        """What is done: opening the topic counts as one, each answer as another."""
        return int(self.opened) + len(self.answered)

    @property
    def steps(self) -> int:
        """What there is to do."""
        return 1 + len(self.questions)

    @property
    def word(self) -> Word:
        """The state in words."""
        if self.steps_done == self.steps:
            return "Done"
        return "In progress" if self.steps_done else "Not started"

    @property
    def minutes_left(self) -> int:
        """Minutes still to go, at least 1 before the topic is done."""
        if self.word == "Done":
            return 0
        left = (self.steps - self.steps_done) / self.steps
        return max(1, round(self.topic.minutes * left))


class ModuleProgress(Struct, frozen=True):
    """A module as a learner has it."""

    module: Module
    topics: tuple[TopicProgress, ...]

    @property
    def done(self) -> bool:
        """Say whether every topic was opened and every practice question answered."""
        return all(topic.word == "Done" for topic in self.topics)

    @property
    def opened_words(self) -> str:
        """How many topics were opened, as the supervisor is told it."""
        return topics_opened(sum(topic.opened for topic in self.topics), len(self.topics))

    @property
    def percent(self) -> int:
        """How much is done, cut to a whole number."""
        steps = sum(topic.steps for topic in self.topics)
        return 100 * sum(topic.steps_done for topic in self.topics) // steps

    @property
    def assessment_minutes(self) -> int:
        """Minutes that the assessment takes."""
        return max(1, self.module.minutes - sum(topic.topic.minutes for topic in self.topics))

    def topic(self, slug: str) -> TopicProgress | None:
        """Return a topic's progress; none where the module has no such topic."""
        return next((each for each in self.topics if each.topic.slug == slug), None)


def progress_of(
    module: Module, opened: Collection[str], answered: Collection[str]
) -> ModuleProgress:
    """Return the progress. opened: slugs of topics; answered: ids of questions."""
    return ModuleProgress(
        module,
        tuple(_topic_progress(module, topic, opened, answered) for topic in module.topics),
    )


def read_progress(
    session: Session, enrolment_id: uuid.UUID | None, module: Module
) -> ModuleProgress:
    """Return the progress of an enrolment; of nobody yet for none."""
    if enrolment_id is None:
        return progress_of(module, (), ())
    opened = select(TopicOpened.topic).where(TopicOpened.enrolment_id == enrolment_id)
    given = answers.still_given(module, answers.rows_of(session, enrolment_id))
    return progress_of(module, session.scalars(opened).all(), given)


def _topic_progress(
    module: Module, topic: Topic, opened: Collection[str], answered: Collection[str]
) -> TopicProgress:
    questions = tuple(question.id for question in module.of_purpose("practice", topic.slug))
    return TopicProgress(
        topic, topic.slug in opened, questions, frozenset(questions).intersection(answered)
    )
