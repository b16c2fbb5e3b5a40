"""Whether what was to be read first has been opened: asked of the learning itself, never of a score."""

import uuid
from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.learning.models import Enrolment, TopicOpened
from course.model import Course
from course.tags import topics_for


def first_topics_unread(
    session: Session, membership_id: uuid.UUID, course: Course, tags: Iterable[str]
) -> bool:
    """Say whether some of these tags have topics, and the doctor has opened none of them."""
    wanted = _topics(course, tags)
    return bool(wanted) and wanted.isdisjoint(opened_topics(session, membership_id))


def has_read(opened: Collection[tuple[str, str]], course: Course, tags: Iterable[str]) -> bool:
    """Say whether a topic of these tags is among those opened."""
    return not _topics(course, tags).isdisjoint(opened)


def opened_topics(session: Session, membership_id: uuid.UUID) -> frozenset[tuple[str, str]]:
    """Return what a doctor has opened: pairs of a module and a topic."""
    rows = session.execute(
        select(Enrolment.module, TopicOpened.topic)
        .join(TopicOpened, TopicOpened.enrolment_id == Enrolment.id)
        .where(Enrolment.membership_id == membership_id)
    )
    return frozenset((row[0], row[1]) for row in rows)


def _topics(course: Course, tags: Iterable[str]) -> set[tuple[str, str]]:
    return {(each.module.slug, each.topic.slug) for each in topics_for(course, tags, "learners")}
