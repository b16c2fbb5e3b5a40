"""The page of a module as the person who asks has it."""

from flask import render_template

from app import database
from app.assignments.due import today
from app.assignments.reading import asked_in
from app.learning.content import renderer
from app.learning.standing import standing
from app.learning.tries import tries
from app.services import services
from app.viewer import member
from course.model import Module


def module_page(found: Module, *, kept_copy: bool = False) -> str:
    """Return the page. kept_copy: it stays on a phone, so it says of which moment its states are."""
    session, who = services().database.of_request(), member()
    return render_template(
        "learning/module.html",
        module=found,
        standing=standing(session, who.membership_id, found),
        tries=tries(session, who.membership_id, found),
        asked=asked_in(session, who.membership_id, found.slug),
        today=today(database.now()),
        objectives=renderer().objectives(found),
        further_reading=renderer().further_reading(found),
        local_answers=renderer().local_answers(found),
        kept_copy=kept_copy,
        now=database.now(),
    )
