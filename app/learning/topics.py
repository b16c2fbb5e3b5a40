"""Opening a topic, and completing the module when nothing is left."""

from app.learning import resume
from app.learning.models import TopicOpened
from app.learning.progress import ModuleProgress, read_progress
from app.learning.signals import standing_changed
from app.learning.visits import Act, seconds_spent
from course.model import Topic


def open_topic(act: Act, topic: Topic) -> None:
    """Note that a topic is read, once a visit; the learner goes on here next time."""
    row = act.session.get(TopicOpened, (act.enrolment.id, topic.slug))
    again = row is not None and row.visit_id == act.visit.id
    if row is None:
        row = TopicOpened(
            organisation_id=act.enrolment.organisation_id,
            enrolment_id=act.enrolment.id,
            topic=topic.slug,
            opened=act.at,
        )
        act.session.add(row)
    row.visit_id = act.visit.id
    act.session.flush()
    if not act.late and resume.topic_of(act.enrolment.location) != topic.slug:
        act.enrolment.location = topic.slug
    if again:
        return
    progress = read_progress(act.session, act.enrolment.id, act.module)
    act.tracker.experienced(act.module, topic, progress.percent, act.at)
    complete_if_done(act, progress)


def complete_if_done(act: Act, progress: ModuleProgress) -> None:
    """Tell the completion, once an enrolment."""
    if progress.done and act.enrolment.completed is None:
        act.enrolment.completed = act.at
        act.tracker.completed(seconds_spent(act), act.at)
        standing_changed.send(act.session, enrolment=act.enrolment, at=act.at)
