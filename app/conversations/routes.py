"""Pages of the two: the record as it stands, the page on which it is written, agreeing, taking it along."""

import uuid

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask import request as sent
from flask.typing import ResponseReturnValue

from app.conversations import changing, parties, story
from app.conversations.changing import FROZEN, WITHDRAWN
from app.conversations.deleting import deletable, delete_one
from app.conversations.export import MEDIA_TYPES, export, step_words, talk_day
from app.conversations.models import Conversation
from app.conversations.sealed import opened
from app.conversations.writing_routes import bp as writing_pages
from app.database import now
from app.downloads import as_download
from app.errors import Conflict, NotFound
from app.organisations.models import Role
from app.own_organisations import where_it_is
from app.permissions import allow
from app.reflection.models import JournalShare
from app.reflection.version import version_of
from app.services import services
from app.viewer import viewer

bp = Blueprint("conversations", __name__, template_folder="templates", url_prefix="/conversations")
bp.register_blueprint(writing_pages)
bp.app_template_global("step_words")(step_words)
bp.app_template_global("talk_day")(talk_day)


# A doctor keeps a record wherever they worked, and opens it from where they work now.
bp.before_request(where_it_is(talk_id=Conversation, share_id=JournalShare))


@bp.get("")
@allow("record_conversations")
def overview() -> str:
    """Show the records that the person sees."""
    found = parties.mine(services().database.of_request(), viewer())
    rows = [(each, opened(each.row)) for each in found]
    learns = Role.LEARNER in viewer().roles
    return render_template("conversations/overview.html", rows=rows, learns=learns)


@bp.get("/<uuid:talk_id>")
@allow("record_conversations")
def one(talk_id: uuid.UUID) -> str:
    """Show a record, who has agreed to it, and what happened to it."""
    session = services().database.of_request()
    found = parties.find(session, viewer(), talk_id)
    earlier, later = parties.about_the_same(session, viewer(), found.row)
    return render_template(
        "conversations/one.html",
        found=found,
        earlier=earlier,
        later=later,
        row=found.row,
        names=found.parties,
        talk=opened(found.row),
        lines=story.lines(session, talk_id, found.parties),
        frozen=FROZEN,
        withdrawn=WITHDRAWN,
    )


@bp.post("/<uuid:talk_id>/agree")
@allow("record_conversations")
def agree(talk_id: uuid.UUID) -> ResponseReturnValue:
    """Agree to a record as the page showed it."""
    try:
        with services().database.write() as session:
            both = changing.agree(session, viewer(), talk_id, version_of(sent.form), now())
    except Conflict as conflict:
        flash(conflict.sentence, "note")
    else:
        flash(
            "You both have agreed. The record stays as it is, with both of you."
            if both
            else "You have agreed. The other of you is asked to agree as well.",
            "success",
        )
    return redirect(url_for(".one", talk_id=talk_id), 303)


@bp.get("/<uuid:talk_id>/download/<any(pdf,text):kind>")
@allow("record_conversations")
def download(talk_id: uuid.UUID, kind: str) -> Response:
    """Give the doctor a record as a file."""
    found = parties.find(services().database.of_request(), viewer(), talk_id)
    if found.parties.side != "doctor":
        raise NotFound("The doctor takes the record along, and may give it to you.")
    ending = "pdf" if kind == "pdf" else "txt"
    return as_download(export(found, kind, now()), MEDIA_TYPES[kind], f"conversation.{ending}")


@bp.get("/<uuid:talk_id>/delete")
@allow("record_conversations")
def confirm_delete(talk_id: uuid.UUID) -> str:
    """Say what comes of deleting a record that nobody but the doctor sees."""
    found = deletable(services().database.of_request(), viewer(), talk_id)
    return render_template("conversations/delete.html", found=found)


@bp.post("/<uuid:talk_id>/delete")
@allow("record_conversations")
def delete(talk_id: uuid.UUID) -> ResponseReturnValue:
    """Delete it."""
    with services().database.write() as session:
        delete_one(session, viewer(), talk_id)
    flash("The record is deleted.", "success")
    return redirect(url_for(".overview"), 303)
