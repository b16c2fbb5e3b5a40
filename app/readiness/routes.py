"""Pages on which an organisation looks at its own welcome."""

import uuid
from typing import Final

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.csv_text import csv_answer
from app.database import now
from app.downloads import PDF, as_download
from app.errors import NotFound
from app.forms import error_list
from app.induction.content import induction, on_day
from app.library.beside import beside
from app.permissions import allow
from app.readiness import assessing, exports, seeing
from app.readiness.answer_routes import bp as answer_pages
from app.readiness.facts import facts
from app.readiness.forms import LevelForm, ReviewerForm
from app.readiness.plan_routes import bp as plan_pages
from app.readiness.seeing import AssessmentView
from app.services import services
from app.viewer import member, viewer
from course.induction.model import Standard

MOST_PAGES: Final = 3
"""Of the library, beside a standard."""

bp = Blueprint("readiness", __name__, template_folder="templates", url_prefix="/readiness")
bp.register_blueprint(answer_pages)
bp.register_blueprint(plan_pages)


@bp.get("")
@allow("assess_organisation")
def overview() -> ResponseReturnValue:
    """Show the latest assessment, or how to begin one."""
    session = services().database.of_request()
    years = seeing.years(session, member())
    if years:
        return _show(years[0].id)
    return render_template("readiness/none.html", year=on_day().year)


@bp.post("/begin")
@allow("assess_organisation")
def begin() -> ResponseReturnValue:
    """Begin the assessment of this year."""
    with services().database.write() as session:
        key = assessing.begin(session, member(), on_day().year)
    return redirect(url_for(".assessment", assessment_id=key), 303)


@bp.get("/<uuid:assessment_id>")
@allow("assess_organisation")
def assessment(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Show the assessment of one year."""
    return _show(assessment_id)


@bp.route("/<uuid:assessment_id>/standards/<key>", methods=["GET", "POST"])
@allow("assess_organisation")
def standard(assessment_id: uuid.UUID, key: str) -> ResponseReturnValue:
    """Choose a level, with what shows it."""
    session = services().database.of_request()
    seen = _view(assessment_id)
    about = _standard(key)
    row = next(each for each in seen.rows if each.standard.id == key)
    before = {
        "level": None if row.level is None else str(row.level),
        "evidence": row.evidence,
        "link": row.link,
    }
    form = LevelForm(request.form, induction(), about, data=before)
    if request.method == "POST" and form.validate():
        with services().database.write() as writing:
            assessing.choose(writing, member(), assessment_id, key, form.choice, now())
        session.expire_all()
        flash(f"{about.short}: saved.", "success")
        if "next" in request.form and (after := _after(_view(assessment_id), key)):
            return redirect(url_for(".standard", assessment_id=assessment_id, key=after), 303)
        return redirect(url_for(".assessment", assessment_id=assessment_id), 303)
    errors = error_list(form)
    page = render_template(
        "readiness/standard.html",
        seen=seen,
        row=row,
        form=form,
        errors=errors,
        number=[each.standard.id for each in seen.rows].index(key) + 1,
        levels=induction().levels,
        verdicts=assessing.VERDICTS,
        helpful=beside((), [key], "leads", member().organisation_id, most=MOST_PAGES),
    )
    return page, 400 if errors else 200


@bp.route("/<uuid:assessment_id>/reviewer", methods=["GET", "POST"])
@allow("assess_organisation")
def reviewer(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Ask a doctor who joined lately to say "agree" or "not yet"."""
    session = services().database.of_request()
    row = assessing.own(session, member(), assessment_id)
    doctors = assessing.doctors(session, member())
    before = {"doctor": str(row.reviewer_id) if row.reviewer_id else ""}
    form = ReviewerForm(request.form, doctors, data=before)
    if request.method == "POST" and form.validate():
        chosen = uuid.UUID(form.doctor.data) if form.doctor.data else None
        with services().database.write() as writing:
            assessing.ask(writing, member(), assessment_id, chosen)
        told = f"{dict(doctors)[chosen]} is asked" if chosen else "Nobody is asked now"
        flash(f"{told}{' on the page “My induction”' if chosen else ''}.", "success")
        return redirect(url_for(".assessment", assessment_id=assessment_id), 303)
    page = render_template(
        "readiness/reviewer.html", form=form, errors=error_list(form), year=row.year, id=row.id
    )
    return page, 400 if form.errors else 200


@bp.route("/<uuid:assessment_id>/close", methods=["GET", "POST"])
@allow("assess_organisation")
def close(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Say what closing an assessment does, and close it, or open it again."""
    if request.method != "POST":
        return render_template("readiness/close.html", seen=_view(assessment_id))
    opening = "open" in request.form
    with services().database.write() as session:
        assessing.close(session, member(), assessment_id, None if opening else now())
    flash("It is open again." if opening else "It is closed. You can open it again.", "success")
    return redirect(url_for(".assessment", assessment_id=assessment_id), 303)


@bp.get("/compare")
@allow("assess_organisation")
def compare() -> str:
    """Show two years side by side."""
    years = seeing.years(services().database.of_request(), member())
    known = {str(each.year): each.id for each in years}
    wanted = [request.args.get(name, "") for name in ("older", "newer")]
    older, newer = (value if value in known else "" for value in wanted)
    if not older or not newer:
        newer, older = ([*known, "", ""])[:2]
    rows: tuple[seeing.Changed, ...] = ()
    if older and newer:
        rows = seeing.compared(_view(known[older]), _view(known[newer]))
    return render_template(
        "readiness/compare.html", years=list(known), older=older, newer=newer, rows=rows
    )


@bp.get("/<uuid:assessment_id>/table.csv")
@allow("assess_organisation")
def table_csv(assessment_id: uuid.UUID) -> Response:
    """Give an assessment as CSV, without names."""
    seen = _view(assessment_id)
    return csv_answer(exports.as_csv(seen), f"readiness-{seen.year}.csv")


@bp.get("/<uuid:assessment_id>/report.pdf")
@allow("assess_organisation")
def report_pdf(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Give an assessment as a PDF, without names."""
    session = services().database.of_request()
    seen = _view(assessment_id)
    plan = seeing.actions(session, induction(), member())
    measured = facts(session, services().shelf.course, member(), on_day())
    paper = exports.as_pdf(seen, plan, measured, viewer().organisation_name, on_day())
    return as_download(paper, PDF, f"readiness-{seen.year}.pdf")


def _show(assessment_id: uuid.UUID) -> ResponseReturnValue:
    session = services().database.of_request()
    years = seeing.years(session, member())
    seen, plan = _view(assessment_id), seeing.actions(session, induction(), member())
    return render_template(
        "readiness/assessment.html",
        seen=seen,
        years=years,
        this_year=on_day().year,
        plan=plan,
        planned=seeing.planned(seen, plan),
        measured=facts(session, services().shelf.course, member(), on_day()),
        levels=induction().levels,
        today=on_day(),
    )


def _view(assessment_id: uuid.UUID) -> AssessmentView:
    session = services().database.of_request()
    return seeing.view(session, induction(), assessing.own(session, member(), assessment_id))


def _standard(key: str) -> Standard:
    try:
        return induction().standard(key)
    except KeyError:
        raise NotFound("There is no such standard.") from None


def _after(seen: AssessmentView, key: str) -> str:
    """Return the next standard that has no level yet, from this one on; empty where there is none."""
    keys = [each.standard.id for each in seen.rows]
    at = keys.index(key) + 1
    rows = [*seen.rows[at:], *seen.rows[:at]]
    return next((each.standard.id for each in rows if each.level is None), "")
