"""Where a welcome meeting begins: the list, the form's own page, sharing and taking back."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.assignments.due import today
from app.database import now
from app.errors import BadInput
from app.organisations.models import Role
from app.permissions import allow, may
from app.services import services
from app.viewer import member
from app.welcome import (
    access,
    day_parts,
    filled,
    history,
    mistaken,
    overview,
    starting,
    stranded,
    taking_back,
    trust_forms,
    unsaved,
)
from app.welcome.action_routes import bp as action_pages
from app.welcome.agreement import Agreement, agreement
from app.welcome.content import content
from app.welcome.file_routes import bp as file_pages
from app.welcome.filled_routes import bp as filled_pages
from app.welcome.here import at, page
from app.welcome.meeting_routes import bp as meeting_pages
from app.welcome.mistaken_routes import bp as mistaken_pages
from app.welcome.needs_routes import bp as needs_pages
from app.welcome.page_words import all_see_words, iso_day, lower_first, sees_words
from app.welcome.passing_routes import bp as passing_pages
from app.welcome.proposal_routes import bp as proposal_pages
from app.welcome.reader_routes import bp as reader_pages
from app.welcome.review_routes import bp as review_pages
from app.welcome.rule_routes import bp as rule_pages
from app.welcome.section_routes import bp as section_pages
from app.welcome.sign_routes import bp as signing_pages
from app.welcome.state_routes import bp as state_pages
from app.welcome.texts import texts
from app.welcome.trust_form_routes import bp as trust_form_pages
from app.welcome.words import part_words, value_words

bp = Blueprint("welcome", __name__, template_folder="templates", url_prefix="/welcome-meeting")
bp.register_blueprint(section_pages)
for part in (
    *(needs_pages, proposal_pages, action_pages, signing_pages, meeting_pages),
    *(review_pages, passing_pages, file_pages, state_pages, rule_pages, reader_pages),
    *(filled_pages, trust_form_pages, mistaken_pages),
):
    bp.register_blueprint(part)
for name, function in (
    ("welcome_sees", sees_words),
    ("welcome_all_see", all_see_words),
    ("welcome_writer", unsaved.mark),
    ("welcome_browser_key", unsaved.browser_key),
    ("value_words", value_words),
    ("part_words", part_words),
    ("day_shown", day_parts.shown),
):
    bp.app_template_global(name)(function)
bp.app_template_filter("lower_first")(lower_first)
bp.app_template_filter("iso_day")(iso_day)


@bp.get("")
@allow("hold_welcome_meeting")
def home() -> str:
    """Show the asker's own forms, and those of the doctors whom they supervise."""
    session = services().database.of_request()
    return render_template(
        "welcome/home.html",
        own=starting.own_forms(session, member()),
        supervisors=starting.own_supervisors(session, member()),
        doctors=starting.own_doctors(session, member()),
        learns=Role.LEARNER in member().roles,
        supervises=Role.SUPERVISOR in member().roles,
        may_read_shown=may("read_shown_answers"),
        own_form=trust_forms.in_force(session, member().organisation_id, today(now())),
    )


@bp.post("/start")
@allow("hold_welcome_meeting")
def start() -> ResponseReturnValue:
    """Begin a form with a supervisor of one's own, or with a doctor whom one supervises."""
    content()
    mine = member().membership_id
    learner, supervisor = _id("doctor") or mine, _id("supervisor") or mine
    moment = now()
    with services().database.write() as session:
        form = starting.start(session, member(), learner, supervisor, moment)
        seat = access.seat(session, member(), form.id)
    if form.made == moment:
        flash(_begun_words(seat), "success")
    return redirect(url_for(".form", form_id=form.id), 303)


@bp.get("/<uuid:form_id>")
@allow("hold_welcome_meeting")
def form(form_id: uuid.UUID) -> str:
    """Show the form: its sections, and what comes next."""
    session, seat, sealed = at(form_id)
    signed = agreement(session, seat, sealed)
    waits = stranded.stranded(session, form_id)
    return page(
        "form.html",
        session,
        seat,
        nation=starting.nation_words(session, seat),
        sections=overview.sections(session, seat, sealed, signed),
        steps=overview.steps(session, seat, sealed, signed, now()),
        own=trust_forms.edition_of(session, seat.form),
        stranded=waits,
        any_former=history.any_former(session, seat),
        may_take_back=mistaken.may_take_back(session, seat),
        supervisors=[name for _, name in starting.own_supervisors(session, member())],
    )


@bp.get("/<uuid:form_id>/history")
@allow("hold_welcome_meeting")
def history_page(form_id: uuid.UUID) -> str:
    """Show what the asker wrote before, and no longer stands there."""
    session, seat, sealed = at(form_id)
    return page("history.html", session, seat, formers=history.formers(session, seat, sealed))


@bp.get("/<uuid:form_id>/share")
@allow("hold_welcome_meeting")
def share_page(form_id: uuid.UUID) -> str:
    """Say what will be shared, before it is."""
    session, seat, sealed = at(form_id)
    return page(
        "share.html",
        session,
        seat,
        sections=overview.sections(session, seat, sealed, Agreement()),
        files=len(filled.of(session, seat)),
    )


@bp.post("/<uuid:form_id>/share")
@allow("hold_welcome_meeting")
def share(form_id: uuid.UUID) -> ResponseReturnValue:
    """Share the form with the named supervisor."""
    with services().database.write() as session:
        seat = access.open_seat(session, member(), form_id)
        taking_back.share(session, seat, now())
    flash(f"{seat.other_name} can read what you wrote.", "success")
    return redirect(url_for(".form", form_id=form_id), 303)


@bp.get("/<uuid:form_id>/withdraw")
@allow("hold_welcome_meeting")
def withdraw_page(form_id: uuid.UUID) -> str:
    """Say what comes of withdrawing, before it is done."""
    session, seat, _ = at(form_id)
    return page("withdraw.html", session, seat)


@bp.post("/<uuid:form_id>/withdraw")
@allow("hold_welcome_meeting")
def withdraw(form_id: uuid.UUID) -> ResponseReturnValue:
    """Take back what was shared."""
    with services().database.write() as session:
        seat = access.seat(session, member(), form_id, write=True)
        taking_back.withdraw(session, seat, now())
    flash(f"{seat.other_name} can no longer read what you wrote.", "success")
    return redirect(url_for(".form", form_id=form_id), 303)


@bp.post("/<uuid:form_id>/withhold")
@allow("hold_welcome_meeting")
def withhold(form_id: uuid.UUID) -> ResponseReturnValue:
    """Take one answer back, or show it again."""
    field, row_id = request.form.get("field", ""), _id("row")
    found = content().form.field(field)  # whichever form is used: its fields are among ours
    if found is None or row_id is None or found.by != "img":
        raise BadInput("The page did not say which answer it is about. Open it again.")
    so = request.form.get("so") == "yes"
    with services().database.write() as session:
        seat = access.open_seat(session, member(), form_id)
        taking_back.withhold(session, seat, texts(), field, row_id, now(), so=so)
    flash(
        "Only you see this answer now." if so else f"{seat.other_name} sees this answer again.",
        "success",
    )
    section = field.split(".")[0]
    return redirect(
        url_for(".sections.section", form_id=form_id, section_id=section, _anchor=field), 303
    )


def _begun_words(seat: access.Seat) -> str:
    if seat.is_img:
        return (
            f"The form is begun. {seat.other_name} sees that, and what you write once you share it."
        )
    return (
        f"The form is begun. {seat.other_name} finds it on their first page and under “Welcome"
        " meeting”; no mail was sent."
    )


def _id(name: str) -> uuid.UUID | None:
    return request.form.get(name, type=uuid.UUID)
