"""Whether what was to be read first has been opened: asked of the learning itself, never of a score."""

import uuid
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.learning.models import Enrolment, TopicOpened
from course.model import Course
from course.tags import topics_for


def first_topics_unread(
    session: Session, membership_id: uuid.UUID, course: Course, tags: Iterable[str]
) -> bool:
    """Say whether some of these tags have topics, and the doctor has opened none of them."""
    wanted = {(each.module.slug, each.topic.slug) for each in topics_for(course, tags, "learners")}
    if not wanted:
        return False
    opened = session.execute(
        select(Enrolment.module, TopicOpened.topic)
        .join(TopicOpened, TopicOpened.enrolment_id == Enrolment.id)
        .where(Enrolment.membership_id == membership_id)
    )
    return wanted.isdisjoint((module, topic) for module, topic in opened)
