"""Pages on which an LMS administrator keeps licences for dispatch packages."""

import datetime as dt
import io
import uuid

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.dispatch import licences
from app.dispatch.content import package_of
from app.dispatch.errors import Withdrawn
from app.dispatch.forms import LicenceForm, TermsForm
from app.errors import Conflict
from app.forms import error_list
from app.permissions import allow
from app.services import services
from app.viewer import member
from app.wording import LONDON

bp = Blueprint("dispatch", __name__, url_prefix="/packages/dispatch", template_folder="templates")

YEAR = dt.timedelta(days=365)


@bp.get("")
@allow("package_modules")
def overview() -> str:
    """Show the licences of the organisation."""
    parts = services()
    found = licences.rows(parts.database.of_request(), member(), parts.shelf.course, now())
    return render_template("dispatch/overview.html", rows=found)


@bp.get("/new")
@allow("package_modules")
def new() -> str:
    """Ask what a new licence is for."""
    return _new_page(_licence_form(data={"expires": (_today() + YEAR).isoformat()}), [])


@bp.post("/new")
@allow("package_modules")
def make() -> ResponseReturnValue:
    """Make a licence, and lead to its page."""
    asked = _licence_form(request.form)
    if not asked.validate():
        return _new_page(asked, error_list(asked)), 400
    with services().database.write() as session:
        made = licences.make(
            session, member(), tuple(asked.modules.data or ()), asked.options, asked.draft, now()
        )
    return redirect(url_for(".licence", licence_id=made), 303)


@bp.get("/<uuid:licence_id>")
@allow("package_modules")
def licence(licence_id: uuid.UUID) -> str:
    """Show a licence: how it is used, and what can be changed."""
    row = _row(licence_id)
    form = TermsForm(today=_today())
    form.fill(row)
    return _licence_page(row, form, [])


@bp.post("/<uuid:licence_id>")
@allow("package_modules")
def change(licence_id: uuid.UUID) -> ResponseReturnValue:
    """Change what was agreed."""
    asked = TermsForm(request.form, today=_today())
    if not asked.validate():
        return _licence_page(_row(licence_id), asked, error_list(asked)), 400
    with services().database.write() as session:
        licences.change(session, member(), licence_id, asked.draft)
    flash("Saved. It holds from the next launch; no new zip is needed.", "success")
    return redirect(url_for(".licence", licence_id=licence_id), 303)


@bp.post("/<uuid:licence_id>/revoke")
@allow("package_modules")
def revoke(licence_id: uuid.UUID) -> ResponseReturnValue:
    """Revoke a licence."""
    with services().database.write() as session:
        licences.revoke(session, member(), licence_id, now())
    flash("Revoked. Nobody can open the course under this licence any more.", "success")
    return redirect(url_for(".licence", licence_id=licence_id), 303)


@bp.get("/<uuid:licence_id>/zip")
@allow("package_modules")
def download(licence_id: uuid.UUID) -> ResponseReturnValue:
    """Hand out the thin zip."""
    session = services().database.of_request()
    found = licences.get_for(session, member(), licence_id)
    try:
        made = package_of(session, found, _base())
    except Withdrawn:
        raise Conflict(
            "A module of this licence is not served at the moment: it was taken away, or has mistakes."
        ) from None
    return send_file(
        io.BytesIO(made.content),
        mimetype="application/zip",
        as_attachment=True,
        download_name=made.name,
        max_age=0,
    )


def _row(licence_id: uuid.UUID) -> licences.LicenceRow:
    parts = services()
    session = parts.database.of_request()
    return licences.row_for(session, member(), licence_id, parts.shelf.course, now())


def _licence_form(formdata: object = None, **kwargs: object) -> LicenceForm:
    modules = services().shelf.course.modules
    return LicenceForm(
        formdata,
        today=_today(),
        modules=[(module.slug, module.title) for module in modules],
        **kwargs,
    )


def _new_page(form: LicenceForm, errors: list[dict[str, str]]) -> str:
    return render_template("dispatch/new.html", form=form, errors=errors, base=_base())


def _licence_page(row: licences.LicenceRow, form: TermsForm, errors: list[dict[str, str]]) -> str:
    return render_template("dispatch/licence.html", row=row, form=form, errors=errors, base=_base())


def _base() -> str:
    """Return the address of this server: the public one, or as the administrator reaches it."""
    return services().settings.public_address or request.host_url.rstrip("/")


def _today() -> dt.date:
    return now().astimezone(LONDON).date()
