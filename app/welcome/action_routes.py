"""Pages on which the two agree what will be done, and say what has been."""

import datetime as dt
import uuid

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.assignments.due import today
from app.database import now
from app.errors import BadInput
from app.forms import error_list
from app.permissions import allow
from app.services import services
from app.viewer import member
from app.welcome import access, actions
from app.welcome.action_forms import ActionForm
from app.welcome.actions_kept import Action, Words
from app.welcome.here import at, page
from app.welcome.reading_done import has_read, opened_topics
from app.welcome.texts import texts

bp = Blueprint("actions", __name__)


@bp.get("/<uuid:form_id>/actions")
@allow("hold_welcome_meeting")
def overview(form_id: uuid.UUID) -> str:
    """Show what is agreed."""
    session, seat, sealed = at(form_id)
    found = actions.of(session, seat, sealed)
    return page(
        "actions.html",
        session,
        seat,
        actions=found,
        open=[each for each in found if each.status == "open"],
        many=actions.MANY,
        today=today(now()),
        read=[
            each.id
            for each in found
            if each.status == "open"
            and each.owner == seat.side.value
            and has_read(
                opened_topics(session, seat.form.learner_id), services().shelf.course, each.tags
            )
        ],
    )


@bp.get("/<uuid:form_id>/actions/<uuid:action_id>")
@allow("hold_welcome_meeting")
def edit(form_id: uuid.UUID, action_id: uuid.UUID) -> str:
    """Give an action to change, or an empty page for a new id."""
    session, seat, sealed = at(form_id)
    there = {each.id: each for each in actions.of(session, seat, sealed)}.get(action_id)
    return page(
        "action.html",
        session,
        seat,
        action=there,
        action_id=action_id,
        entry=ActionForm(None, seat, there),
        errors=[],
    )


@bp.get("/<uuid:form_id>/actions/new")
@allow("hold_welcome_meeting")
def new(form_id: uuid.UUID) -> ResponseReturnValue:
    """Give an empty page for an action: its id keeps it from being added twice."""
    return redirect(url_for(".edit", form_id=form_id, action_id=uuid.uuid4()))


@bp.post("/<uuid:form_id>/actions/<uuid:action_id>")
@allow("hold_welcome_meeting")
def save(form_id: uuid.UUID, action_id: uuid.UUID) -> ResponseReturnValue:
    """Add or change an action."""
    session, seat, sealed = at(form_id)
    there = {each.id: each for each in actions.of(session, seat, sealed)}.get(action_id)
    entry = ActionForm(request.form, seat)
    if not entry.validate():
        return (
            page(
                "action.html",
                session,
                seat,
                action=there,
                action_id=action_id,
                entry=entry,
                errors=error_list(entry),
            ),
            400,
        )
    words = Words(
        entry.title.data or "",
        who=entry.who.data or "" if entry.owner.data == "other" else "",
        how=entry.how.data or "",
        note=entry.note.data or "",
        why=there.words.why if there else "",
    )
    draft = Action(
        action_id,
        words,
        entry.owner.data,
        entry.due.data,
        there.status if there else "open",
        there.done_on if there else None,
        there.source if there else "",
        there.tags if there else (),
        there.private if there else False,
        request.form.get("version", 0, type=int),
    )
    with services().database.write() as writing:
        actions.save(writing, access.open_seat(writing, member(), form_id), texts(), draft, now())
    flash("The action is saved.", "success")
    return redirect(url_for(".overview", form_id=form_id), 303)


@bp.post("/<uuid:form_id>/actions/<uuid:action_id>/status")
@allow("hold_welcome_meeting")
def status(form_id: uuid.UUID, action_id: uuid.UUID) -> ResponseReturnValue:
    """Say that an action is done, dropped (with the reason), or open again."""
    given, why = request.form.get("status", ""), " ".join(request.form.get("why", "").split())
    if given not in actions.STATUSES:
        raise BadInput("An action is open, done or dropped.")
    if given == "dropped" and not 0 < len(why) <= 200:
        flash("Say in a few words why it is dropped; it is still open.", "error")
        return redirect(url_for(".overview", form_id=form_id), 303)
    with services().database.write() as session:
        seat = access.open_seat(session, member(), form_id)
        there = actions.one(session, seat, texts(), action_id)
        words = Words(
            there.words.title,
            there.words.who,
            there.words.how,
            there.words.note,
            why if given == "dropped" else "",
        )
        done_on: dt.date | None = today(now()) if given == "done" else None
        draft = Action(
            there.id,
            words,
            there.owner,
            there.due,
            given,
            done_on,
            there.source,
            there.tags,
            there.private,
            request.form.get("version", 0, type=int),
        )
        actions.save(session, seat, texts(), draft, now())
    flash(f"The action is {actions.STATUSES[given].lower()}.", "success")
    return redirect(url_for(".overview", form_id=form_id), 303)


@bp.post("/<uuid:form_id>/no-action")
@allow("hold_welcome_meeting")
def none_needed(form_id: uuid.UUID) -> ResponseReturnValue:
    """Say that no action is needed, or that one is after all."""
    so = request.form.get("so") == "yes"
    with services().database.write() as session:
        seat = access.open_seat(session, member(), form_id)
        actions.none_needed(session, seat, texts(), now(), so=so)
    flash("No action is needed." if so else "Actions can be agreed.", "success")
    return redirect(url_for(".overview", form_id=form_id), 303)
