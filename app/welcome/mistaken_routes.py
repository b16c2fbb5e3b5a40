"""The page on which a form that was begun by mistake is taken back."""

import uuid

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.permissions import allow
from app.services import services
from app.viewer import member
from app.welcome import access, mistaken
from app.welcome.here import at, page

bp = Blueprint("mistaken", __name__)


@bp.get("/<uuid:form_id>/take-back")
@allow("hold_welcome_meeting")
def page_(form_id: uuid.UUID) -> str:
    """Say what is taken back, before it is; or why it is not."""
    session, seat, _ = at(form_id)
    return page(
        "take_back.html",
        session,
        seat,
        began=access.began(seat),
        empty=mistaken.is_empty(session, seat.form),
    )


@bp.post("/<uuid:form_id>/take-back")
@allow("hold_welcome_meeting")
def take_back(form_id: uuid.UUID) -> ResponseReturnValue:
    """Take the form back."""
    with services().database.write() as session:
        seat = access.open_seat(session, member(), form_id)
        mistaken.take_back(session, seat, now())
    flash(
        f"The form with {seat.other_name} is taken back. Either of you can begin another one.",
        "success",
    )
    return redirect(url_for("welcome.home"), 303)
