"""Pages about one doctor: where they stand, their story, and the statement behind a status."""

import logging
import uuid

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from msgspec import Struct

from app.assignments.due import today
from app.assignments.reach import reaches
from app.database import now
from app.downloads import PDF, as_download
from app.elsewhere.reading import done_elsewhere, opened
from app.errors import NotFound
from app.evidence.certificates import by_code, code_of_pass
from app.evidence.issuing import issue_due
from app.evidence.papers import paper_of
from app.evidence.standings import Holder
from app.induction.counting import counts
from app.learning.content import renderer
from app.organisations.people_commands import supervisors_of
from app.organisations.people_queries import SupervisorChoice, supervisors
from app.permissions import allow, may
from app.records.address import record_store_address
from app.records.errors import StoreAway
from app.reflection.shared import shared_by
from app.services import services
from app.supervision.blueprint import bp
from app.supervision.evidence import evidence
from app.supervision.help import help_for
from app.supervision.learners import Supervised, seen_learner
from app.supervision.models import Progress
from app.supervision.reading import late_reading, learners_modules, read_statements
from app.supervision.standing import rows_of
from app.supervision.story import Event, read_story
from app.supervision.table import rows_for
from app.viewer import member
from app.welcome.on_doctor import on_doctor

log = logging.getLogger(__name__)


class Chapter(Struct, frozen=True):
    """A registration of a doctor with its story. title: of the module."""

    title: str
    progress: Progress
    events: tuple[Event, ...]


@bp.get("/<uuid:membership_id>")
@allow("see_own_learners")
def doctor(membership_id: uuid.UUID) -> str:
    """Show one doctor: where they stand, and their story."""
    read_statements(services())
    session = services().database.of_request()
    found = seen_learner(session, member(), membership_id)
    row = rows_for(session, [membership_id], learners_modules(services()))[membership_id]
    rows = rows_of(session, [found])[membership_id]
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
        help=help_for(services().shelf.course, row, member().organisation_id, today(now())),
        inline=renderer().inline,
        chapters=chapters,
        elsewhere=done_elsewhere(services(), member(), membership_id),
        away=away,
        shared=shared_by(session, member(), membership_id),
        meeting=on_doctor(session, member(), membership_id, today(now())),
        may_assign=may("assign_modules") and reaches(session, member(), membership_id),
        supervisors=_supervisors(membership_id) if may("manage_people") else (),
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
    found = seen_learner(parts.database.of_request(), member(), membership_id)
    told = evidence(parts, found, statement_id)
    return render_template(
        "supervision/statement.html",
        doctor=found,
        evidence=told,
        beside=done_elsewhere(parts, member(), membership_id).of_module(told.told.module),
        code=code_of_pass(parts.database.of_request(), found.membership_id, statement_id),
        elsewhere=parts.settings.lrs_endpoint,
        address=record_store_address(parts),
    )


@bp.get("/<uuid:membership_id>/elsewhere/<uuid:statement_id>")
@allow("see_own_learners")
def elsewhere(membership_id: uuid.UUID, statement_id: uuid.UUID) -> str:
    """Show one statement of another system about a doctor."""
    parts = services()
    read_statements(parts)
    found = seen_learner(parts.database.of_request(), member(), membership_id)
    back = url_for(".doctor", membership_id=membership_id, _anchor="elsewhere")
    return render_template(
        "elsewhere/statement.html",
        opened=opened(parts, member(), membership_id, statement_id),
        name=found.name,
        back={"href": back, "text": found.name},
    )


@bp.post("/<uuid:membership_id>/statements/<uuid:statement_id>/certificate")
@allow("see_own_learners")
def make_certificate(membership_id: uuid.UUID, statement_id: uuid.UUID) -> ResponseReturnValue:
    """Issue the certificate of a pass, which else is issued when the doctor opens their record."""
    found = seen_learner(services().database.of_request(), member(), membership_id)
    evidence(services(), found, statement_id)  # of somebody else’s pass nothing is issued here
    issue_due(services(), holder_of(found), now())
    back = url_for(".statement", membership_id=membership_id, statement_id=statement_id)
    return redirect(back, 303)


@bp.get("/<uuid:membership_id>/statements/<uuid:statement_id>/certificate.pdf")
@allow("see_own_learners")
def certificate(membership_id: uuid.UUID, statement_id: uuid.UUID) -> Response:
    """Give the certificate of a doctor's pass as PDF."""
    session = services().database.of_request()
    found = seen_learner(session, member(), membership_id)
    held = by_code(session, code_of_pass(session, found.membership_id, statement_id))
    if held is None:
        raise NotFound("There is no certificate of this statement.")
    return as_download(paper_of(held), PDF, f"certificate-{held.certificate.code.lower()}.pdf")


def _supervisors(membership_id: uuid.UUID) -> tuple[SupervisorChoice, ...]:
    """Return who supervises a doctor, for those who may hand over."""
    session = services().database.of_request()
    theirs = supervisors_of(session, membership_id)
    return tuple(
        each
        for each in supervisors(session, member(), membership_id)
        if each.membership_id in theirs
    )


def _chapters(found: Supervised, rows: list[Progress], titles: dict[str, str]) -> list[Chapter]:
    latest_first = sorted(rows, key=lambda row: row.started, reverse=True)
    return [
        Chapter(titles[row.module], row, read_story(services(), found, row.registration))
        for row in latest_first
    ]


def holder_of(doctor: Supervised) -> Holder:
    """Return the doctor as the holder of what they earned as a learner."""
    return Holder(doctor.membership_id, doctor.organisation_id, ("learners",))
