"""The page of the meeting: its steps with a line to say, one pen, and who is here."""

import uuid

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.errors import BadInput
from app.permissions import allow
from app.services import services
from app.viewer import member
from app.welcome import access, agenda, pen
from app.welcome.here import at, page

bp = Blueprint("meeting", __name__)


@bp.get("/<uuid:form_id>/meeting")
@allow("hold_welcome_meeting")
def meeting(form_id: uuid.UUID) -> str:
    """Show the agenda, and that the asker is here."""
    with services().database.write() as session:
        seat = access.seat(session, member(), form_id, write=True)
        access.require_shared(seat)
        pen.seen(session, seat, now())
    session, seat, _ = at(form_id)
    return page(
        "meeting.html",
        session,
        seat,
        steps=agenda.steps(own=seat.form.own_form_id is not None),
        short=agenda.SHORT if seat.form.own_form_id is None else agenda.SHORT_OWN,
        pen=pen.state(seat, now()),
    )


@bp.post("/<uuid:form_id>/meeting/pen")
@allow("hold_welcome_meeting")
def take_pen(form_id: uuid.UUID) -> ResponseReturnValue:
    """Take the pen, or pass it on."""
    with services().database.write() as session:
        seat = access.open_seat(session, member(), form_id)
        access.require_shared(seat)
        if request.form.get("do") == "pass":
            pen.pass_on(session, seat, now())
            flash(f"{seat.other_name} has the pen.", "success")
        elif pen.take(session, seat, now()):
            flash("You have the pen.", "success")
        else:
            flash(f"{seat.other_name} has the pen. Ask for it, or wait five minutes.", "note")
    return redirect(url_for(".meeting", form_id=form_id), 303)


@bp.post("/<uuid:form_id>/meeting/held")
@allow("hold_welcome_meeting")
def held(form_id: uuid.UUID) -> ResponseReturnValue:
    """Say that safety was agreed, or that the meeting was held."""
    do = request.form.get("do")
    if do not in {"safety", "discussed"}:
        raise BadInput("Say whether safety was agreed, or the meeting was held.")
    with services().database.write() as session:
        seat = access.open_seat(session, member(), form_id)
        access.require_shared(seat)
        if do == "safety":
            seat.form.safety_agreed = seat.form.safety_agreed or now()
        else:
            seat.form.discussed = seat.form.discussed or now()
    flash("Written down, with today’s date.", "success")
    return redirect(url_for(".meeting", form_id=form_id), 303)
