"""Pages on which a supervisor sees how far the doctors assigned to them are."""

import datetime as dt
import logging
import uuid

from flask import Blueprint, Response, render_template, request
from msgspec import Struct

from app.assignments.due import today
from app.assignments.reading import assigned_to
from app.csv_text import csv_answer
from app.database import now
from app.evidence.certificates import code_of_pass
from app.induction.lists import counts
from app.permissions import allow
from app.records.address import record_store_address
from app.records.errors import StoreAway
from app.reflection.shared import shared_by, unread
from app.services import services
from app.supervision import table
from app.supervision.evidence import evidence
from app.supervision.learners import Supervised, own_learner
from app.supervision.models import Progress
from app.supervision.reading import late_reading, read_statements
from app.supervision.spreadsheet import as_csv
from app.supervision.standing import STATE_WORDS, State, rows_of
from app.supervision.story import Event, read_story
from app.viewer import member

log = logging.getLogger(__name__)

bp = Blueprint("supervision", __name__, template_folder="templates", url_prefix="/supervision")


class Chapter(Struct, frozen=True):
    """A registration of a doctor with its story. title: of the module."""

    title: str
    progress: Progress
    events: tuple[Event, ...]


@bp.get("")
@allow("see_own_learners")
def imgs() -> str:
    """Show who is where."""
    view, on = _view(), today(now())
    rows = _rows(on)
    return render_template(
        "supervision/imgs.html",
        rows=table.viewed(rows, view, on),
        everybody=rows,
        sentence=table.sentence(rows, on),
        today=on,
        unread=unread(services().database.of_request(), member()),
        view=view,
        states=[(table.LATE, "Late"), *((state.value, STATE_WORDS[state]) for state in State)],
        orders=list(table.ORDERS.items()),
        as_of=late_reading(services()),
    )


@bp.get("/table.csv")
@allow("see_own_learners")
def spreadsheet() -> Response:
    """Give the table as the address views it, as CSV."""
    on = today(now())
    return csv_answer(as_csv(table.viewed(_rows(on), _view(), on)), "who-is-where.csv")


@bp.get("/<uuid:membership_id>")
@allow("see_own_learners")
def doctor(membership_id: uuid.UUID) -> str:
    """Show one doctor: where they stand, and their story."""
    read_statements(services())
    session = services().database.of_request()
    found = own_learner(session, member(), membership_id)
    rows = rows_of(session, [found])[found.membership_id]
    modules = services().shelf.course.for_audience("learners")
    asked = assigned_to(session, found.membership_id)
    row = table.row_of(found, rows, modules, asked)
    away = False
    chapters: list[Chapter] = []
    try:
        chapters = _chapters(found, rows, {each.slug: each.title for each in row.modules})
    except StoreAway as error:
        log.warning("%s", error.sentence)
        away = True
    return render_template(
        "supervision/doctor.html",
        row=row,
        today=today(now()),
        chapters=chapters,
        away=away,
        shared=shared_by(session, member(), membership_id),
        induction=counts(
            session,
            services().shelf.course.induction,
            found.organisation_id,
            [membership_id],
            today(now()),
        ).get(membership_id),
        as_of=late_reading(services()),
    )


@bp.get("/<uuid:membership_id>/statements/<uuid:statement_id>")
@allow("see_own_learners")
def statement(membership_id: uuid.UUID, statement_id: uuid.UUID) -> str:
    """Show the statement behind a status: in English, how it is known, and its JSON."""
    parts = services()
    found = own_learner(parts.database.of_request(), member(), membership_id)
    return render_template(
        "supervision/statement.html",
        doctor=found,
        evidence=evidence(parts, found, statement_id),
        code=code_of_pass(parts.database.of_request(), found.membership_id, statement_id),
        elsewhere=parts.settings.lrs_endpoint,
        address=record_store_address(parts),
    )


def _view() -> table.View:
    return table.View.of(request.args.get("show", ""), request.args.get("order", ""))


def _rows(on: dt.date) -> tuple[table.Row, ...]:
    read_statements(services())
    parts = services()
    return table.all_rows(
        parts.database.of_request(), member(), parts.shelf.course.for_audience("learners"), on
    )


def _chapters(found: Supervised, rows: list[Progress], titles: dict[str, str]) -> list[Chapter]:
    latest_first = sorted(rows, key=lambda row: row.started, reverse=True)
    return [
        Chapter(titles[row.module], row, read_story(services(), found, row.registration))
        for row in latest_first
    ]
