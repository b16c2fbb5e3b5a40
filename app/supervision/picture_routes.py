"""The page with the cohort picture, and its figures as CSV."""

from flask import Response, render_template, request

from app.csv_text import csv_answer, csv_text
from app.database import now
from app.permissions import allow
from app.services import services
from app.supervision.blueprint import bp
from app.supervision.cohort import Cohort
from app.supervision.curves import FEWEST, at
from app.supervision.learners import sees_everybody
from app.supervision.picture import Picture, picture
from app.supervision.reading import late_reading, learners_modules, read_statements
from app.viewer import member, viewer


@bp.get("/picture")
@allow("see_own_learners")
def cohort_picture() -> str:
    """Show how quickly the modules are passed."""
    return render_template(
        "supervision/picture.html",
        picture=_picture(),
        fewest=FEWEST,
        whose=viewer().organisation_name if sees_everybody(member()) else "",
        at=at,
        as_of=late_reading(services()),
    )


@bp.get("/picture.csv")
@allow("see_own_learners")
def cohort_figures() -> Response:
    """Give the figures of the picture, a line a module and week, as CSV."""
    rows = (
        (each.title, point.week, point.passed, point.of, round(100 * point.share, 1))
        for each in _picture().curves
        for point in each.points
    )
    head = ("Module", "Weeks after coming", "Passed", "Here for so long", "Passed (per cent)")
    return csv_answer(csv_text(head, rows), "how-quickly-modules-are-passed.csv")


def _picture() -> Picture:
    read_statements(services())
    word = request.args.get("cohort", "")
    return picture(
        services().database.of_request(),
        member(),
        learners_modules(services()),
        Cohort.named(word) if word else None,
        now(),
    )
