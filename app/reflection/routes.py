"""A journal's pages: the list, an entry, deleting one. The other files of routes have the rest."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.conversations import parties
from app.database import now
from app.organisations.signals import supervision_changed
from app.own_organisations import as_a_person
from app.permissions import allow
from app.reflection import changing, shared, shares, unsaved
from app.reflection import journal as entries
from app.reflection.export_routes import bp as export_pages
from app.reflection.own import own
from app.reflection.pages import new_page
from app.reflection.shared_routes import bp as shared_pages
from app.reflection.sharing_routes import bp as sharing_pages
from app.reflection.version import version_of
from app.reflection.writing_routes import bp as writing_pages
from app.services import services
from app.viewer import member, viewer

bp = Blueprint("reflection", __name__, template_folder="templates", url_prefix="/journal")
bp.before_request(as_a_person)
bp.register_blueprint(writing_pages)
bp.register_blueprint(sharing_pages)
bp.register_blueprint(shared_pages)
bp.register_blueprint(export_pages)
bp.app_template_global("journal_page")(new_page)


@supervision_changed.connect
def _end_shares(session: Session) -> None:
    shares.end_without_supervision(session, now())


@bp.get("")
@allow("reflect")
def journal() -> str:
    """Show the journal, newest first."""
    session, mine = services().database.of_request(), own()
    page = request.args.get("page", "1")
    found = entries.listing(session, mine, int(page) if page.isdecimal() and len(page) < 6 else 1)
    readers = [each for each in shares.shares_of(session, mine) if each.ended is None]
    talks = parties.mine(session, viewer())
    return render_template(
        "reflection/journal.html",
        found=found,
        shared={
            entry.id: [s for s in readers if s.entry_id == entry.id] for entry in found.entries
        },
        waiting=unsaved.waiting(session, mine),
        shared_with_me=len(shared.shared_with(session, member())),
        talks=talks,
        talks_to_agree=sum(each.waits_for_asker for each in talks),
    )


@bp.get("/entries/<uuid:entry_id>")
@allow("reflect")
def entry(entry_id: uuid.UUID) -> ResponseReturnValue:
    """Show an entry as it was saved; one that is only a draft is opened to go on writing."""
    session, mine = services().database.of_request(), own()
    found = entries.entry(session, mine, entry_id)
    if found.kept is None:
        return redirect(url_for(".writing.edit", entry_id=entry_id))
    given = shares.shares_of(session, mine, entry_id)
    return render_template(
        "reflection/entry.html",
        entry=found,
        shares=given,
        readers=shares.readers(session, member()),
    )


@bp.get("/entries/<uuid:entry_id>/delete")
@allow("reflect")
def confirm_delete(entry_id: uuid.UUID) -> str:
    """Say what comes of deleting an entry, before it is done."""
    session, mine = services().database.of_request(), own()
    given = shares.shares_of(session, mine, entry_id)
    return render_template(
        "reflection/delete.html",
        entry=entries.entry(session, mine, entry_id),
        shares=[each for each in given if each.ended is None],
    )


@bp.post("/entries/<uuid:entry_id>/delete")
@allow("reflect")
def delete(entry_id: uuid.UUID) -> ResponseReturnValue:
    """Delete an entry, and every copy that was shared."""
    with services().database.write() as session:
        shares.delete_entry(session, own(), entry_id, now())
    flash("The entry is deleted.", "success")
    return redirect(url_for(".journal"), 303)


@bp.post("/entries/<uuid:entry_id>/discard")
@allow("reflect")
def discard(entry_id: uuid.UUID) -> ResponseReturnValue:
    """Throw away what was changed since an entry was saved."""
    with services().database.write() as session:
        changing.discard_draft(session, own(), entry_id, version_of(request.form), now())
    flash("Your changes are thrown away. This is the text that you had saved.", "success")
    return redirect(url_for(".entry", entry_id=entry_id), 303)
