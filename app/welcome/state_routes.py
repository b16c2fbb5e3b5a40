"""The page on which an IMG lead or an administrator sees in which state the forms are."""

from flask import Blueprint, render_template, request

from app.asked import must_have_page
from app.assignments.due import today
from app.database import now
from app.organisations.models import Role
from app.permissions import allow, may
from app.services import services
from app.viewer import member
from app.welcome import oversight
from app.welcome.oversight_view import SHOWN, View

bp = Blueprint("states", __name__)


@bp.get("/states")
@allow("see_welcome_states")
def overview() -> str:
    """Show states and dates, and how many actions are open."""
    view = View.of(request.args)
    found = oversight.overseen(services().database.of_request(), member(), view, today(now()))
    must_have_page(view.page, found.found, oversight.PAGE)
    return render_template(
        "welcome/states.html",
        found=found,
        view=view,
        shown=SHOWN,
        pages=-(-found.found // oversight.PAGE),
        leads=Role.LEAD in member().roles,
        may_read_shown=may("read_shown_answers"),
    )
