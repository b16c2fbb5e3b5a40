"""Pages on which an LMS administrator makes packages."""

import io
import uuid

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.database import now
from app.errors import NotFound
from app.forms import error_list
from app.packages import keeping, making, notes
from app.packages.choices import FORMAT_HINTS, in_full
from app.packages.forms import FIRST, PackageForm, WhatForm, usual
from app.packages.models import PackageMade
from app.packages.orders import Order, order_of
from app.packages.overlays import own_overlay
from app.packages.telling import telling
from app.permissions import allow
from app.services import services
from app.viewer import member
from course.exchange.formats import FORMATS as QUESTION_FORMATS
from course.exchange.outgoing import module_file
from course.model import Course, Module
from packager.presets import PRESETS

bp = Blueprint("packages", __name__, template_folder="templates")


def _course() -> Course:
    return services().shelf.course


@bp.get("/packages")
@allow("package_modules")
def overview() -> str:
    """Ask for which system, and show the packages that were made."""
    return _overview_page(WhatForm(_course().modules, _asked()))


@bp.get("/packages/make")
@allow("package_modules")
def form() -> ResponseReturnValue:
    """Propose choices that suit the system, with the reasons."""
    what = WhatForm(_course().modules, _asked())
    if not what.validate():
        return _overview_page(what), 400
    proposed = usual(PRESETS[what.lms.data].options(overlay=own_overlay()))
    filled = PackageForm(_course().modules, data={**proposed, **what.data})
    return _form_page(filled)


@bp.post("/packages/make")
@allow("package_modules")
def make() -> ResponseReturnValue:
    """Make the package and write it down; or only look at what its choices do."""
    what = WhatForm(_course().modules, request.form)
    if not what.validate():
        return _overview_page(what), 400
    asked = PackageForm(_course().modules, request.form)
    fits = asked.validate()
    if "look" in request.form:
        return _form_page(asked)
    if not fits:
        return _form_page(asked), 400
    return redirect(url_for("packages.made", key=_write(asked.order(own_overlay()))), 303)


@bp.get("/packages/made/<uuid:key>")
@allow("package_modules")
def made(key: uuid.UUID) -> str:
    """Show a package that was made: what it tells the system, and what to set there."""
    session, course, overlay = services().database.of_request(), _course(), own_overlay()
    row, noted = notes.read_one(session, member(), course, overlay, key), _noted(key)
    order = order_of(noted, overlay)
    told = telling(course, order)
    return render_template(
        "packages/made.html",
        row=row,
        told=told,
        choices=in_full(told.kind, order.options, len(order.slugs)),
        zipped=keeping.find(session, noted, course, overlay),
        same=keeping.same_today(noted, course, overlay) is not None,
    )


@bp.get("/packages/made/<uuid:key>/zip")
@allow("package_modules")
def download(key: uuid.UUID) -> ResponseReturnValue:
    """Hand a package out as it was made. Raises Conflict where it is not kept any more."""
    session = services().database.of_request()
    file = keeping.zip_of(session, _noted(key), _course(), own_overlay())
    return send_file(
        io.BytesIO(file.content),
        mimetype="application/zip",
        as_attachment=True,
        download_name=file.name,
        max_age=0,
    )


@bp.post("/packages/made/<uuid:key>/again")
@allow("package_modules")
def again(key: uuid.UUID) -> ResponseReturnValue:
    """Make a package with the same choices from today's course."""
    order = order_of(_noted(key), own_overlay())
    return redirect(url_for("packages.made", key=_write(order)), 303)


@bp.get("/packages/held")
@allow("manage_organisations")
def held() -> str:
    """Show which organisations hold which version."""
    rows = notes.newest_of_each(services().database.of_request(), _course())
    return render_template("packages/held.html", rows=rows)


@bp.get("/packages/questions/<slug>/<format_>")
@allow("package_modules")
def questions(slug: str, format_: str) -> ResponseReturnValue:
    """Hand out the questions of a module for a question bank."""
    if format_ not in QUESTION_FORMATS:
        raise NotFound("There is no such format for questions.")
    made = module_file(_module(slug), QUESTION_FORMATS[format_])
    return send_file(
        io.BytesIO(made.text.encode()),
        mimetype=made.mimetype,
        as_attachment=True,
        download_name=made.name,
        max_age=0,
    )


def _module(slug: str) -> Module:
    try:
        return _course().module(slug)
    except KeyError:
        raise NotFound("There is no such module.") from None


def _asked() -> MultiDict[str, str] | None:
    """Return what the address asks for; None where it asks for nothing yet."""
    return request.args if request.args else None


def _noted(key: uuid.UUID) -> PackageMade:
    """Return what was written down of a package of the asker's organisation. Raises NotFound."""
    return notes.own(services().database.of_request(), member(), key)


def _write(order: Order) -> uuid.UUID:
    file = making.CACHE.get(_course(), order)
    with services().database.write() as writing:
        return notes.write(writing, member(), _course(), order, file, now())


def _overview_page(form: WhatForm) -> str:
    session = services().database.of_request()
    return render_template(
        "packages/overview.html",
        form=form,
        errors=error_list(form),
        modules=_course().modules,
        made=notes.read(session, member(), _course(), own_overlay()),
        kept=keeping.KEPT,
        question_formats=QUESTION_FORMATS.values(),
    )


def _form_page(form: PackageForm) -> str:
    """Show the form, and what its choices as they stand come to."""
    order = form.settled().order(own_overlay())
    return render_template(
        "packages/form.html",
        form=form,
        errors=error_list(form, FIRST),
        looked="look" in request.form,
        modules=[_course().module(slug) for slug in order.slugs],
        told=telling(_course(), order),
        format_hints=FORMAT_HINTS,
    )
