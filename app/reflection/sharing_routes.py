"""Pages on which a writer shares an entry, sees who has read it, and withdraws it."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form, RadioField
from wtforms.validators import InputRequired

from app.database import now
from app.errors import BadInput, Conflict
from app.forms import error_list, offer
from app.permissions import allow
from app.reflection import journal as entries
from app.reflection import shares
from app.reflection.checking import findings
from app.reflection.own import own
from app.reflection.version import version_of
from app.services import services
from app.viewer import member

bp = Blueprint("sharing", __name__)


class ShareForm(Form):
    """With whom an entry is shared."""

    reader = RadioField("Who may read it?", [InputRequired("Choose who may read it.")])


@bp.get("/entries/<uuid:entry_id>/share")
@allow("reflect")
def confirm(entry_id: uuid.UUID) -> ResponseReturnValue:
    """Say what a supervisor would see, before anything is shared."""
    return _page(entry_id, ShareForm())


@bp.post("/entries/<uuid:entry_id>/share")
@allow("reflect")
def share(entry_id: uuid.UUID) -> ResponseReturnValue:
    """Share an entry as it stands."""
    form = ShareForm(request.form)
    _offer(form)
    if not form.validate():
        return _page(entry_id, form), 400
    try:
        reader_id = uuid.UUID(form.reader.data)
    except ValueError:
        raise BadInput("There is no such supervisor of yours.") from None
    with services().database.write() as session:
        reader = shares.share(
            session, own(), member(), entry_id, version_of(request.form), reader_id, now()
        )
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


def _page(entry_id: uuid.UUID, form: ShareForm) -> str:
    session, mine = services().database.of_request(), own()
    found = entries.entry(session, mine, entry_id)
    if found.kept is None:
        raise Conflict("This entry is only a draft. Save it first, then share it.")
    _offer(form)
    return render_template(
        "reflection/share.html",
        entry=found,
        form=form,
        errors=error_list(form),
        findings=findings(found.kept),
    )


def _offer(form: ShareForm) -> None:
    found = shares.readers(services().database.of_request(), member())
    offer(form.reader, ((str(each.membership_id), each.name) for each in found))
    if len(found) == 1 and not form.reader.data:
        form.reader.data = str(found[0].membership_id)
