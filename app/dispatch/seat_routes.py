"""The page on which an LMS administrator gives back seats that nobody uses."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.dispatch import held, licences
from app.dispatch.forms import ReleaseForm
from app.forms import error_list
from app.permissions import allow
from app.services import services
from app.viewer import member
from app.wording import counted

bp = Blueprint(
    "dispatch_seats", __name__, url_prefix="/packages/dispatch", template_folder="templates"
)


@bp.get("/<uuid:licence_id>/seats")
@allow("package_modules")
def seats(licence_id: uuid.UUID) -> str:
    """Show how many seats can be released."""
    return _page(licence_id, _form(licence_id))


@bp.post("/<uuid:licence_id>/seats")
@allow("package_modules")
def release(licence_id: uuid.UUID) -> ResponseReturnValue:
    """Release seats."""
    asked = _form(licence_id, request.form)
    if not asked.validate():
        return _page(licence_id, asked), 400
    with services().database.write() as session:
        licence = licences.get_for(session, member(), licence_id)
        done = held.release(session, licence, asked.unused_days, now())
    flash(f"{counted(done, 'seat')} released.", "success")
    return redirect(url_for("dispatch.licence", licence_id=licence_id), 303)


def _form(licence_id: uuid.UUID, formdata: object = None) -> ReleaseForm:
    session = services().database.of_request()
    licence = licences.get_for(session, member(), licence_id)
    return ReleaseForm(held.spare(session, licence, now()), formdata)


def _page(licence_id: uuid.UUID, form: ReleaseForm) -> str:
    parts = services()
    session = parts.database.of_request()
    row = licences.row_for(session, member(), licence_id, parts.shelf.course, now())
    return render_template(
        "dispatch/seats.html", row=row, form=form, errors=error_list(form), lapse=held.LAPSE.days
    )
