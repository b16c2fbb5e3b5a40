"""“Out of date? Tell us”: a word to the editors on a page of the library, by the way of the feedback."""

import uuid
from typing import Final

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.errors import NotFound, TooManyTries
from app.feedback import giving
from app.feedback.giving import LIBRARY, About, Said
from app.forms import error_list
from app.library.forms import RemarkForm
from app.library.resources import Resource, find_entry, find_row, of_row
from app.permissions import allow
from app.services import services
from app.viewer import member, viewer

bp = Blueprint("library_remarks", __name__, url_prefix="/library/out-of-date")

VERDICT: Final = "wrong"


@bp.get("/<key>")
@allow("read_library")
def page(key: str) -> str:
    """Ask what is out of date on a page of ours, or of the reader's trust."""
    found = _find(key)
    said = giving.own(services().database.of_request(), member().membership_id, _about(found))
    return _form(found, RemarkForm(data={"words": said.words} if said else {}))


@bp.post("/<key>")
@allow("read_library")
def send(key: str) -> ResponseReturnValue:
    """Keep it for the editors."""
    found = _find(key)
    form = RemarkForm(request.form)
    if not form.validate():
        return _form(found, form), 400
    said = Said(VERDICT, form.words.data or "")
    try:
        with services().database.write() as session:
            giving.give(session, member(), _about(found), said, str(current_app.secret_key), now())
    except TooManyTries as error:
        form.refuse(error.sentence)
        return _form(found, form), error.status, {"Retry-After": str(error.seconds)}
    flash("Thank you. The editors are told.", "success")
    return redirect(url_for(found.endpoint, key=found.key), 303)


def _find(key: str) -> Resource:
    """Return a page of ours by its id, or one of the reader's trust. Raises NotFound."""
    course = services().shelf.course
    if key in course.library:
        return find_entry(course, key)
    try:
        number = uuid.UUID(key)
    except ValueError:
        raise NotFound("The library has no such page.") from None
    row = find_row(services().database.of_request(), member().organisation_id, number)
    return of_row(row, viewer().organisation_name)


def _about(found: Resource) -> About:
    return About(LIBRARY, found.key, found.checked.isoformat())


def _form(found: Resource, form: RemarkForm) -> str:
    return render_template("library/remark.html", each=found, form=form, errors=error_list(form))
