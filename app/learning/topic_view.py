"""The page of a topic as the person who asks has it; whoever calls says whether it counts as opened."""

from flask import render_template

from app import database
from app.display.shown import display
from app.feedback.at_foot import feedback_at_foot
from app.learning import talks
from app.learning.content import renderer
from app.learning.pictures import in_words
from app.learning.standing import standing
from app.learning.topic_page import Known, Mistake, Written, parts
from app.services import services
from app.viewer import member
from course.model import Module, Topic


def topic_page(
    in_module: Module,
    opened: Topic,
    mistake: Mistake | None = None,
    written: Written | None = None,
    *,
    unopened: bool = False,
    kept_copy: bool = False,
) -> str:
    """Return the page.

    unopened: it comes before it is read, and tells by itself when that is; kept_copy: it stays on a phone.
    """
    session = services().database.of_request()
    where = standing(session, member().membership_id, in_module)
    enrolment = where.enrolment.id if where.enrolment else None
    known = Known(
        given=where.given,
        talks=talks.under_way(session, enrolment, in_module, opened) if enrolment else {},
        mistake=mistake,
        written=written,
    )
    shown = parts(renderer(), in_module, opened, known)
    return render_template(
        "learning/topic.html",
        module=in_module,
        topic=opened,
        standing=where,
        number=in_module.topics.index(opened) + 1,
        parts=in_words(shown) if display().low else shown,
        sources=renderer().sources(opened),
        feedback=feedback_at_foot(in_module, opened),
        errors=mistake.errors if mistake else [],
        unopened=unopened or kept_copy,
        kept_copy=kept_copy,
        kept_marks=() if kept_copy else (in_module,),
        now=database.now(),
    )
