"""The glossary's page."""

from flask import Blueprint, render_template, request

from app.glossary.links import anchor
from app.glossary.view import Asked, shown
from app.learning.content import renderer
from app.permissions import allow
from app.services import services
from course.rendering.templating import TERM_KINDS

bp = Blueprint("glossary", __name__, template_folder="templates")
bp.app_template_global("term_anchor")(anchor)


@bp.get("/glossary")
@allow("read_glossary")
def page() -> str:
    """Show the entries that were asked for, or all."""
    glossary = services().shelf.course.glossary
    asked = Asked.from_args(request.args)
    return render_template(
        "glossary/page.html",
        asked=asked,
        shown=shown(glossary, asked),
        kinds=[kind for kind in TERM_KINDS if any(e.kind == kind for e in glossary.values())],
        is_empty=not glossary,
        inline=renderer().inline,
    )
