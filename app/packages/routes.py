"""Pages on which an LMS administrator makes packages."""

import io
import uuid

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.database import now
from app.errors import BadInput, Conflict, NotFound
from app.forms import error_list
from app.packages import making, notes
from app.packages.forms import FORMAT_HINTS, PackageForm, WhatForm, usual
from app.packages.orders import Order, order_of
from app.packages.overlays import own_overlay
from app.permissions import allow
from app.services import services
from app.viewer import member
from course.exchange.formats import FORMATS as QUESTION_FORMATS
from course.exchange.outgoing import module_file
from course.model import Course, Module
from packager import PackageFile
from packager.errors import BadOptions
from packager.formats import FORMATS, Format, format_named
from packager.presets import PRESETS, cautioned

bp = Blueprint("packages", __name__, template_folder="templates")


def _course() -> Course:
    return services().shelf.course


@bp.get("/packages")
@allow("package_modules")
def overview() -> str:
    """Ask for which system, and show the packages that were made."""
    return _overview_page(WhatForm(_course().modules, _asked()), [])


@bp.get("/packages/make")
@allow("package_modules")
def form() -> ResponseReturnValue:
    """Propose choices that suit the system, with the reasons."""
    what = WhatForm(_course().modules, _asked())
    if not what.validate():
        return _overview_page(what, error_list(what)), 400
    proposed = usual(PRESETS[what.lms.data].options(overlay=own_overlay()))
    filled = PackageForm(_course().modules, data={**proposed, **what.data})
    return _form_page(filled, [])


@bp.post("/packages/make")
@allow("package_modules")
def make() -> ResponseReturnValue:
    """Make the package, write it down, and show what came out."""
    asked = PackageForm(_course().modules, request.form)
    if not asked.validate():
        return _form_page(asked, error_list(asked)), 400
    try:
        order = asked.order(own_overlay())
        made = _write(order)
    except (BadOptions, BadInput) as refused:
        return _form_page(asked, [{"text": refused.sentence, "href": f"#{asked.format.id}"}]), 400
    return redirect(url_for("packages.made", key=made), 303)


@bp.get("/packages/made/<uuid:key>")
@allow("package_modules")
def made(key: uuid.UUID) -> str:
    """Show a package that was made: what it tells the system, and what to set there."""
    session, course, overlay = services().database.of_request(), _course(), own_overlay()
    row = notes.read_one(session, member(), course, overlay, key)
    order = order_of(notes.own(session, member(), key), overlay)
    known = {module.slug: module for module in course.modules}
    modules = [known[slug] for slug in order.slugs if slug in known]
    kind = format_named(order.options.format)
    return render_template(
        "packages/made.html",
        row=row,
        kind=kind,
        preset=PRESETS[order.options.lms],
        sentences=cautioned(PRESETS[order.options.lms], kind, order.options, modules),
        steps=PRESETS[order.options.lms].steps_for(kind, _units(kind, order)),
        stale=not _is_same(notes.own(session, member(), key).sha256, order),
    )


@bp.get("/packages/made/<uuid:key>/zip")
@allow("package_modules")
def download(key: uuid.UUID) -> ResponseReturnValue:
    """Hand a package out. Raises Conflict where it would no longer be the one that was made."""
    row = notes.own(services().database.of_request(), member(), key)
    file = _file(order_of(row, own_overlay()))
    if file.sha256 != row.sha256:
        raise Conflict("The course has changed since this package was made: make it again.")
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
    row = notes.own(services().database.of_request(), member(), key)
    return redirect(url_for("packages.made", key=_write(order_of(row, own_overlay()))), 303)


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


def _units(kind: Format, order: Order) -> int:
    """Return how many things a package launches."""
    return len(order.slugs) if kind.layout(order.options) == "multi" else 1


def _file(order: Order) -> PackageFile:
    return making.CACHE.get(_course(), order)


def _is_same(sha256: str, order: Order) -> bool:
    try:
        return _file(order).sha256 == sha256
    except (NotFound, BadInput):
        return False


def _write(order: Order) -> uuid.UUID:
    file = _file(order)
    with services().database.write() as writing:
        return notes.write(writing, member(), _course(), order, file, now())


def _overview_page(form: WhatForm, errors: list[dict[str, str]]) -> str:
    session = services().database.of_request()
    return render_template(
        "packages/overview.html",
        form=form,
        errors=errors,
        modules=_course().modules,
        made=notes.read(session, member(), _course(), own_overlay()),
        question_formats=QUESTION_FORMATS.values(),
    )


def _form_page(form: PackageForm, errors: list[dict[str, str]]) -> str:
    preset = PRESETS.get(form.lms.data or "", PRESETS["other"])
    known = {module.slug: module for module in _course().modules}
    modules = [known[slug] for slug in form.module.data or () if slug in known]
    return render_template(
        "packages/form.html",
        form=form,
        errors=errors,
        preset=preset,
        steps=preset.steps_for(format_named(_format(form)), 1),
        modules=modules,
        come_out=_come_out(form, modules),
        format_hints=FORMAT_HINTS,
    )


def _come_out(form: PackageForm, modules: list[Module]) -> tuple[str, ...]:
    """Return what the choices as they stand would tell the system; nothing where they do not fit."""
    try:
        options = form.order(own_overlay()).options
    except BadOptions:
        return ()
    preset = PRESETS[options.lms]
    return cautioned(preset, format_named(options.format), options, modules)


def _format(form: PackageForm) -> str:
    """Return the format that stands in the form, the first where it makes no sense."""
    return form.format.data if form.format.data in FORMATS else next(iter(FORMATS))
