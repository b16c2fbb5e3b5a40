"""The page on which an IMG lead or an administrator sees in which state the forms are."""

from flask import Blueprint, render_template

from app.assignments.due import today
from app.database import now
from app.permissions import allow, may
from app.services import services
from app.viewer import member
from app.welcome import oversight

bp = Blueprint("states", __name__)


@bp.get("/states")
@allow("see_welcome_states")
def overview() -> str:
    """Show states and dates, and how many actions are open."""
    found = oversight.rows(services().database.of_request(), member(), today(now()))
    return render_template(
        "welcome/states.html", rows=found, may_read_shown=may("read_shown_answers")
    )
