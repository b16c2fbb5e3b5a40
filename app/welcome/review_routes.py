"""Pages of the reviews after three, six and twelve months."""

import uuid

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.assignments.due import today
from app.database import now
from app.errors import BadInput, NotFound
from app.permissions import allow
from app.services import services
from app.viewer import member
from app.welcome import access, actions, needs
from app.welcome.here import at, page
from app.welcome.reviewing import MOST_MOVED, Review, reviews
from app.wording import counted, day

bp = Blueprint("reviews", __name__)


@bp.get("/<uuid:form_id>/reviews/<int:months>")
@allow("hold_welcome_meeting")
def review(form_id: uuid.UUID, months: int) -> str:
    """Show a review: what each answers, what was agreed, and the numbers again."""
    session, seat, sealed = at(form_id)
    access.require_shared(seat)
    found = next((each for each in reviews(session, seat) if each.months == months), None)
    if found is None or seat.form.signed is None:
        raise NotFound("There is no such review: the form is not signed by both yet.")
    rows = actions.of(session, seat, sealed)
    return page(
        "review.html",
        session,
        seat,
        review=found,
        late=_late(found),
        actions=[each for each in rows if each.status == "open"],
        done=[each for each in rows if each.status == "done"],
        rated=needs.rated(session, seat, sealed, months),
        most=MOST_MOVED,
    )


@bp.post("/<uuid:form_id>/reviews/move")
@allow("hold_welcome_meeting")
def move(form_id: uuid.UUID) -> ResponseReturnValue:
    """Move every review by some days: the post began late, or the doctor was on leave."""
    text, months = request.form.get("days", "").strip(), request.form.get("months", 3, type=int)
    if not (text.isascii() and text.isdecimal() and len(text) < 4 and int(text) <= MOST_MOVED):
        raise BadInput(f"Enter a whole number of days from 0 to {MOST_MOVED}.")
    with services().database.write() as session:
        seat = access.open_seat(session, member(), form_id)
        access.require_shared(seat)
        seat.form.moved = int(text)
    flash(f"The reviews are {counted(int(text), 'day')} later than planned.", "success")
    return redirect(url_for(".review", form_id=form_id, months=months), 303)


def _late(found: Review) -> str:
    if found.window is None or found.signed is not None:
        return ""
    on = today(now())
    first, last = found.window
    if on < first:
        return f"it can be held from {day(first)}"
    return "it is overdue, so hold it soon" if on > last else "it can be held now"
