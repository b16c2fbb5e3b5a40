"""The fetch address of a launch, which units call from any origin and without a sign-in.

Source: cmi5 Quartz, 1st Edition, section 8.2; Fetch Standard, "CORS protocol".
"""

import uuid

from flask import Blueprint, Response, current_app, jsonify

from app.database import now
from app.launching import tokens
from app.permissions import public
from app.services import services

bp = Blueprint("launch_fetch", __name__)


@bp.post("/launch/<uuid:session_id>/<key>")
@public
def token(session_id: uuid.UUID, key: str) -> Response:
    """Give a unit its token, once; the status is 200 for errors too (8.2.2)."""
    answer = tokens.fetch(services(), str(current_app.secret_key), session_id, key, now())
    response = jsonify(answer)
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.after_request
def _from_anywhere(response: Response) -> Response:
    # No cookie counts here: what the address holds is what opens it.
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Methods"] = "POST, OPTIONS"
    response.headers["Access-Control-Allow-Headers"] = "Content-Type, X-Experience-API-Version"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response
