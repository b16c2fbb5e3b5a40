"""Pages on which the two show single answers to somebody else, and on which that person reads them."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.errors import BadInput
from app.permissions import allow
from app.services import services
from app.viewer import member
from app.welcome import access, readers
from app.welcome.here import at, page
from app.welcome.texts import texts

bp = Blueprint("readers", __name__)


@bp.get("/<uuid:form_id>/readers")
@allow("hold_welcome_meeting")
def overview(form_id: uuid.UUID) -> str:
    """Show who else may read what, and let either of the two propose more."""
    return _page(form_id, [])


@bp.post("/<uuid:form_id>/readers")
@allow("hold_welcome_meeting")
def change(form_id: uuid.UUID) -> ResponseReturnValue:
    """Propose to show answers, agree to it, or stop it."""
    do, row = request.form.get("do", ""), request.form.get("row", type=uuid.UUID)
    reader = request.form.get("reader", type=uuid.UUID)
    try:
        with services().database.write() as session:
            seat = access.open_seat(session, member(), form_id)
            if do == "propose" and reader is not None:
                fields = request.form.getlist("fields")
                readers.propose(session, seat, texts(), fields, reader, now())
                said = f"It is shown as soon as {seat.other_name} agrees too."
            elif do == "agree" and row is not None:
                readers.agree(session, seat, row, now())
                said = "It is shown now, since both of you agree."
            elif do == "stop" and row is not None:
                readers.stop(session, seat, row)
                said = "It is no longer shown."
            else:
                raise BadInput("Choose to whom it is shown.")
    except BadInput as error:
        return _page(form_id, [{"text": error.sentence, "href": "#reader"}]), 400
    flash(said, "success")
    return redirect(url_for(".overview", form_id=form_id), 303)


@bp.get("/shown-to-me")
@allow("read_shown_answers")
def shown_to_me() -> str:
    """Show the answers that both people of a form agreed to show the asker."""
    session = services().database.of_request()
    return render_template(
        "welcome/shown_to_me.html", answers=readers.read(session, member(), texts())
    )


def _page(form_id: uuid.UUID, errors: list[dict[str, str]]) -> str:
    session, seat, sealed = at(form_id)
    return page(
        "readers.html",
        session,
        seat,
        shown=readers.shown(session, seat),
        fields=readers.fields_to_show(session, seat, sealed),
        candidates=readers.candidates(session, seat),
        errors=errors,
    )
