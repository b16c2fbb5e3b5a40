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
from app.dispatch.forms import WINDOW_HINTS, LicenceForm, TermsForm
from app.dispatch.telling import telling
from app.errors import Conflict
from app.forms import error_list
from app.packages.choices import FORMAT_HINTS
from app.packages.forms import WhatForm, usual
from app.permissions import allow
from app.services import services
from app.viewer import member
from app.wording import in_london
from course.model import Course
from packager.presets import PRESETS

bp = Blueprint("dispatch", __name__, url_prefix="/packages/dispatch", template_folder="templates")

YEAR = dt.timedelta(days=365)


@bp.get("")
@allow("package_modules")
def overview() -> str:
    """Show the licences of the organisation."""
    found = licences.rows(services().database.of_request(), member(), _course(), now())
    return render_template("dispatch/overview.html", rows=found)


@bp.get("/new")
@allow("package_modules")
def new() -> ResponseReturnValue:
    """Ask for which system a new licence is, then propose choices that suit it."""
    what = WhatForm(_course().modules, request.args or None)
    if not request.args or not what.validate():
        errors = error_list(what)
        page = render_template("dispatch/what.html", form=what, errors=errors, base=_base())
        return page, 400 if errors else 200
    proposed = usual(PRESETS[what.lms.data].options())
    data = {**proposed, "expires": _today() + YEAR, **what.data}
    return _new_page(LicenceForm(_course().modules, today=_today(), data=data))


@bp.post("/new")
@allow("package_modules")
def make() -> ResponseReturnValue:
    """Make a licence, and lead to its page; or only look at what its choices do."""
    asked = LicenceForm(_course().modules, request.form, today=_today())
    if "look" in request.form:
        asked.look()
        return _new_page(asked)
    if not asked.validate():
        return _new_page(asked), 400
    with services().database.write() as session:
        made = licences.make(
            session, member(), tuple(asked.module.data or ()), asked.options(), asked.draft, now()
        )
    flash(
        "The dispatch package is made. Next: download it, and import it into your LMS.", "success"
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


@bp.get("/<uuid:licence_id>/revoke")
@allow("package_modules")
def confirm_revoke(licence_id: uuid.UUID) -> ResponseReturnValue:
    """Say what comes of revoking a licence, before it is done."""
    row = _row(licence_id)
    if row.state == "revoked":
        return redirect(url_for(".licence", licence_id=licence_id), 303)
    return render_template("dispatch/revoke.html", row=row)


@bp.post("/<uuid:licence_id>/revoke")
@allow("package_modules")
def revoke(licence_id: uuid.UUID) -> ResponseReturnValue:
    """Revoke a licence; where it is asked for, end what is open too."""
    at_once = request.form.get("at_once") == "yes"
    with services().database.write() as session:
        licences.revoke(session, member(), licence_id, now(), at_once=at_once)
    flash(
        "The licence is revoked. Nobody can open the course with its package any more"
        + (", and what is open ends." if at_once else "."),
        "success",
    )
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
    session = services().database.of_request()
    return licences.row_for(session, member(), licence_id, _course(), now())


def _course() -> Course:
    return services().shelf.course


def _new_page(form: LicenceForm) -> str:
    known = {module.slug: module for module in _course().modules}
    slugs = [slug for slug in form.module.data or () if slug in known]
    return render_template(
        "dispatch/new.html",
        form=form,
        errors=error_list(form),
        looked="look" in request.form,
        modules=[known[slug] for slug in slugs],
        told=telling(_course(), slugs, form.as_it_stands, _base()),
        windows=WINDOW_HINTS,
        format_hints=FORMAT_HINTS,
    )


def _licence_page(row: licences.LicenceRow, form: TermsForm, errors: list[dict[str, str]]) -> str:
    told = telling(_course(), row.modules, row.options, _base())
    return render_template(
        "dispatch/licence.html", row=row, told=told, form=form, errors=errors, base=_base()
    )


def _base() -> str:
    """Return the address of this server: the public one, or as the administrator reaches it."""
    return services().settings.public_address or request.host_url.rstrip("/")


def _today() -> dt.date:
    return in_london(now()).date()
