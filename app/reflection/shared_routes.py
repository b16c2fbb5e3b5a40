"""Pages on which a supervisor reads what doctors of theirs have shared."""

import uuid

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.conversations import parties
from app.database import now
from app.permissions import allow
from app.reflection import shared
from app.services import services
from app.viewer import member

bp = Blueprint("shared", __name__, url_prefix="/shared-with-me")


@bp.get("")
@allow("read_shared_reflections")
def overview() -> str:
    """Show what is shared with the supervisor now; of one doctor, if the address names one."""
    copies = shared.shared_with(services().database.of_request(), member(), _doctor())
    return render_template("reflection/shared_with_me.html", copies=copies)


@bp.get("/<uuid:share_id>")
@allow("read_shared_reflections")
def copy(share_id: uuid.UUID) -> ResponseReturnValue:
    """Show a copy, and let its writer know that it was read; or say that it was withdrawn."""
    with services().database.write() as session:
        found = shared.read(session, member(), share_id, now())
    if found is None:
        return render_template("reflection/withdrawn.html"), 410
    session, course = services().database.of_request(), services().shelf.course
    return render_template(
        "reflection/copy.html",
        copy=found,
        guide=course.facilitating,
        sources=course.sources,
        begun=parties.is_begun(session, share_id),
    )


def _doctor() -> uuid.UUID | None:
    return request.args.get("doctor", type=uuid.UUID)
