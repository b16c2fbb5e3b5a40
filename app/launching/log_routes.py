"""The log of a trial, for the page that follows it and as a file."""

import io
import uuid

import msgspec
from flask import Blueprint, Response, request, send_file

from app.errors import BadInput
from app.launching import log
from app.launching.asking import own_trial
from app.permissions import allow
from app.services import services

FILE_NAME = "first-shift-trial.txt"

bp = Blueprint("launch_log", __name__, url_prefix="/packages/preview/<uuid:registration>")


@bp.get("/statements")
@allow("package_modules")
def lines(registration: uuid.UUID) -> Response:
    """Give the lines of the log after a mark, as JSON."""
    try:
        after = log.mark_of(request.args.get("after", str(log.Mark())))
    except ValueError as refused:
        raise BadInput(str(refused)) from refused
    found = log.read_log(services(), own_trial(registration), after)
    answer = Response(msgspec.json.encode(found), mimetype="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get("/log")
@allow("package_modules")
def file(registration: uuid.UUID) -> Response:
    """Hand the whole log out as a file."""
    text = log.whole_log(services(), own_trial(registration))
    return send_file(
        io.BytesIO(text.encode()),
        mimetype="text/plain",
        as_attachment=True,
        download_name=FILE_NAME,
        max_age=0,
    )
