"""Pages on which a writer shares an entry, sees who has read it, and withdraws it."""

import uuid
from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, Form, RadioField
from wtforms.validators import InputRequired

from app.database import now
from app.errors import BadInput, Conflict
from app.forms import error_list, offer
from app.permissions import allow
from app.reflection import changing, shares
from app.reflection import journal as entries
from app.reflection.checking import findings, take_out_all
from app.reflection.identifiers import CANNOT_FIND
from app.reflection.own import own
from app.reflection.version import version_of
from app.reflection.writing import Writing
from app.services import services
from app.viewer import member

bp = Blueprint("sharing", __name__)


_CHANGED: Final = (
    "This entry was changed in another window, so nothing was shared. This is how it stands now."
)
TAKE_OUT: Final = "take-out"
"""What the main button sends where something was found."""


class ShareForm(Form):
    """With whom an entry is shared; checked: where something was found, that its writer looked at it."""

    reader = RadioField("Who may read it?", [InputRequired("Choose who may read it.")])
    checked = BooleanField("I have checked: no patient can be recognised")

    def ask_to_check(self) -> None:
        """Add the mistake that nothing says that what was found was looked at."""
        self.checked.errors = ["Tick that you have checked it, or take out what was found."]


@bp.get("/entries/<uuid:entry_id>/share")
@allow("reflect")
def confirm(entry_id: uuid.UUID) -> ResponseReturnValue:
    """Say what a supervisor would see, before anything is shared."""
    return _page(entry_id, ShareForm())


@bp.post("/entries/<uuid:entry_id>/share")
@allow("reflect")
def share(entry_id: uuid.UUID) -> ResponseReturnValue:
    """Share an entry as it stands; or without what was found in it, which is saved so as well."""
    form = ShareForm(request.form)
    _offer(form)
    saved = _saved(entry_id)
    left: Writing | None = None
    valid = form.validate()
    if findings(saved):
        # A long text takes a while to go through: nobody else's writing waits for it.
        left = take_out_all(saved) if request.form.get("do") == TAKE_OUT else None
        if left is None and not form.checked.data:
            form.ask_to_check()
            valid = False
    if not valid:
        return _page(entry_id, form), 400
    try:
        reader_id = uuid.UUID(form.reader.data)
    except ValueError:
        raise BadInput("There is no such supervisor of yours.") from None
    version, moment = version_of(request.form), now()
    try:
        with services().database.write() as session:
            if left is not None:
                version = changing.rewrite_kept(session, own(), entry_id, version, left, moment)
            reader = shares.share(session, own(), member(), entry_id, version, reader_id, moment)
    except Conflict:
        flash(_CHANGED, "note")
        return redirect(url_for(".confirm", entry_id=entry_id), 303)
    flash(f"{reader.name} can read this text now, until you withdraw it.", "success")
    return redirect(url_for("reflection.entry", entry_id=entry_id), 303)


@bp.get("/sharing")
@allow("reflect")
def overview() -> str:
    """Show everything that was ever shared, with what happened to it."""
    found = shares.shares_of(services().database.of_request(), own())
    return render_template("reflection/sharing.html", shares=found)


@bp.post("/sharing/<uuid:share_id>/withdraw")
@allow("reflect")
def withdraw(share_id: uuid.UUID) -> ResponseReturnValue:
    """End a share at once."""
    with services().database.write() as session:
        ended = shares.withdraw(session, own(), share_id, now())
    flash("It is withdrawn. Nobody but you can read it from now on.", "success")
    if ended.entry_id is None:
        return redirect(url_for(".overview"), 303)
    return redirect(url_for("reflection.entry", entry_id=ended.entry_id), 303)


def _saved(entry_id: uuid.UUID) -> Writing:
    """Return the saved text of an entry. Raises NotFound, and Conflict where there is none."""
    found = entries.entry(services().database.of_request(), own(), entry_id)
    if found.kept is None:
        raise Conflict("This entry is only a draft. Save it first, then share it.")
    return found.kept


def _page(entry_id: uuid.UUID, form: ShareForm) -> str:
    saved = _saved(entry_id)
    found = findings(saved)
    _offer(form)
    return render_template(
        "reflection/share.html",
        entry=entries.entry(services().database.of_request(), own(), entry_id),
        form=form,
        errors=error_list(form),
        findings=found,
        left=take_out_all(saved) if found else saved,
        take_out=TAKE_OUT,
        cannot_find=CANNOT_FIND,
    )


def _offer(form: ShareForm) -> None:
    found = shares.readers(services().database.of_request(), member())
    offer(form.reader, ((str(each.membership_id), each.name) for each in found))
    if len(found) == 1 and not form.reader.data:
        form.reader.data = str(found[0].membership_id)
