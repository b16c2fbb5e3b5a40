"""Downloads of the form: blank for paper, and filled as PDF, for Word and as data."""

import uuid

from flask import Blueprint, Response, request

from app.database import now
from app.permissions import allow
from app.welcome import access, files
from app.welcome.here import at, page

bp = Blueprint("files", __name__)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@bp.get("/blank.pdf")
@allow("hold_welcome_meeting")
def blank() -> Response:
    """Give the blank form."""
    return _file(files.blank_pdf(), "application/pdf", "welcome-meeting-blank.pdf")


@bp.get("/<uuid:form_id>/download")
@allow("hold_welcome_meeting")
def choose(form_id: uuid.UUID) -> str:
    """Ask as what, and whether with what is private."""
    session, seat, _ = at(form_id)
    access.require_shared(seat)
    return page("download.html", session, seat)


@bp.get("/<uuid:form_id>/download/file")
@allow("hold_welcome_meeting")
def file(form_id: uuid.UUID) -> Response:
    """Give the form as the asker sees it; what may stand in no file only if the doctor ticks it now."""
    session, seat, sealed = at(form_id)
    access.require_shared(seat)
    moment = now()
    private = request.args.get("private") == "yes"
    data = files.filled(session, seat, sealed, moment, private=private)
    match request.args.get("kind"):
        case "word":
            return _file(files.as_word(data, moment), WORD, "welcome-meeting.docx")
        case "data":
            return _file(files.as_data(data), "application/json", "welcome-meeting.json")
    return _file(files.as_pdf(data, moment), "application/pdf", "welcome-meeting.pdf")


def _file(content: bytes, media_type: str, name: str) -> Response:
    answer = Response(content, mimetype=media_type)
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    answer.headers["Cache-Control"] = "no-store"
    return answer
