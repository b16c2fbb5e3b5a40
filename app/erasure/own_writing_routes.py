"""The page on which a person deletes their own journal and notes at once: nobody has to be asked."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.confirming import ConfirmForm, errors_of, sent
from app.bookmarks.own import delete_notes, notes_of
from app.conversations.deleting import delete_unagreed
from app.own_organisations import as_a_person
from app.permissions import allow
from app.reflection.deleting import delete_journal, entries_of
from app.services import services
from app.viewer import viewer

bp = Blueprint("own_writing", __name__, template_folder="templates", url_prefix="/account/writing")
bp.before_request(as_a_person)


@bp.get("")
@allow("see_own_account")
def page() -> str:
    """Say what would go, and ask for the password."""
    return _page(ConfirmForm(), [])


@bp.post("")
@allow("see_own_account")
def delete() -> ResponseReturnValue:
    """Delete the journal and the notes."""
    form = ConfirmForm(sent())
    errors = errors_of(form)
    if errors:
        return _page(form, errors), 400
    with services().database.write() as writing:
        delete_journal(writing, viewer().person_id)
        delete_unagreed(writing, viewer().person_id)
        delete_notes(writing, viewer().person_id)
    flash("Your journal and your notes are deleted.", "success")
    return redirect(url_for("accounts.account"), 303)


def _page(form: ConfirmForm, errors: list[dict[str, str]]) -> str:
    reading, own = services().database.of_request(), viewer().person_id
    return render_template(
        "erasure/own_writing.html",
        form=form,
        errors=errors,
        entries=entries_of(reading, own),
        notes=notes_of(reading, own),
    )
