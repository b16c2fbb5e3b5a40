"""The page on which a doctor passes the form on to another supervisor."""

import uuid

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.permissions import allow
from app.services import services
from app.viewer import member
from app.welcome import access, passing_on, starting
from app.welcome.here import at, page
from app.welcome.questions import questions_of
from app.welcome.texts import texts

bp = Blueprint("passing", __name__)


@bp.get("/<uuid:form_id>/pass-on")
@allow("hold_welcome_meeting")
def page_(form_id: uuid.UUID) -> str:
    """Ask to whom, and what."""
    return _page(form_id, [])


@bp.post("/<uuid:form_id>/pass-on")
@allow("hold_welcome_meeting")
def pass_on(form_id: uuid.UUID) -> ResponseReturnValue:
    """Pass the form on."""
    supervisor = request.form.get("supervisor", type=uuid.UUID)
    if supervisor is None:
        return _page(form_id, [{"text": "Choose to whom.", "href": "#supervisor"}]), 400
    with services().database.write() as session:
        seat = access.open_seat(session, member(), form_id)
        new = passing_on.pass_on(
            session, seat, texts(), supervisor, request.form.getlist("sections"), now()
        )
    flash("Passed on. This is the form with your new supervisor.", "success")
    return redirect(url_for("welcome.form", form_id=new.id), 303)


def _page(form_id: uuid.UUID, errors: list[dict[str, str]]) -> str:
    session, seat, _ = at(form_id)
    others = [
        (key, name)
        for key, name in starting.own_supervisors(session, member())
        if key != seat.form.supervisor_id
    ]
    chosen = request.form.getlist("sections") if request.method == "POST" else passing_on.DEFAULT
    return page(
        "pass_on.html",
        session,
        seat,
        supervisors=others if seat.is_img else [],
        sections=questions_of(seat.form).sections,
        chosen=chosen,
        errors=errors,
    )
