"""Pages on which an LMS administrator makes packages."""

import io

from flask import Blueprint, render_template, request, send_file
from flask.typing import ResponseReturnValue

from app.database import now
from app.errors import NotFound
from app.forms import error_list
from app.nations import ALL
from app.organisations.overlay import own_overlay
from app.packages import making, notes
from app.packages.forms import PackageForm
from app.permissions import allow
from app.services import services
from app.viewer import member
from course.exchange.formats import FORMATS as QUESTION_FORMATS
from course.exchange.outgoing import module_file
from course.model import Module
from packager.formats import FORMATS

bp = Blueprint("packages", __name__, template_folder="templates")


def _module(slug: str) -> Module:
    try:
        return services().shelf.course.module(slug)
    except KeyError:
        raise NotFound("There is no such module.") from None


@bp.get("/packages")
@allow("package_modules")
def overview() -> str:
    """Show the modules, and the packages that were made."""
    course = services().shelf.course
    return render_template(
        "packages/overview.html",
        modules=course.modules,
        formats={name: each.label for name, each in FORMATS.items()},
        made=notes.read(services().database.of_request(), member(), course),
    )


@bp.get("/packages/<slug>")
@allow("package_modules")
def form(slug: str) -> str:
    """Ask how the LMS counts, and show what will come out."""
    own = own_overlay(services().database.of_request(), member())
    empty = PackageForm(data={"organisation": own.organisation, "nation": own.nation or ALL})
    return _form_page(_module(slug), empty, [])


@bp.post("/packages/<slug>")
@allow("package_modules")
def download(slug: str) -> ResponseReturnValue:
    """Make the package and hand it out."""
    module = _module(slug)
    asked = PackageForm(request.form)
    if not asked.validate():
        return _form_page(module, asked, error_list(asked)), 400
    options = asked.options(own_overlay(services().database.of_request(), member()))
    made = making.CACHE.get(services().shelf.course, (slug,), options)
    with services().database.write() as writing:
        notes.write(writing, member(), module, options, made, now())
    return send_file(
        io.BytesIO(made.content),
        mimetype="application/zip",
        as_attachment=True,
        download_name=made.name,
        max_age=0,
    )


def _form_page(module: Module, form: PackageForm, errors: list[dict[str, str]]) -> str:
    return render_template(
        "packages/form.html",
        module=module,
        form=form,
        errors=errors,
        question_formats=QUESTION_FORMATS.values(),
    )


@bp.get("/packages/<slug>/questions/<format_>")
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
