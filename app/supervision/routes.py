"""“Who is where”: the table of the doctors whose learning somebody sees, as a page, as CSV and as PDF.

The pages about one doctor stand on the same blueprint (``doctor_routes``), and so does the picture.
"""

from collections.abc import Iterator, Mapping, Sequence

from flask import Response, render_template, request

from app.asked import must_have_page
from app.assignments.due import today
from app.csv_text import csv_answer
from app.database import now
from app.downloads import PDF, as_download
from app.permissions import allow
from app.reflection.shared import unread
from app.services import services
from app.supervision import doctor_routes, finding, paper, picture_routes
from app.supervision.beside import Beside, beside
from app.supervision.blueprint import bp
from app.supervision.learners import sees_everybody
from app.supervision.reading import late_reading, learners_modules, read_statements
from app.supervision.sentence import sentence
from app.supervision.spreadsheet import as_csv
from app.supervision.table import Row, rows_for
from app.supervision.view import INDUCTION, ORDERS, SHOWN, Narrowings, View
from app.viewer import member, viewer
from app.welcome.on_doctor import forms_with, may_begin
from app.welcome.standing import HELD

__all__ = ["bp", "doctor_routes", "picture_routes"]


@bp.get("")
@allow("see_own_learners")
def imgs() -> str:
    """Show who is where."""
    read_statements(services())
    session, asker, on = services().database.of_request(), member(), today(now())
    choices = finding.narrowings(session, asker)
    view = _view(choices)
    numbers = finding.numbers(session, asker, on)
    found = finding.found(session, asker, view, on) if view.narrowed else numbers.all
    must_have_page(view.page, found, finding.PAGE)
    modules = learners_modules(services())
    rows = _rows(finding.page(session, asker, view, on))
    shown = [row.membership_id for row in rows]
    return render_template(
        "supervision/imgs.html",
        rows=rows,
        beside=_beside(rows),
        forms=forms_with(session, asker, shown),
        may_begin=may_begin(session, asker, shown),
        numbers=numbers,
        found=found,
        sentence=sentence(session, asker, viewer().organisation_name, numbers),
        today=on,
        unread=unread(session, asker),
        view=view,
        pages=-(-found // finding.PAGE),
        states=list(SHOWN.items()),
        orders=list(ORDERS.items()),
        inductions=list(INDUCTION.items()),
        meetings=list(HELD.items()),
        modules=[(module.slug, module.title) for module in modules],
        narrowings=choices,
        everybody=sees_everybody(asker),
        as_of=late_reading(services()),
    )


@bp.get("/table.csv")
@allow("see_own_learners")
def spreadsheet() -> Response:
    """Give the table as the address views it, on one page, as CSV."""
    return csv_answer(as_csv(_all_rows()), "who-is-where.csv")


@bp.get("/table.pdf")
@allow("see_own_learners")
def pdf() -> Response:
    """Give the table as the address views it, on one page, as a tagged PDF."""
    made = now()
    members = _all_members()
    paper.must_not_be_too_many(len(members))
    rows = _rows(members)
    content = paper.paper_of(rows, _beside(rows), viewer().organisation_name, made)
    return as_download(content, PDF, "who-is-where.pdf")


def _view(choices: Narrowings) -> View:
    modules = [module.slug for module in learners_modules(services())]
    return View.of(request.args, modules, choices)


def _all_members() -> Sequence[finding.Key]:
    read_statements(services())
    session, asker = services().database.of_request(), member()
    view = _view(finding.narrowings(session, asker))
    return finding.page(session, asker, view, today(now()), most=None)


def _all_rows() -> Iterator[tuple[Row, Beside]]:
    members = _all_members()
    for start in range(0, len(members), finding.AT_ONCE):
        rows = _rows(members[start : start + finding.AT_ONCE])
        found = _beside(rows)
        yield from ((row, found[row.membership_id]) for row in rows)


def _rows(members: Sequence[finding.Key]) -> list[Row]:
    session = services().database.of_request()
    rows = rows_for(session, members, learners_modules(services()))
    return [rows[key] for key in members if key in rows]


def _beside(rows: Sequence[Row]) -> Mapping[finding.Key, Beside]:
    return beside(
        services().database.of_request(),
        services().shelf.course.induction,
        member().organisation_id,
        [row.membership_id for row in rows],
        today(now()),
    )
