"""Feedback on topics, as editors read it and deal with it."""

import uuid

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import database
from app.csv_text import csv_answer
from app.feedback import reading
from app.feedback.forms import NoteForm
from app.feedback.reading import SHOWN, Asked, Remark
from app.feedback.spreadsheet import as_csv
from app.feedback.topic_routes import bp as topic_pages
from app.feedback.topic_routes import image_bp as topic_images
from app.forms import error_list
from app.permissions import allow
from app.services import services
from app.viewer import member

bp = Blueprint("feedback_read", __name__, url_prefix="/feedback")
bp.register_blueprint(topic_pages)
bp.register_blueprint(topic_images)


@bp.get("")
@allow("read_feedback")
def overview() -> str:
    """Show what readers say, the open remarks first."""
    found, asked = _all(), _asked()
    return render_template(
        "feedback/overview.html",
        asked=asked,
        shown=SHOWN,
        everything=found,
        sentence=reading.sentence(found),
        remarks=reading.viewed(found, asked),
        counts=reading.counts(found, asked),
        modules={each.module: each.module_title for each in found},
    )


@bp.get("/table.csv")
@allow("read_feedback")
def spreadsheet() -> Response:
    """Give the remarks that the address views, as CSV."""
    return csv_answer(as_csv(reading.viewed(_all(), _asked())), "feedback.csv")


@bp.get("/<uuid:remark_id>")
@allow("read_feedback")
def remark(remark_id: uuid.UUID) -> str:
    """Show one remark, to be dealt with."""
    found = reading.remark(
        services().database.of_request(),
        member().organisation_id,
        services().shelf.course,
        remark_id,
    )
    return _page(found, NoteForm(data={"note": found.note}))


@bp.post("/<uuid:remark_id>/done")
@allow("read_feedback")
def done(remark_id: uuid.UUID) -> ResponseReturnValue:
    """Mark a remark as done, with a note."""
    who, form = member(), NoteForm(request.form)
    course = services().shelf.course
    if not form.validate():
        session = services().database.of_request()
        found = reading.remark(session, who.organisation_id, course, remark_id)
        return _page(found, form), 400
    with services().database.write() as session:
        row = reading.row_of(session, who.organisation_id, remark_id)
        row.note = form.note.data or ""
        row.done, row.done_by = row.done or database.now(), who.membership_id
    flash("The remark is marked as done.", "success")
    return redirect(url_for(".overview"))


@bp.post("/<uuid:remark_id>/open")
@allow("read_feedback")
def reopen(remark_id: uuid.UUID) -> ResponseReturnValue:
    """Open a remark again; its note stays."""
    with services().database.write() as session:
        row = reading.row_of(session, member().organisation_id, remark_id)
        row.done, row.done_by = None, None
    flash("The remark is open again.", "success")
    return redirect(url_for(".remark", remark_id=remark_id))


def _all() -> tuple[Remark, ...]:
    return reading.remarks(
        services().database.of_request(), member().organisation_id, services().shelf.course
    )


def _asked() -> Asked:
    known = {each.module for each in _all()}
    return Asked.of(request.args.get("show", ""), request.args.get("module", ""), known)


def _page(found: Remark, form: NoteForm) -> str:
    return render_template("feedback/remark.html", remark=found, form=form, errors=error_list(form))
