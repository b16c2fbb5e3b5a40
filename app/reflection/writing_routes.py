"""Pages on which one writes: choosing how, writing, and what became of it."""

import uuid
from typing import Any, Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from app.database import now
from app.error_pages import for_forged_form
from app.errors import AppError
from app.permissions import allow
from app.reflection import journal as entries
from app.reflection import saving, unsaved
from app.reflection.changing import Posted
from app.reflection.checking_routes import bp as checking_pages
from app.reflection.errors import Clash, JournalFull
from app.reflection.form import mistakes, writing_page
from app.reflection.keeping import keep_for_writer, kept_for
from app.reflection.own import own
from app.reflection.pages import new_page, posted
from app.reflection.prompts import find_prompt, prompts
from app.reflection.structures import STRUCTURES, structure_of
from app.reflection.writing import Writing, both
from app.services import services
from app.wording import in_london

bp = Blueprint("writing", __name__)
bp.register_blueprint(checking_pages)

_FREE: Final = "free"

MOST_BYTES: Final = 8_000_000
"""Of a request with a text: more than anybody types, and not enough to trouble the server."""


@bp.url_value_preprocessor
def take_long_texts(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Take a text that is far too long for an entry: it comes back with a sentence, and is not lost."""
    request.max_content_length = request.max_form_memory_size = MOST_BYTES


@bp.before_request
def keep_what_was_typed() -> ResponseReturnValue | None:
    """Keep a text whose writer is not signed in any more, or not here, before it is refused."""
    if request.method != "POST":
        return None
    return keep_for_writer(request.form)


@bp.errorhandler(CSRFError)
def of_another_sign_in(error: CSRFError) -> ResponseReturnValue:
    """Keep a text whose page was opened before the sign-in of now; refuse anything else as elsewhere."""
    return keep_for_writer(request.form, always=True) or for_forged_form(error)


@bp.get("/new")
@allow("reflect")
def choose() -> str:
    """Ask how one wants to write."""
    return render_template("reflection/new.html", structures=STRUCTURES, prompts=prompts())


@bp.get("/new/<any(three,gibbs,free):structure>")
@allow("reflect")
def new(structure: str) -> str:
    """Give an empty page; with the prompt of a module, if the address names one."""
    module, question = request.args.get("module", ""), request.args.get("question", "")
    prompt = find_prompt(module, question).words if module else ""
    return writing_page(new_page(), Writing(structure_of(structure).key, {}, prompt=prompt))


@bp.post("/from-topic/<module>/<question>")
@allow("reflect")
def from_topic(module: str, question: str) -> str:
    """Give a page with a topic's prompt, and with what was written there."""
    text = "\n".join(request.form.getlist("answer"))
    prompt = find_prompt(module, question).words
    return writing_page(new_page(), Writing(_FREE, {"text": text}, prompt=prompt))


@bp.get("/entries/<uuid:entry_id>/write")
@allow("reflect")
def edit(entry_id: uuid.UUID) -> str:
    """Go on writing an entry."""
    found = entries.entry(services().database.of_request(), own(), entry_id)
    return writing_page(new_page(found.id), found.latest, found)


@bp.post("/save")
@allow("reflect")
def save() -> ResponseReturnValue:
    """Save what was typed: as a draft, or for good, after what could tell who somebody is was looked for."""
    sent = posted(request.form)
    as_draft = request.form.get("do") == "draft"
    errors = mistakes(sent.writing)
    if errors:
        return _again(sent, errors), 400
    try:
        done = saving.save(sent, final=not as_draft, moment=now())
    except Clash as clash:
        return _both_texts(sent, clash, as_draft=as_draft), 409
    except JournalFull as full:
        return _again(sent, [{"text": full.sentence, "href": "#title"}]), 400
    _forget_waiting()
    if done.to_check:
        return redirect(url_for(".checking.check", entry_id=sent.entry_id), 303)
    if as_draft:
        flash("The draft is saved. Only you can see it.", "success")
        return redirect(url_for(".edit", entry_id=sent.entry_id), 303)
    flash("The entry is saved.", "success")
    return redirect(url_for("reflection.entry", entry_id=sent.entry_id), 303)


@bp.post("/save-draft")
@allow("reflect")
def save_draft() -> ResponseReturnValue:
    """Save what is being typed, for the page's script; answer with a sentence and the version."""
    sent = posted(request.form)
    if sent.writing.is_empty:
        return {"version": sent.version, "sentence": ""}
    errors = mistakes(sent.writing)
    if errors:
        return {"sentence": errors[0]["text"]}, 400
    moment = now()
    try:
        done = saving.save(sent, final=False, moment=moment)
    except Clash as clash:
        return {"sentence": f"{clash.sentence} Press “Save” to see both texts."}, 409
    except AppError as error:
        return {"sentence": error.sentence}, error.status
    _forget_waiting()
    return {
        "version": done.version,
        "sentence": f"Draft saved at {in_london(moment):%H:%M}",
        "address": url_for(".edit", entry_id=sent.entry_id),
    }


@bp.get("/unsaved/<uuid:form_id>")
@allow("reflect")
def take_up(form_id: uuid.UUID) -> str:
    """Give back a text that came when its writer was not signed in."""
    session, mine = services().database.of_request(), own()
    waiting = unsaved.take_up(session, mine, form_id)
    page = new_page(waiting.entry_id)
    return writing_page(page, waiting.writing, version=waiting.version, unsaved=form_id)


@bp.post("/unsaved/<uuid:form_id>/throw-away")
@allow("reflect")
def throw_away(form_id: uuid.UUID) -> ResponseReturnValue:
    """Remove a text that waits."""
    with services().database.write() as session:
        unsaved.throw_away(session, own(), form_id)
    flash("That text is thrown away.", "success")
    return redirect(url_for("reflection.journal"), 303)


def _forget_waiting() -> None:
    waiting = kept_for(request.form)
    if waiting is not None:
        with services().database.write() as session:
            unsaved.throw_away(session, own(), waiting)


def _again(sent: Posted, errors: list[dict[str, str]]) -> str:
    return writing_page(
        new_page(sent.entry_id),
        sent.writing,
        version=sent.version,
        errors=errors,
        unsaved=kept_for(request.form),
    )


def _both_texts(sent: Posted, clash: Clash, *, as_draft: bool) -> str:
    return render_template(
        "reflection/clash.html",
        page=new_page(sent.entry_id),
        version=clash.version,
        here=sent.writing,
        there=clash.stored,
        both=both(clash.stored, sent.writing),
        unsaved=kept_for(request.form),
        as_draft=as_draft,
    )
