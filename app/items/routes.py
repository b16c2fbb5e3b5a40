"""Pages on which editors see how the questions of the assessments work."""

from flask import Blueprint, Response, render_template, request

from app.csv_text import csv_answer
from app.errors import NotFound
from app.items.reading import sittings
from app.items.spreadsheet import as_csv
from app.items.statistics import ENOUGH, FEWEST
from app.items.view import ALL, View, view
from app.learning.content import renderer
from app.permissions import allow
from app.services import services
from app.viewer import member
from course.model import Module

bp = Blueprint("items", __name__, template_folder="templates", url_prefix="/items")


@bp.get("")
@allow("read_item_statistics")
def overview() -> str:
    """Show the modules, and in which of them a question stands out."""
    found = sittings(services().database.of_request(), member().organisation_id)
    inline = renderer().inline
    views = [
        view(module, found.get(module.slug, ()), ALL, inline)
        for module in services().shelf.course.modules
        if module.of_purpose("assessment")
    ]
    return render_template("items/overview.html", views=views, fewest=FEWEST)


@bp.get("/<slug>")
@allow("read_item_statistics")
def module(slug: str) -> str:
    """Show the questions of a module: those that stand out, a picture, every number."""
    return render_template(
        "items/module.html",
        view=_view(slug),
        inline=renderer().inline,
        fewest=FEWEST,
        enough=ENOUGH,
    )


@bp.get("/<slug>/table.csv")
@allow("read_item_statistics")
def spreadsheet(slug: str) -> Response:
    """Give the numbers as the address views them, as CSV."""
    return csv_answer(as_csv(_view(slug)), f"questions-{slug}.csv")


def _view(slug: str) -> View:
    found = _module(slug)
    taken = sittings(services().database.of_request(), member().organisation_id)
    version = request.args.get("version", ALL)
    return view(found, taken.get(slug, ()), version, renderer().inline)


def _module(slug: str) -> Module:
    try:
        return services().shelf.course.module(slug)
    except KeyError:
        raise NotFound("There is no such module.") from None
