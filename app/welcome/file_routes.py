"""Downloads of the form: blank for paper, and filled as PDF, for Word and as data."""

import uuid

from flask import Blueprint, Response, request

from app.assignments.due import today
from app.database import now
from app.downloads import PDF, as_download
from app.permissions import allow
from app.services import services
from app.viewer import member
from app.welcome import access, files, trust_forms
from app.welcome.here import at, page

bp = Blueprint("files", __name__)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@bp.get("/blank.pdf")
@allow("hold_welcome_meeting")
def blank() -> Response:
    """Give the blank form: the trust's own where new meetings use it."""
    session, mine = services().database.of_request(), member()
    own = trust_forms.in_force(session, mine.organisation_id, today(now()))
    if own is not None:
        content = trust_forms.file_of(session, mine.organisation_id, own.id)
        return as_download(content, PDF, own_form_name(own.number))
    return as_download(files.blank_pdf(), PDF, "welcome-meeting-blank.pdf")


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
            return as_download(files.as_word(data, moment), WORD, "welcome-meeting.docx")
        case "data":
            return as_download(files.as_data(data), "application/json", "welcome-meeting.json")
    return as_download(files.as_pdf(data, moment), PDF, "welcome-meeting.pdf")


def own_form_name(number: int) -> str:
    """Return the name under which an edition of a trust's own form is downloaded."""
    return f"welcome-form-edition-{number}.pdf"
