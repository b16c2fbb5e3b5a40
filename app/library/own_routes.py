"""Pages on which an administrator or an IMG lead keeps the resources of their own trust."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.assignments.due import today
from app.database import now
from app.errors import Conflict
from app.forms import error_list
from app.library import own
from app.library.forms import OwnForm
from app.library.models import OwnResource
from app.library.resources import find_row
from app.permissions import allow
from app.services import services
from app.viewer import member

bp = Blueprint("library_own", __name__, url_prefix="/library/own")


@bp.get("/new")
@allow("manage_library")
def new() -> str:
    """Ask what is to be added."""
    return _form(OwnForm(services().shelf.course.tags))


@bp.post("/new")
@allow("manage_library")
def add() -> ResponseReturnValue:
    """Add a resource."""
    form = OwnForm(services().shelf.course.tags, request.form)
    if not form.validate():
        return _form(form), 400
    with services().database.write() as session:
        key = own.add(session, member(), form.draft, today(now()))
    flash("The page is in the library of your organisation.", "success")
    return redirect(url_for("library.own_page", key=key), 303)


@bp.get("/<uuid:key>/change")
@allow("manage_library")
def ask_change(key: uuid.UUID) -> str:
    """Show a resource to be changed."""
    row = _row(key)
    given = {name: getattr(row, name) for name in ("title", "place", "readers", "summary", "tags")}
    given |= {"address": row.address or "", "version": str(row.version)}
    return _form(OwnForm(services().shelf.course.tags, data=given), row)


@bp.post("/<uuid:key>/change")
@allow("manage_library")
def change(key: uuid.UUID) -> ResponseReturnValue:
    """Change a resource."""
    row = _row(key)
    form = OwnForm(services().shelf.course.tags, request.form)
    if not form.validate():
        return _form(form, row), 400
    try:
        with services().database.write() as session:
            own.change(session, member(), key, form.draft, form.shown_version, today(now()))
    except Conflict as conflict:
        form.refuse(conflict.sentence)
        form.version.data = str(row.version)
        return _form(form, row, meanwhile=row), conflict.status
    flash("The page is saved, and counts as looked at today.", "success")
    return redirect(url_for("library.own_page", key=key), 303)


@bp.post("/<uuid:key>/confirm")
@allow("manage_library")
def confirm(key: uuid.UUID) -> ResponseReturnValue:
    """Write down that a resource was looked at today."""
    with services().database.write() as session:
        own.confirm(session, member(), key, today(now()))
    flash("It counts as looked at today.", "success")
    return redirect(url_for("library.own_page", key=key), 303)


@bp.get("/<uuid:key>/withdraw")
@allow("manage_library")
def ask_withdraw(key: uuid.UUID) -> str:
    """Say what comes of withdrawing a resource."""
    return render_template("library/withdraw.html", row=_row(key))


@bp.post("/<uuid:key>/withdraw")
@allow("manage_library")
def withdraw(key: uuid.UUID) -> ResponseReturnValue:
    """Withdraw a resource."""
    with services().database.write() as session:
        title = own.withdraw(session, member(), key)
    flash(f"“{title}” is withdrawn. Nobody is shown it any more.", "success")
    return redirect(url_for("library.page", theme="own"), 303)


def _row(key: uuid.UUID) -> OwnResource:
    return find_row(services().database.of_request(), member().organisation_id, key)


def _form(
    form: OwnForm, row: OwnResource | None = None, *, meanwhile: OwnResource | None = None
) -> str:
    """Return the page. row: none for a new one; meanwhile: what somebody else has saved since."""
    return render_template(
        "library/own_form.html",
        form=form,
        row=row,
        meanwhile=meanwhile,
        errors=error_list(form),
    )
