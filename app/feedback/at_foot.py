"""What the foot of a topic says of feedback; shown by ``feedback/at_foot.html``."""

from app.feedback import giving
from app.feedback.giving import About
from app.feedback.models import TopicFeedback
from app.services import services
from app.viewer import member
from course.model import Module, Topic


def feedback_at_foot(module: Module, topic: Topic) -> TopicFeedback | None:
    """Return what the person of this request has said of a topic as it is now."""
    about = About.of(module, topic)
    return giving.own(services().database.of_request(), member().membership_id, about)
