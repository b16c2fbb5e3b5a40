"""The page of what is proposed: each with its reason, and three answers that either of the two may give."""

import uuid
from collections.abc import Sequence

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.errors import BadInput
from app.permissions import allow
from app.services import services
from app.viewer import member
from app.welcome import access, by_hand, proposals, suggestions
from app.welcome.here import at, page
from app.welcome.texts import texts
from app.wording import capital, counted

bp = Blueprint("proposals", __name__)

SAID = {
    "added": "It is among your actions. Say there who does it, and by when.",
    "later": "It stays here, under “Later”.",
    "no": "It is put away. It comes back only if an answer behind it changes.",
    "alone": "It is on the list of what is not done alone yet.",
}


@bp.get("/<uuid:form_id>/proposals")
@allow("hold_welcome_meeting")
def overview(form_id: uuid.UUID) -> str:
    """Show what is proposed."""
    session, seat, sealed = at(form_id)
    access.require_shared(seat)
    if seat.form.own_form_id is not None:
        return _to_choose(form_id)
    course = services().shelf.course
    found = proposals.offers(session, seat, sealed, course, now())
    groups = proposals.grouped([each for each in found if not each.answer])
    return page(
        "proposals.html",
        session,
        seat,
        groups=groups,
        unfolded=_unfolded(groups),
        later=[each for each in found if each.answer == "later"],
        added=[each for each in found if each.answer == "added"],
        put_away=[each for each in found if each.answer == "no"],
        tags=course.tags,
    )


@bp.post("/<uuid:form_id>/proposals/choose")
@allow("hold_welcome_meeting")
def choose(form_id: uuid.UUID) -> ResponseReturnValue:
    """Make actions of what was chosen by hand."""
    keys = request.form.getlist("choice")
    try:
        with services().database.write() as session:
            seat = access.open_seat(session, member(), form_id)
            number = by_hand.add(session, seat, texts(), services().shelf.course, keys, now())
    except BadInput as error:
        return _to_choose(form_id, [{"text": error.sentence, "href": "#choice"}]), 400
    flash(f"{capital(counted(number, 'action'))} added. Say who does it, and by when.", "success")
    return redirect(url_for("welcome.actions.overview", form_id=form_id), 303)


@bp.post("/<uuid:form_id>/proposals")
@allow("hold_welcome_meeting")
def answer(form_id: uuid.UUID) -> ResponseReturnValue:
    """Answer a proposal."""
    given, key = request.form.get("answer", ""), request.form.get("key", "")
    course = services().shelf.course
    with services().database.write() as session:
        seat = access.open_seat(session, member(), form_id)
        if given == "alone":
            suggestions.add_to_alone(session, seat, texts(), course, key, now())
        elif given in {"added", "later", "no"}:
            proposals.answer(session, seat, texts(), course, key, given, now())  # type: ignore[arg-type]
        else:
            raise BadInput("Choose one of the answers.")
    flash(SAID[given], "success")
    group = request.form.get("group") or None
    return redirect(url_for(".overview", form_id=form_id, group=group), 303)


def _unfolded(groups: Sequence[proposals.Group]) -> str:
    """Return the group that is open as the page comes: where somebody has just answered, else the first."""
    keys = [each.key for each in groups]
    asked = request.args.get("group", "")
    return asked if asked in keys else next(iter(keys), "")


def _to_choose(form_id: uuid.UUID, errors: list[dict[str, str]] | None = None) -> str:
    session, seat, _ = at(form_id)
    shared = seat.form.shared is not None
    return page(
        "choose.html",
        session,
        seat,
        groups=by_hand.groups(session, seat, services().shelf.course) if shared else (),
        errors=errors or [],
    )
