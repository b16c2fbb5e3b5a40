"""How the links of the library answered, for its editors. Nothing is asked when the page is opened."""

from flask import Blueprint, render_template

from app.assignments.due import today
from app.database import now
from app.library.links import kept
from app.permissions import allow
from app.services import services
from app.viewer import member

bp = Blueprint("library_links", __name__, url_prefix="/library/links")


@bp.get("")
@allow("see_library_links")
def page() -> str:
    """Show the links of ours and of the asker's trust, what is wrong first."""
    parts = services()
    found = kept(
        parts.database.of_request(),
        parts.shelf.course,
        member().organisation_id,
        today(now()),
    )
    return render_template("library/links.html", found=found)
