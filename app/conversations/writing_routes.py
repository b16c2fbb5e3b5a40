"""The page on which either of the two writes, and what can come of pressing “Save”."""

import uuid
from collections.abc import Callable, Sequence
from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.assignments.due import today
from app.conversations import changing, parties
from app.conversations.changing import ClashError
from app.conversations.checking import findings, take_out_all
from app.conversations.forms import HINTS, TalkForm, filled
from app.conversations.on_page import keep_on_page, signed_out_page
from app.conversations.parties import Parties
from app.conversations.sealed import opened
from app.conversations.talk import FIELDS, Talk, both
from app.database import now
from app.error_pages import for_forged_form
from app.errors import Conflict, NotFound
from app.forms import error_list
from app.permissions import allow
from app.reflection.checking import Finding
from app.reflection.identifiers import CANNOT_FIND
from app.reflection.version import version_of
from app.services import services
from app.viewer import viewer, viewer_or_none

bp = Blueprint("writing", __name__)

TAKE_OUT, AS_IT_IS = "take-out", "as-it-is"
_AGAIN: Final = "You signed in again while this page was open. Nothing is saved yet: look at the text, and press “Save”."

bp.before_request(keep_on_page)


@bp.get("/about/<uuid:share_id>")
@allow("record_conversations")
def about(share_id: uuid.UUID) -> ResponseReturnValue:
    """Give an empty page about a reflection that is shared, or lead to the record that there is."""
    session, asker = services().database.of_request(), viewer()
    found = parties.about(session, asker, share_id)
    before = parties.of_entry(session, found.entry_id, found.supervisor_id)
    if before is not None:
        return redirect(url_for("conversations.one", talk_id=before.id))
    form = filled(Talk(day=today(now()).isoformat()), found.parties, today(now()))
    return _page(form, found.parties, 0)


@bp.post("/about/<uuid:share_id>")
@allow("record_conversations")
def begin(share_id: uuid.UUID) -> ResponseReturnValue:
    """Begin the record about a reflection."""
    found = parties.about(services().database.of_request(), viewer(), share_id)
    return _save(
        found.parties,
        lambda session, talk, _: changing.begin(session, viewer(), share_id, talk, now()),
    )


@bp.get("/<uuid:talk_id>/write")
@allow("record_conversations")
def edit(talk_id: uuid.UUID) -> ResponseReturnValue:
    """Give the page with the record in it; one that cannot be changed is shown."""
    found = parties.find(services().database.of_request(), viewer(), talk_id)
    if not found.open:
        return redirect(url_for("conversations.one", talk_id=talk_id))
    form = filled(opened(found.row), found.parties, today(now()))
    return _page(form, found.parties, found.row.version)


@bp.post("/<uuid:talk_id>/write")
@allow("record_conversations")
def save(talk_id: uuid.UUID) -> ResponseReturnValue:
    """Change the record."""
    found = parties.find(services().database.of_request(), viewer(), talk_id)
    return _save(
        found.parties,
        lambda session, talk, version: changing.save(
            session, viewer(), talk_id, talk, version, now()
        ),
    )


@bp.get("/<uuid:talk_id>/follow-up")
@allow("record_conversations")
def next_page(talk_id: uuid.UUID) -> ResponseReturnValue:
    """Give an empty page for the next conversation about a reflection, or lead to what there is."""
    session, asker = services().database.of_request(), viewer()
    found = parties.find(session, asker, talk_id)
    _, after = parties.about_the_same(session, asker, found.row)
    if after is not None or not found.can_be_followed:
        return redirect(url_for("conversations.one", talk_id=after.id if after else talk_id))
    form = filled(Talk(day=today(now()).isoformat()), found.parties, today(now()))
    return _page(form, found.parties, 0)


@bp.post("/<uuid:talk_id>/follow-up")
@allow("record_conversations")
def follow_up(talk_id: uuid.UUID) -> ResponseReturnValue:
    """Begin the record of the next conversation about a reflection."""
    found = parties.find(services().database.of_request(), viewer(), talk_id)
    return _save(
        found.parties,
        lambda session, talk, _: changing.follow_up(session, viewer(), talk_id, talk, now()),
    )


@bp.errorhandler(CSRFError)
def of_another_sign_in(error: CSRFError) -> ResponseReturnValue:
    """Give a text back whose page was opened before the sign-in of now; refuse the rest as elsewhere."""
    if viewer_or_none() is None:
        return signed_out_page() or for_forged_form(error)
    values = request.view_args or {}
    session = services().database.of_request()
    try:
        if "share_id" in values:
            names = parties.about(session, viewer(), values["share_id"]).parties
        else:
            names = parties.find(session, viewer(), values["talk_id"]).parties
    except NotFound:
        # What a handler of errors raises nobody handles; and whoever typed has a text to keep.
        return signed_out_page() or for_forged_form(error)
    form = TalkForm(request.form, names, today(now()))
    form.validate()
    flash(_AGAIN, "note")
    return _page(form, names, version_of(request.form)), 400


def _save(names: Parties, write: Callable[[Session, Talk, int], uuid.UUID]) -> ResponseReturnValue:
    form, version = TalkForm(request.form, names, today(now())), version_of(request.form)
    if not form.validate():
        return _page(form, names, version), 400
    talk, do = form.talk, request.form.get("do", "")
    if do == TAKE_OUT:
        talk = take_out_all(talk, names)
    found = findings(talk, names) if do != AS_IT_IS else ()
    if found:
        return _page(form, names, version, found)
    try:
        talk_id = _written(write, talk, version)
    except ClashError as clash:
        return _both_texts(names, clash, talk), 409
    except Conflict as conflict:
        form.topics.errors = [f"{conflict.sentence} Your text is still here, and is not saved."]
        return _page(form, names, version), 409
    flash("The record is saved. Both of you can see it.", "success")
    return redirect(url_for("conversations.one", talk_id=talk_id), 303)


def _written(
    write: Callable[[Session, Talk, int], uuid.UUID], talk: Talk, version: int
) -> uuid.UUID:
    try:
        with services().database.write() as session:
            return write(session, talk, version)
    except IntegrityError:
        # The other of the two began the same record in this moment.
        with services().database.write() as session:
            return write(session, talk, version)


def _page(form: TalkForm, names: Parties, version: int, found: Sequence[Finding] = ()) -> str:
    return render_template(
        "conversations/write.html",
        form=form,
        names=names,
        version=version,
        errors=error_list(form),
        hints=HINTS,
        findings=found,
        cannot_find=CANNOT_FIND,
        take_out=TAKE_OUT,
        as_it_is=AS_IT_IS,
    )


def _both_texts(names: Parties, clash: ClashError, talk: Talk) -> str:
    return render_template(
        "conversations/clash.html",
        names=names,
        talk_id=clash.talk_id,
        version=clash.version,
        here=talk,
        there=clash.stored,
        both=both(clash.stored, talk),
        fields=FIELDS,
    )
