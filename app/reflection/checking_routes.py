"""The reminder before an entry is saved: what was found, “take out” beside each, and a way past it."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.errors import BadInput, Conflict
from app.permissions import allow
from app.reflection import changing
from app.reflection import journal as entries
from app.reflection.checking import findings, take_out, take_out_all
from app.reflection.identifiers import CANNOT_FIND
from app.reflection.own import own
from app.reflection.version import version_of
from app.reflection.writing import Writing
from app.services import services

bp = Blueprint("checking", __name__, url_prefix="/entries/<uuid:entry_id>/check")

_CHANGED = "The text was changed in the meantime. This is how it stands now."


@bp.get("")
@allow("reflect")
def check(entry_id: uuid.UUID) -> ResponseReturnValue:
    """Show what was found in a draft; where nothing is found, that."""
    found = entries.entry(services().database.of_request(), own(), entry_id)
    if found.draft is None:
        return redirect(url_for("reflection.entry", entry_id=entry_id))
    return render_template(
        "reflection/check.html",
        entry=found,
        findings=findings(found.draft),
        cannot_find=CANNOT_FIND,
    )


@bp.post("/take-out")
@allow("reflect")
def take(entry_id: uuid.UUID) -> ResponseReturnValue:
    """Put a neutral word in the place of one thing that was found, or of all."""
    version = version_of(request.form)
    found = entries.entry(services().database.of_request(), own(), entry_id)
    # A long text takes a while to go through: nobody else's writing waits for it.
    changed = _without(found.latest) if found.version == version else None
    try:
        if changed is None:
            raise Conflict(_CHANGED)
        with services().database.write() as session:
            changing.rewrite_draft(session, own(), entry_id, version, changed, now())
    except Conflict:
        flash(_CHANGED, "note")
        return redirect(url_for(".check", entry_id=entry_id), 303)
    # What stood after it has its number now, and takes the focus: one goes on from there.
    nth = request.form.get("nth", type=int)
    anchor = f"finding-{nth}" if nth is not None else None
    return redirect(url_for(".check", entry_id=entry_id, _anchor=anchor), 303)


@bp.post("/save")
@allow("reflect")
def save(entry_id: uuid.UUID) -> ResponseReturnValue:
    """Save the text as it is."""
    try:
        with services().database.write() as session:
            changing.finish(session, own(), entry_id, version_of(request.form), now())
    except Conflict:
        flash(_CHANGED, "note")
        return redirect(url_for(".check", entry_id=entry_id), 303)
    flash("The entry is saved.", "success")
    return redirect(url_for("reflection.entry", entry_id=entry_id), 303)


def _without(writing: Writing) -> Writing | None:
    part, at = request.form.get("part", ""), request.form.get("at", "")
    if part == "all":
        return take_out_all(writing)
    if not (at.isascii() and at.isdecimal() and len(at) < 8):
        raise BadInput("The page did not say what to take out. Open the entry again.")
    return take_out(writing, part, int(at))
