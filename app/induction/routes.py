"""Pages on which inductions are looked after: who waits for what, one list, one item."""

import uuid

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.assignments.due import due_words
from app.csv_text import csv_answer
from app.database import now
from app.downloads import PDF, as_download
from app.induction import marking, matrix, papers, spreadsheet
from app.induction.content import induction, on_day, plain, sayer
from app.induction.item_routes import bp as item_pages
from app.induction.lead_routes import bp as lead_pages
from app.induction.listed import count, phases_of, stand_words
from app.induction.queue_routes import bp as queue_pages
from app.induction.reach import Reached, reached, require
from app.induction.table import Table, table
from app.induction.team import leads
from app.induction.view import STATES
from app.permissions import allow
from app.services import services
from app.viewer import member, viewer

bp = Blueprint("inductions", __name__, template_folder="templates", url_prefix="/inductions")
bp.register_blueprint(item_pages)
bp.register_blueprint(lead_pages)
bp.register_blueprint(queue_pages)
bp.app_template_filter("induction_state")(lambda row: papers.state_words(row, on_day()))
bp.app_template_filter("stand_words")(lambda rows: stand_words(rows, on_day()))
bp.app_template_filter("late_rows")(lambda rows: [row for row in rows if row.presses(on_day())])
bp.app_template_filter("late_words")(lambda row: due_words(row.clock, on_day()))


@bp.get("")
@allow("see_inductions")
def doctors() -> str:
    """Show doctor by phase: every doctor of the organisation to a lead, the own ones to a supervisor."""
    found, may_lead = _table(), leads(member())
    return render_template(
        "induction/doctors.html",
        found=found,
        phases=induction().phases,
        sentence=matrix.sentence(found.lines, found.begun, recent=may_lead),
        states=list(STATES.items()),
        may_lead=may_lead,
        today=on_day(),
    )


@bp.get("/table.csv")
@allow("see_inductions")
def table_csv() -> Response:
    """Give doctor by phase, as the address narrows it, as CSV."""
    found = _table()
    names = [name for _, name in found.waiting]
    text = spreadsheet.of_matrix(induction(), found.lines, names)
    return csv_answer(text, "inductions.csv")


@bp.get("/<uuid:membership_id>")
@allow("see_inductions")
def doctor(membership_id: uuid.UUID) -> str:
    """Show one doctor's list, phase by phase."""
    session = services().database.of_request()
    seen = _reached(membership_id)
    require(seen.whole)
    return render_template(
        "induction/doctor.html",
        seen=seen,
        found=seen.found,
        phases=phases_of(induction(), seen.found),
        count=count(seen.found.rows, on_day()),
        say=sayer(session, member().organisation_id),
        may_lead=leads(member()),
        opened=request.args.get("open", ""),
        today=on_day(),
    )


@bp.get("/<uuid:membership_id>/list.csv")
@allow("see_inductions")
def list_csv(membership_id: uuid.UUID) -> Response:
    """Give one doctor's list as CSV."""
    say = sayer(services().database.of_request(), member().organisation_id)
    seen = _reached(membership_id)
    require(seen.whole)
    text = spreadsheet.of_list(induction(), seen.found, lambda item: plain(say, item), on_day())
    return csv_answer(text, "induction.csv")


@bp.get("/<uuid:membership_id>/list.pdf")
@allow("see_inductions")
def list_pdf(membership_id: uuid.UUID) -> ResponseReturnValue:
    """Give one doctor's list as a PDF."""
    say = sayer(services().database.of_request(), member().organisation_id)
    seen = _reached(membership_id)
    require(seen.whole)
    paper = papers.list_pdf(induction(), seen.found, viewer().organisation_name, say, on_day())
    return as_download(paper, PDF, "induction.pdf")


@bp.get("/<uuid:membership_id>/card.pdf")
@allow("see_inductions")
def card_pdf(membership_id: uuid.UUID) -> ResponseReturnValue:
    """Give one doctor's card for day 1 as a PDF, to hand out."""
    say = sayer(services().database.of_request(), member().organisation_id, dated=True)
    seen = _reached(membership_id)
    require(seen.whole)
    return as_download(
        papers.card_pdf(seen.found, viewer().organisation_name, say), PDF, "first-day.pdf"
    )


@bp.post("/<uuid:membership_id>/sign/<phase>")
@allow("see_inductions")
def sign(membership_id: uuid.UUID, phase: str) -> ResponseReturnValue:
    """Sign a phase that is whole."""
    seen = _reached(membership_id)
    require(seen.oversees)
    title = next((each.title for each in induction().phases if each.id == phase), "")
    with services().database.write() as session:
        marking.sign_off(session, seen, phase, now())
    flash(f"“{title}” of {seen.found.name} is signed.", "success")
    return redirect(_of_phase(membership_id, phase), 303)


@bp.get("/<uuid:membership_id>/sign/<phase>")
@allow("see_inductions")
def sign_form(membership_id: uuid.UUID, phase: str) -> ResponseReturnValue:
    """Lead to the list, for who opens the address of the form again."""
    return redirect(_of_phase(membership_id, phase), 303)


def _of_phase(membership_id: uuid.UUID, phase: str) -> str:
    """Return the address of a part of a list, unfolded."""
    return url_for(".doctor", membership_id=membership_id, open=phase, _anchor=phase)


def _table() -> Table:
    session = services().database.of_request()
    return table(session, induction(), member(), request.args, on_day())


def _reached(membership_id: uuid.UUID) -> Reached:
    session = services().database.of_request()
    return reached(session, induction(), member(), membership_id, on_day())
