"""Keeping a page, noting something beside it, and finding both again."""

from flask import Blueprint, Response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app import database
from app.bookmarks import own
from app.bookmarks.forms import NoteForm
from app.bookmarks.own import NoteChangedError, OwnNote, Place
from app.bookmarks.shelf import as_text, shelves_of
from app.downloads import as_download
from app.forms import error_list
from app.learning.content import find_module, find_topic
from app.learning.links import topic_url
from app.permissions import allow
from app.sealing import seal_for
from app.services import services
from app.viewer import member
from course.model import Module, Topic

bp = Blueprint("bookmarks", __name__, template_folder="templates")


def _place(module: Module, topic: Topic) -> Place:
    return Place(member().membership_id, module.slug, topic.slug)


@bp.app_template_global("own_of")
def own_of(module: Module, topic: Topic) -> dict[str, object]:
    """Return what a topic's page shows of the reader's own: ``kept`` and ``note``."""
    session, place = services().database.of_request(), _place(module, topic)
    note = own.note_of(session, seal_for("notes"), place)
    return {"kept": own.is_kept(session, place), "note": note}


@bp.post("/learn/<slug>/<topic_slug>/keep")
@allow("keep_notes")
def keep(slug: str, topic_slug: str) -> ResponseReturnValue:
    """Keep a page, or no more."""
    module = find_module(slug)
    topic = find_topic(module, topic_slug)
    with services().database.write() as session:
        kept = request.form.get("keep") == "yes"
        own.keep(session, _place(module, topic), database.now(), kept=kept)
    return redirect(topic_url(module, topic.slug, "own"))


@bp.get("/learn/<slug>/<topic_slug>/note")
@allow("keep_notes")
def note(slug: str, topic_slug: str) -> str:
    """Show a note by itself, to be changed."""
    module = find_module(slug)
    topic = find_topic(module, topic_slug)
    session = services().database.of_request()
    found = own.note_of(session, seal_for("notes"), _place(module, topic))
    form = NoteForm(None, data={"note": found.text, "version": str(found.version)})
    return _note_page(module, topic, form)


@bp.post("/learn/<slug>/<topic_slug>/note")
@allow("keep_notes")
def save(slug: str, topic_slug: str) -> ResponseReturnValue:
    """Keep a note."""
    module = find_module(slug)
    topic = find_topic(module, topic_slug)
    form = NoteForm(request.form)
    if not form.validate():
        return _note_page(module, topic, form), 400
    text, seal = form.note.data or "", seal_for("notes")
    try:
        with services().database.write() as session:
            place = _place(module, topic)
            own.save_note(session, seal, place, text, form.shown, database.now())
    except NoteChangedError as changed:
        return _note_page(module, topic, form, changed.now), 409
    return redirect(topic_url(module, topic.slug, "own"))


def _note_page(
    module: Module, topic: Topic, form: NoteForm, meanwhile: OwnNote | None = None
) -> str:
    """Return the page. meanwhile: what another tab has saved since this one was opened."""
    return render_template(
        "bookmarks/note.html",
        module=module,
        topic=topic,
        form=form,
        errors=error_list(form),
        meanwhile=meanwhile,
        version=meanwhile.version if meanwhile else form.shown,
    )


@bp.get("/kept-pages")
@allow("keep_notes")
def overview() -> str:
    """Show everything that the person keeps."""
    return render_template("bookmarks/overview.html", shelves=shelves_of(member().membership_id))


@bp.get("/kept-pages/notes.txt")
@allow("keep_notes")
def export() -> Response:
    """Give everything that the person keeps as plain text."""
    text = as_text(shelves_of(member().membership_id), database.now())
    return as_download(text, "text/plain", "first-shift-notes.txt")
