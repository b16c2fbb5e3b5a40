"""Pages on which people leave, are deactivated and activated again, and supervision is handed over."""

import uuid
from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.database import now
from app.errors import Conflict
from app.forms import error_list
from app.organisations import invitation_queries, moving, people_commands, people_queries
from app.organisations.group_forms import LeavingForm, SuccessorForm
from app.permissions import allow
from app.services import services
from app.viewer import member
from app.welcome.stranded import with_open_form
from app.wording import counted, day, in_london

bp = Blueprint("moving", __name__)


@bp.route("/people/<uuid:membership_id>/leaving", methods=["GET", "POST"])
@allow("manage_people")
def leaving(membership_id: uuid.UUID) -> ResponseReturnValue:
    """End a membership now or after a last day, and say who takes over the doctors."""
    session = services().database.of_request()
    row = people_queries.person(session, member(), membership_id)
    if row.state == "ended":
        raise Conflict(people_commands.LEFT)
    doctors = moving.supervised(session, membership_id)
    choices = moving.successors(session, member(), membership_id)
    today = in_london(now()).date()
    form = LeavingForm(request.form, choices, today=today, asks=bool(doctors))
    waiting = moving.leaving_of(session, membership_id)
    if request.method == "GET":
        form.when.data = request.args.get("when") or ("later" if waiting else None)
        form.last_day.data = waiting.last_day if waiting else None
    elif form.validate():
        with services().database.write() as writing:
            if form.successor is None and not doctors:
                _must_supervise_nobody(writing, membership_id)
            moving.leave(writing, member(), membership_id, form.day, form.successor, now())
        if form.day is None:
            words = f"{row.name} no longer belongs to the organisation and is signed out."
        else:
            words = f"{row.name} leaves after {day(form.day)}. Until then nothing changes."
        flash(words, "success")
        return redirect(url_for("organisations.person", membership_id=membership_id), 303)
    errors = error_list(form)
    page = render_template(
        "organisations/leaving.html",
        row=row,
        form=form,
        errors=errors,
        doctors=doctors,
        waiting=waiting,
        **_left_behind(session, membership_id, doctors),
    )
    return page, 400 if errors else 200


@bp.post("/people/<uuid:membership_id>/stay")
@allow("manage_people")
def stay(membership_id: uuid.UUID) -> ResponseReturnValue:
    """Take a last day back."""
    row = people_queries.person(services().database.of_request(), member(), membership_id)
    with services().database.write() as writing:
        moving.stay(writing, member(), membership_id)
    flash(f"{row.name} stays: no last day is set any more.", "success")
    return redirect(url_for("organisations.person", membership_id=membership_id), 303)


@bp.get("/people/<uuid:membership_id>/hand-over")
@allow("manage_people")
def hand_over_form(membership_id: uuid.UUID) -> ResponseReturnValue:
    """Ask to whom a supervisor's doctors go; with the answer in the address, show what would be done."""
    session = services().database.of_request()
    row = people_queries.person(session, member(), membership_id)
    doctors = moving.supervised(session, membership_id)
    choices = moving.successors(session, member(), membership_id)
    form = SuccessorForm(request.args if "successor" in request.args else None, choices)
    asked = "successor" in request.args
    errors = error_list(form) if asked and not form.validate() else []
    new = None
    kept: set[uuid.UUID] = set()
    if asked and not errors:
        new = next(each for each in choices if each.membership_id == form.chosen)
        kept = {each.membership_id for each in moving.supervised(session, new.membership_id)}
    page = render_template(
        "organisations/hand_over.html",
        row=row,
        doctors=doctors,
        choices=choices,
        form=form,
        errors=errors,
        new=new,
        kept=kept,
        **_left_behind(session, membership_id, doctors),
    )
    return page, 400 if errors else 200


@bp.post("/people/<uuid:membership_id>/hand-over")
@allow("manage_people")
def hand_over(membership_id: uuid.UUID) -> ResponseReturnValue:
    """Hand all doctors of a supervisor over to another."""
    session = services().database.of_request()
    row = people_queries.person(session, member(), membership_id)
    choices = moving.successors(session, member(), membership_id)
    form = SuccessorForm(request.form, choices)
    if not form.validate():
        raise Conflict("This supervisor cannot take over any more. Go back and choose another.")
    new = next(each for each in choices if each.membership_id == form.chosen)
    with services().database.write() as writing:
        moved = moving.hand_over(writing, member(), membership_id, form.chosen)
    flash(f"{counted(moved, 'doctor')} of {row.name} handed over to {new.name}.", "success")
    return redirect(url_for("organisations.person", membership_id=membership_id), 303)


@bp.post("/people/<uuid:membership_id>/deactivate")
@allow("manage_people")
def deactivate(membership_id: uuid.UUID) -> ResponseReturnValue:
    """Let a person act here no more, until they are activated again."""
    row = people_queries.person(services().database.of_request(), member(), membership_id)
    with services().database.write() as writing:
        moving.pause(writing, member(), membership_id, now())
    flash(f"{row.name} is deactivated and signed out. Nothing of theirs is lost.", "success")
    return redirect(url_for("organisations.person", membership_id=membership_id), 303)


@bp.post("/people/<uuid:membership_id>/activate")
@allow("manage_people")
def activate(membership_id: uuid.UUID) -> ResponseReturnValue:
    """Let a person act here again."""
    row = people_queries.person(services().database.of_request(), member(), membership_id)
    with services().database.write() as writing:
        moving.resume(writing, member(), membership_id)
    flash(f"{row.name} is active again.", "success")
    return redirect(url_for("organisations.person", membership_id=membership_id), 303)


def _left_behind(
    session: Session, membership_id: uuid.UUID, doctors: Sequence[moving.Supervised]
) -> dict[str, Sequence[str]]:
    """Return what no act here hands over, by names: open forms of welcome meetings, and invitations."""
    open_forms = with_open_form(session, membership_id)
    return {
        "forms_open": [each.name for each in doctors if each.membership_id in open_forms],
        "invited": invitation_queries.to_be_supervised_by(session, member(), membership_id),
    }


def _must_supervise_nobody(writing: Session, membership_id: uuid.UUID) -> None:
    """Raise Conflict where doctors were assigned since the page was shown."""
    if moving.supervised(writing, membership_id):
        raise Conflict("They supervise doctors since a moment ago. Open the page again and choose.")
